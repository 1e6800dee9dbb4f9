import assert from 'node:assert/strict';
import { ids } from './steps.mjs';

/** The billing portal. */
export async function portal(day) {
  const { stripe } = day;
  day.part('Billing portal');

  const configuration = await day.step('configurations: create, retrieve, update, list', async () => {
    const made = await stripe.billingPortal.configurations.create({
      business_profile: { headline: 'Your subscription' },
      default_return_url: 'https://shop.example/account',
      features: {
        invoice_history: { enabled: true },
        subscription_cancel: { enabled: true, mode: 'at_period_end' },
      },
    });
    assert.match(made.id, /^bpc_/);
    assert.equal(made.features.subscription_cancel.enabled, true);
    const changed = await stripe.billingPortal.configurations.update(made.id, {
      features: { subscription_cancel: { enabled: false } },
      metadata: { a: '1' },
    });
    assert.equal(changed.features.subscription_cancel.enabled, false);
    assert.equal(changed.features.invoice_history.enabled, true);
    assert.deepEqual((await stripe.billingPortal.configurations.retrieve(made.id)).metadata, { a: '1' });
    assert.ok((await ids(stripe.billingPortal.configurations.list({ limit: 1 }))).includes(made.id));
    return made;
  });

  await day.step('a session, and its page', async () => {
    const customer = await stripe.customers.create({ email: 'portal@shop.example' });
    const session = await stripe.billingPortal.sessions.create({
      customer: customer.id,
      configuration: configuration.id,
      expand: ['configuration'],
    });
    assert.match(session.id, /^bps_/);
    assert.equal(session.configuration.id, configuration.id);
    assert.equal(session.return_url, 'https://shop.example/account');
    const page = await fetch(session.url);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /https:\/\/shop\.example\/account/);
  });
}
