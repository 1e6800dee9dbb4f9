// What each contract sells is opened with its generated types.
import assert from 'node:assert/strict';
import test from 'node:test';
import { almanac } from '@billet/client/almanac';
import { closient } from '@billet/client/closient';
import { dreadnode } from '@billet/client/dreadnode';
import { starter } from '@billet/client/starter';
import { versori } from '@billet/client/versori';
import { balance, cancelUrl, credits, owner, server, slug, successUrl, ulid, urls } from './demo.mjs';

test('versori names the session, and asks for no credential', async () => {
  const { sessionId } = await versori({ baseUrl: server }).createCheckoutSession({
    organisationId: ulid,
    checkoutSessionRequest: { successURL: successUrl, cancelURL: cancelUrl },
  });
  assert.match(sessionId, /^cs_test_/);
});

test('dreadnode gives the page and the session', async () => {
  const checkout = await dreadnode(owner).createCheckoutSession({
    org: slug,
    checkoutRequest: credits(2),
  });
  assert.ok(checkout.checkoutUrl.endsWith(`/c/pay/${checkout.sessionId}`));
});

test('almanac gives the page', async () => {
  const { url } = await almanac(owner).createCheckoutSession({
    organizationId: slug,
    billingCheckoutRequest: { planId: 'pro', successUrl },
  });
  assert.match(url, /\/c\/pay\/cs_test_/);
});

test('closient gives the page', async () => {
  const { checkoutUrl } = await closient(owner).createCheckoutSession({
    checkoutRequest: balance(501),
  });
  assert.match(checkoutUrl, /\/c\/pay\/cs_test_/);
});

test('starter gives the page', async () => {
  const { url } = await starter(owner).createCheckoutSession({ checkoutRequest: urls });
  assert.match(url, /\/c\/pay\/cs_test_/);
});

test('headers are there for who asks for them', async () => {
  const { raw } = await dreadnode(owner).createCheckoutSessionRaw({
    org: slug,
    checkoutRequest: credits(1),
  });
  assert.match(raw.headers.get('Link'), /^<.*>; rel="payment"$/);
  assert.ok(raw.headers.get('X-Request-Id'));
});
