// Who buys in the demo directory, and what they ask for.
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
