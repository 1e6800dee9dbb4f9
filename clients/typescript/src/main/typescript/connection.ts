import { NoAnswerError, type Refusal, type RefusedError, retryAfter } from './errors.js';

/** How to reach a server. */
export interface ClientOptions {
  /** The server's origin, and the path under which it is mounted if there is one. */
  baseUrl: string | URL;
  /** The key or token that every request carries, in the header that the contract reads. */
  credential?: string;
  /**
   * How many milliseconds an attempt may take, to the last byte of the answer; 30 000 unless given.
   * A server has to ask Stripe, so leave it more than that takes.
   */
  timeout?: number;
  /**
   * How often a call is tried again where no answer came, or it was 429, 502, 503 or 504; never
   * unless given. Waits between attempts, for as long as the server's Retry-After says.
   */
  retries?: number;
  /** What to send with, in place of the platform's own `fetch`. */
  fetch?: typeof fetch;
}

/** What the generator does not know of a contract. */
export interface Contract {
  /** Where the document's paths begin. */
  readonly path: string;
  /** The header in which a credential goes. */
  readonly credential: (secret: string) => Record<string, string>;
  /** The error for its envelope. */
  readonly refused: (answer: Refusal) => RefusedError;
}

/** A credential as a bearer token. */
export const bearer = (secret: string) => ({ Authorization: `Bearer ${secret}` });

/** A credential as it is. */
export const apiKey = (secret: string) => ({ 'X-API-Key': secret });

const KEY = 'Idempotency-Key';
const PASSING = new Set([429, 502, 503, 504]);
const FIRST_MILLIS = 250;
const LONGEST_MILLIS = 8_000;
// A server that asks for more is better left to the caller, who is told.
const LONGEST_ASKED_SECONDS = 60;

/** The settings with which a generated client speaks to a server. */
export function settings(options: ClientOptions, contract: Contract) {
  const timeout = options.timeout ?? 30_000;
  const retries = options.retries ?? 0;
  if (!(timeout > 0) || !(retries >= 0)) {
    throw new RangeError('timeout must be positive, and retries not negative');
  }
  const base = new URL(options.baseUrl);
  if (!/^https?:$/.test(base.protocol) || base.search !== '' || base.hash !== '') {
    throw new TypeError(`not an http or https URL without a query: ${base.href}`);
  }
  const send = options.fetch ?? fetch;
  return {
    basePath: base.href.replace(/\/+$/, '') + contract.path,
    headers: options.credential === undefined ? {} : contract.credential(options.credential),
    fetchApi: (input: RequestInfo | URL, init: RequestInit = {}) =>
      patient(send, input, keyed(init), timeout, retries),
    middleware: [
      {
        // Thrown as it is, where the generated code would wrap it.
        onError: async ({ error }: { error: unknown }): Promise<Response> => {
          throw error;
        },
        post: async ({ response }: { response: Response }): Promise<void> => {
          if (!response.ok) {
            const { status, headers } = response;
            throw contract.refused({ status, headers, body: await response.text() });
          }
        },
      },
    ],
  };
}

/** Sends a request until it is answered for good. */
async function patient(
  send: typeof fetch,
  input: RequestInfo | URL,
  init: RequestInit,
  timeout: number,
  retries: number,
): Promise<Response> {
  let lost = false;
  for (let failures = 0; ; ) {
    const last = failures >= retries;
    let asked: number | undefined;
    try {
      const answer = await attempt(send, input, init, timeout);
      asked = retryAfter(answer.headers);
      if (last || !isPassing(answer, lost) || (asked ?? 0) > LONGEST_ASKED_SECONDS) {
        return answer;
      }
    } catch (error) {
      // Whoever called has given up.
      init.signal?.throwIfAborted();
      if (last) {
        throw new NoAnswerError(error, new Headers(init.headers).get(KEY) ?? undefined);
      }
      lost = true;
    }
    failures += 1;
    await pause(failures, asked, init.signal);
  }
}

// A conflict after an attempt of ours was lost is that attempt, still under way.
function isPassing(answer: Response, lost: boolean): boolean {
  return PASSING.has(answer.status) || (lost && answer.status === 409);
}

// With its body, so that one that drips is within the time, too.
async function attempt(
  send: typeof fetch,
  input: RequestInfo | URL,
  init: RequestInit,
  timeout: number,
): Promise<Response> {
  const limit = AbortSignal.timeout(timeout);
  const signal = init.signal ? AbortSignal.any([init.signal, limit]) : limit;
  const answer = await send(input, { ...init, signal });
  const body = await answer.arrayBuffer();
  const { status, statusText, headers } = answer;
  return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers });
}

function keyed(init: RequestInit): RequestInit {
  const headers = new Headers(init.headers);
  if (init.method === 'POST' && !headers.has(KEY)) {
    headers.set(KEY, unique());
  }
  return { ...init, headers };
}

// Not randomUUID, which a browser has only where the page came by https or from this machine.
function unique(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * Waits before the next attempt: twice as long each time, and by chance a little less, so that many
 * clients do not come back at once; never less than is asked for.
 */
function pause(
  failures: number,
  asked: number | undefined,
  signal: AbortSignal | null | undefined,
): Promise<void> {
  const full = Math.min(LONGEST_MILLIS, FIRST_MILLIS * 2 ** Math.min(failures - 1, 10));
  const millis = Math.max(full * (0.5 + Math.random() / 2), (asked ?? 0) * 1000);
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', giveUp);
      resolve();
    }, millis);
    signal?.addEventListener('abort', giveUp, { once: true });
  });
}
