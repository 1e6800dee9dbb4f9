/**
 * The server answered, and did not do it. Each contract has a subclass.
 *
 * @typeParam E the contract's envelope, as the generated model
 */
export class RefusedError<E = unknown> extends Error {
  override readonly name: string = 'RefusedError';
  /** The HTTP status. */
  readonly status: number;
  /** The envelope; absent where the body is none, as that of a proxy in between may be. */
  readonly error?: E;
  /** Under what the server's log has the request; absent where something else answered. */
  readonly requestId?: string;
  /** How many seconds the server asks to wait before the next try; absent where it does not say. */
  readonly retryAfter?: number;
  /** The body as it came. */
  readonly body: string;

  constructor(answer: Refusal, error: E | undefined) {
    super(`answered ${answer.status}${answer.body === '' ? '' : `: ${answer.body}`}`);
    this.status = answer.status;
    this.error = error;
    this.requestId = answer.headers.get('X-Request-Id') ?? undefined;
    this.retryAfter = retryAfter(answer.headers);
    this.body = answer.body;
  }
}

/**
 * No answer came, so that it is not known whether the server did what it was asked. Calling again
 * with `idempotencyKey` is safe: if it did, the answer is the one that was lost.
 */
export class NoAnswerError extends Error {
  override readonly name = 'NoAnswerError';
  /** Whether time ran out; otherwise the connection failed, or could not be made. */
  readonly timeout: boolean;
  /** The key that all attempts carried; absent where the operation only reads. */
  readonly idempotencyKey?: string;

  constructor(cause: unknown, idempotencyKey: string | undefined) {
    super(`no answer: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.timeout = cause instanceof Error && cause.name === 'TimeoutError';
    this.idempotencyKey = idempotencyKey;
  }
}

/** An answer that is not the one an operation hopes for, read to its end. */
export interface Refusal {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** The body as an envelope: what `read` makes of it; absent where it is none. */
export function envelope<E>(answer: Refusal, read: (json: unknown) => E): E | undefined {
  try {
    const json: unknown = JSON.parse(answer.body);
    return typeof json === 'object' && json !== null ? read(json) : undefined;
  } catch {
    return undefined;
  }
}

/** The seconds of Retry-After (RFC 9110, section 10.2.3); a date is not understood. */
export function retryAfter(headers: Headers): number | undefined {
  const asked = headers.get('Retry-After')?.trim() ?? '';
  return /^[0-9]{1,9}$/.test(asked) ? Number(asked) : undefined;
}
