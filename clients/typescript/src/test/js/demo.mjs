// Who buys in the demo directory, and what they ask for.
import assert from 'node:assert/strict';

export const server = process.env.BILLET_URL;
export const owner = { baseUrl: server, credential: 'demo_acme_owner' };
export const reader = { baseUrl: server, credential: 'demo_acme_reader' };
export const slug = 'acme';
export const ulid = '01J9ZC6VY4T5W6X7Y8Z9A0B1C2';
export const shortUuid = '23456789ABCDEFGHJKLMNP';
export const successUrl = 'https://shop.example.com/done?session={CHECKOUT_SESSION_ID}';
export const cancelUrl = 'https://shop.example.com/back';
export const urls = { successUrl, cancelUrl };
export const credits = (quantity, more = {}) => ({ quantity, ...urls, ...more });
export const balance = (amountCents, more = {}) => ({
  organizationId: shortUuid,
  amountCents,
  ...urls,
  ...more,
});

/** What a call that must fail is rejected with. */
export async function rejection(call) {
  try {
    await call;
  } catch (error) {
    return error;
  }
  throw new Error('was not refused');
}

/** What a buyer's browser does on the hosted page; returns where it is sent afterwards. */
export async function pay(page) {
  const card = new URLSearchParams({
    email: 'buyer@example.com',
    cardNumber: '4242424242424242',
    cardExpiry: '12/34',
    cardCvc: '123',
  });
  const answer = await fetch(page, { method: 'POST', body: card, redirect: 'manual' });
  assert.equal(answer.status, 303, await answer.text());
  return answer.headers.get('Location');
}
