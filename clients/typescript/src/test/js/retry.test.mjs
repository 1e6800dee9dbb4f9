// An answer that is lost, late, or "not now" costs no second sale.
import assert from 'node:assert/strict';
import test from 'node:test';
import { NoAnswerError } from '@billet/client';
import { billet } from '@billet/client/billet';
import { dreadnode, DreadnodeError } from '@billet/client/dreadnode';
import { credits, owner, rejection, server, slug } from './demo.mjs';
import { answering, busy, dripping, failing, lose, silent } from './tap.mjs';

const KEY = 'idempotency-key';

function buy(tap, options = {}, key = undefined, init = undefined) {
  return dreadnode({ ...owner, baseUrl: tap.url, ...options }).createCheckoutSession(
    { org: slug, checkoutRequest: credits(1), idempotencyKey: key },
    init,
  );
}

async function through(opening, use) {
  const tap = await opening;
  try {
    await use(tap);
  } finally {
    await tap.close();
  }
}

test('a lost answer is asked for again under the same key', async () => {
  const said = [];
  await through(failing(2, server, said, lose), async (tap) => {
    const { sessionId } = await buy(tap, { retries: 2 });
    const keys = tap.sent(KEY);
    assert.equal(keys.length, 3);
    assert.ok(keys[0]);
    assert.equal(new Set(keys).size, 1);
    assert.ok(said.length === 3 && said.every((text) => text.includes(sessionId)));
  });
});

test('a key that is given is the one that is sent', async () => {
  await through(failing(1, server, [], lose), async (tap) => {
    await buy(tap, { retries: 1 }, 'order 4711');
    assert.deepEqual(tap.sent(KEY), ['order 4711', 'order 4711']);
  });
});

test('each call has a key of its own', async () => {
  await through(failing(0, server, [], lose), async (tap) => {
    const sessions = [await buy(tap), await buy(tap)].map(({ sessionId }) => sessionId);
    assert.equal(new Set(sessions).size, 2);
    assert.equal(new Set(tap.sent(KEY)).size, 2);
  });
});

test('a server that is busy is asked again', async () => {
  await through(failing(1, server, [], busy), async (tap) => {
    assert.match((await buy(tap, { retries: 1 })).sessionId, /^cs_test_/);
    assert.equal(tap.sent(KEY).length, 2);
  });
});

test('a refusal is not tried again', async () => {
  await through(answering(404, '{}'), async (tap) => {
    assert.ok((await rejection(buy(tap, { retries: 3 }))) instanceof DreadnodeError);
    assert.equal(tap.sent(KEY).length, 1);
  });
});

test('without retries the caller is given the key to ask again', async () => {
  const said = [];
  await through(failing(1, server, said, lose), async (tap) => {
    const lost = await rejection(buy(tap));
    assert.ok(lost instanceof NoAnswerError);
    assert.equal(lost.timeout, false);
    const { sessionId } = await buy(tap, {}, lost.idempotencyKey);
    assert.ok(said.length === 2 && said.every((text) => text.includes(sessionId)));
  });
});

test('a server that never answers is not waited for forever', async () => {
  await through(silent(), async (tap) => {
    const late = await rejection(buy(tap, { timeout: 200, retries: 1 }));
    assert.ok(late instanceof NoAnswerError);
    assert.equal(late.timeout, true);
    assert.equal(tap.sent(KEY).length, 2);
  });
});

test('an answer that drips is not waited for forever', async () => {
  await through(dripping(), async (tap) => {
    const late = await rejection(buy(tap, { timeout: 200 }));
    assert.equal(late.timeout, true);
  });
});

test('who calls can give up', async () => {
  await through(silent(), async (tap) => {
    const control = new AbortController();
    const call = rejection(buy(tap, { retries: 3 }, undefined, { signal: control.signal }));
    control.abort(new Error('enough'));
    assert.equal((await call).message, 'enough');
  });
});

test('a read carries no key', async () => {
  await through(answering(404, '{}'), async (tap) => {
    await rejection(billet({ ...owner, baseUrl: tap.url }).getAccount({ organization: slug }));
    assert.deepEqual(tap.sent(KEY), [undefined]);
  });
});
