import assert from 'node:assert/strict';
import Stripe from 'stripe';
import { ids } from './steps.mjs';

const { StripeRateLimitError, StripeConnectionError, StripeAPIError } = Stripe.errors;
const CREATE = 'POST /v1/customers';

/** What can go wrong on the way, and what the client's retries make of it. */
export async function trouble(day) {
  const { stripe } = day;
  day.part('Trouble');
  const create = (client, email) => client.customers.create({ email });
  const count = async (email) => (await ids(stripe.customers.list({ email }))).length;

  for (const kind of ['rate_limit', 'lock_timeout']) {
    await day.refused(
      kind,
      StripeRateLimitError,
      { statusCode: 429, code: kind },
      () => day.under({ endpoint: CREATE, kind }, () => create(stripe, 'never@shop.example')),
    );
  }
  await day.refused(
    'a failure',
    StripeAPIError,
    { statusCode: 500 },
    () =>
      day.under({ endpoint: CREATE, kind: 'error_before_commit' }, () =>
        create(stripe, 'never@shop.example'),
      ),
  );
  await day.refused('a connection that breaks', StripeConnectionError, {}, () =>
    day.under({ endpoint: CREATE, kind: 'drop_before_commit' }, () =>
      create(stripe, 'never@shop.example'),
    ),
  );
  await day.refused('an answer that is late', StripeConnectionError, {}, () =>
    day.under({ endpoint: 'GET /v1/customers', kind: 'slow', delay_ms: 2000, times: 1 }, () =>
      day.client({ timeout: 50 }).customers.list(),
    ),
  );
  await day.step('none of them left anything behind', async () => {
    assert.equal(await count('never@shop.example'), 0);
  });

  for (const kind of ['lock_timeout', 'drop_before_commit', 'drop_after_commit']) {
    await day.step(`${kind}, and a retry that finds it done once`, async () => {
      const email = `${kind}@shop.example`;
      const customer = await day.under({ endpoint: CREATE, kind, times: 1 }, () =>
        create(day.client({ maxNetworkRetries: 2 }), email),
      );
      assert.equal(customer.email, email);
      assert.equal(await count(email), 1);
    });
  }
}
