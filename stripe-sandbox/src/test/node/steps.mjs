// What the parts of the day share: Stripe's client, the sandbox's controls, and the printing.

import assert from 'node:assert/strict';
import Stripe from 'stripe';

export const VERSION = '2026-07-29.dahlia';

export class Day {
  steps = 0;
  #url;
  #key;
  #closing = [];

  constructor(url, key) {
    this.#url = new URL(url);
    this.#key = key;
    this.stripe = this.client();
  }

  /** Stripe's client as its users make it; its retries would hide what is tried here. */
  client(options = {}) {
    const { key = this.#key, ...config } = options;
    return new Stripe(key, {
      host: this.#url.hostname,
      port: this.#url.port,
      protocol: this.#url.protocol.slice(0, -1),
      maxNetworkRetries: 0,
      telemetry: false,
      ...config,
    });
  }

  part(name) {
    console.log(`\n${name}`);
  }

  /** Does one thing and says so; what it returns is handed on. */
  async step(name, action) {
    try {
      const result = await action();
      this.steps++;
      console.log(`  ok    ${name}`);
      return result;
    } catch (error) {
      console.log(`  FAIL  ${name}`);
      throw error;
    }
  }

  /** As a step that Stripe refuses: the client throws this class, with these members. */
  async refused(name, type, members, action) {
    await this.step(`${name}: ${type.name}`, async () => {
      const error = await thrown(action);
      assert.ok(error instanceof type, `expected ${type.name}, got ${error}`);
      assert.equal(error.type, type.name);
      for (const [member, expected] of Object.entries(members)) {
        if (expected instanceof RegExp) {
          assert.match(error[member], expected);
        } else {
          assert.equal(error[member], expected, `${member} of "${error.message}"`);
        }
      }
    });
  }

  /** Asks the sandbox for what Stripe has not: time, payment without a page, trouble. */
  async control(method, path, params = {}) {
    const response = await fetch(new URL(`/_sandbox${path}`, this.#url), {
      method,
      headers: { Authorization: `Bearer ${this.#key}` },
      body: method === 'POST' ? new URLSearchParams(params) : undefined,
    });
    const body = await response.json();
    assert.equal(response.status, 200, JSON.stringify(body));
    return body;
  }

  /** Runs an action while the sandbox's API gives trouble. */
  async under(rule, action) {
    await this.control('POST', '/faults', rule);
    try {
      return await action();
    } finally {
      await this.control('DELETE', '/faults');
    }
  }

  /** Fills the hosted page in, as a browser without JavaScript sends it. */
  fillIn(session, card) {
    return this.submit(session.url, {
      email: 'ada@shop.example',
      cardNumber: card,
      cardExpiry: '12 / 34',
      cardCvc: '123',
    });
  }

  /** Sends a form of a page, and follows nothing. */
  async submit(url, fields) {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      body: new URLSearchParams(fields),
    });
    return {
      status: response.status,
      location: response.headers.get('location'),
      html: await response.text(),
    };
  }

  onClose(action) {
    this.#closing.push(action);
  }

  async close() {
    for (const action of this.#closing) {
      await action();
    }
  }
}

async function thrown(action) {
  try {
    await action();
  } catch (error) {
    return error;
  }
  throw new assert.AssertionError({ message: 'expected a refusal, but it went through' });
}

/** Waits for a condition, looking every few milliseconds, for ten seconds at most. */
export async function until(what, condition) {
  const deadline = Date.now() + 10_000;
  for (;;) {
    const result = await condition();
    if (result) {
      return result;
    }
    assert.ok(Date.now() < deadline, `waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Returns all ids that the client's auto-pagination yields. */
export async function ids(list) {
  const all = [];
  for await (const one of list) {
    all.push(one.id);
  }
  return all;
}
