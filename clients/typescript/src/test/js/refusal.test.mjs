// A refusal is the error of its contract, and holds the contract's envelope as its type.
import assert from 'node:assert/strict';
import test from 'node:test';
import { RefusedError } from '@billet/client';
import { almanac, AlmanacError } from '@billet/client/almanac';
import { billet, ProblemError } from '@billet/client/billet';
import { closient, ClosientError } from '@billet/client/closient';
import { dreadnode, DreadnodeError } from '@billet/client/dreadnode';
import { starter, StarterError } from '@billet/client/starter';
import { versori, VersoriError } from '@billet/client/versori';
import { balance, credits, owner, reader, rejection, server, slug } from './demo.mjs';
import { answering } from './tap.mjs';

async function refused(type, status, call) {
  const error = await rejection(call);
  assert.ok(error instanceof type && error instanceof RefusedError, String(error));
  assert.equal(error.status, status);
  assert.equal(error.name, type.name);
  assert.ok(error.requestId);
  return error;
}

test('versori tells the code', async () => {
  const call = versori(owner).createCheckoutSession({ organisationId: 'nobody' });
  assert.equal((await refused(VersoriError, 404, call)).error.code, 'not_found');
});

test('dreadnode tells every field at fault', async () => {
  const checkoutRequest = credits(11, { cancelUrl: 'nowhere' });
  const call = dreadnode(owner).createCheckoutSession({ org: slug, checkoutRequest });
  const { error } = await refused(DreadnodeError, 422, call);
  assert.equal(error.type, 'validation_error');
  const places = error.errors.map((item) => item.loc.join('.'));
  assert.deepEqual(places.sort(), ['body.cancel_url', 'body.quantity']);
});

test('almanac has an envelope for what is invalid', async () => {
  const call = almanac(owner).createCheckoutSession({
    organizationId: slug,
    billingCheckoutRequest: { planId: 'pro', successUrl: 'näh' },
  });
  const refusal = await refused(AlmanacError, 422, call);
  assert.equal(refusal.error, undefined);
  assert.deepEqual(refusal.validationError.detail[0].loc, ['body', 'success_url']);
  assert.equal(refusal.validationError.detail[0].input, 'näh');
});

test('almanac has another for the rest', async () => {
  const call = almanac(reader).createCheckoutSession({
    organizationId: slug,
    billingCheckoutRequest: { planId: 'pro' },
  });
  const refusal = await refused(AlmanacError, 403, call);
  assert.equal(refusal.validationError, undefined);
  assert.equal(refusal.error.detail, 'This credential may not make purchases for the organization');
});

test('closient tells the fields at fault', async () => {
  const checkoutRequest = balance(501, { successUrl: 'nowhere' });
  const call = closient(owner).createCheckoutSession({ checkoutRequest });
  const { error } = (await refused(ClosientError, 422, call)).error;
  assert.equal(error.code, 'VALIDATION_ERROR');
  assert.deepEqual(error.details.map((detail) => detail.field), ['success_url']);
});

test('starter has an envelope for what is invalid, and another for the rest', async () => {
  const invalid = starter(owner).createCheckoutSession({ checkoutRequest: { cancelUrl: 'no' } });
  const { validationError } = await refused(StarterError, 422, invalid);
  assert.deepEqual(validationError.detail[0].loc, ['body', 'cancel_url']);
  const unknown = starter({ baseUrl: server }).createCheckoutSession({ checkoutRequest: {} });
  assert.equal((await refused(StarterError, 401, unknown)).error.detail, 'Not authenticated');
});

test('billet answers a problem', async () => {
  const call = billet(reader).listEntries({ organization: slug, limit: 101 });
  const { error, requestId } = await refused(ProblemError, 400, call);
  assert.equal(error.code, 'invalid_request');
  assert.deepEqual(error.errors.map((item) => item.parameter), ['limit']);
  assert.equal(error.requestId, requestId);
});

test('what is no envelope is still a refusal', async () => {
  const proxy = await answering(502, '<html>bad gateway</html>');
  try {
    const client = dreadnode({ ...owner, baseUrl: proxy.url });
    const error = await rejection(
      client.createCheckoutSession({ org: slug, checkoutRequest: credits(1) }),
    );
    assert.ok(error instanceof DreadnodeError);
    assert.equal(error.status, 502);
    assert.equal(error.error, undefined);
    assert.equal(error.requestId, undefined);
    assert.equal(error.body, '<html>bad gateway</html>');
  } finally {
    await proxy.close();
  }
});

test('options that make no sense are refused at once', () => {
  assert.throws(() => dreadnode({ baseUrl: 'nowhere' }), TypeError);
  assert.throws(() => dreadnode({ baseUrl: 'ftp://127.0.0.1/' }), TypeError);
  assert.throws(() => dreadnode({ baseUrl: server, timeout: 0 }), RangeError);
});
