import assert from 'node:assert/strict';
import { ids } from './steps.mjs';

const URLS = {
  success_url: 'https://shop.example/done?s={CHECKOUT_SESSION_ID}',
  cancel_url: 'https://shop.example/cart',
};

/** Sessions of Checkout, bought and not. */
export async function checkout(day) {
  const { stripe } = day;
  day.part('Checkout');

  const once = await stripe.prices.create({
    currency: 'usd',
    unit_amount: 1000,
    product_data: { name: 'Credits' },
  });
  const monthly = await stripe.prices.create({
    currency: 'usd',
    unit_amount: 2900,
    recurring: { interval: 'month' },
    product_data: { name: 'Pro' },
  });
  const pay = (more = {}) =>
    stripe.checkout.sessions.create({
      mode: 'payment',
      line_items: [{ price: once.id, quantity: 2 }],
      ...URLS,
      ...more,
    });
  const subscribe = (more = {}) =>
    stripe.checkout.sessions.create({
      mode: 'subscription',
      line_items: [{ price: monthly.id, quantity: 1 }],
      ...URLS,
      ...more,
    });

  const open = await day.step('create, payment', async () => {
    const session = await pay({
      client_reference_id: 'cart-7',
      metadata: { org: '7' },
      expand: ['line_items.data.price.product'],
    });
    assert.match(session.id, /^cs_test_/);
    assert.deepEqual([session.status, session.payment_status], ['open', 'unpaid']);
    assert.deepEqual([session.amount_total, session.currency], [2000, 'usd']);
    assert.equal(session.payment_intent, null);
    assert.equal(session.expires_at, session.created + 24 * 3600);
    assert.equal(session.line_items.data[0].price.product.name, 'Credits');
    return session;
  });

  await day.step('retrieve; line items are not there unless asked for', async () => {
    const session = await stripe.checkout.sessions.retrieve(open.id);
    assert.equal(session.line_items, undefined);
    assert.equal(session.url, open.url);
  });

  await day.step('list line items, with auto-pagination', async () => {
    const session = await pay({
      line_items: [
        { price: once.id, quantity: 1 },
        {
          price_data: { currency: 'usd', unit_amount: 250, product_data: { name: 'Sticker' } },
          quantity: 4,
        },
      ],
    });
    assert.equal(session.amount_total, 2000);
    const list = stripe.checkout.sessions.listLineItems(session.id, { limit: 1 });
    assert.equal((await ids(list)).length, 2);
    const both = await stripe.checkout.sessions.listLineItems(session.id);
    assert.deepEqual(both.data.map((item) => item.amount_total), [1000, 1000]);
    assert.equal(both.data[1].description, 'Sticker');
  });

  await day.step('update', async () => {
    const session = await stripe.checkout.sessions.update(open.id, { metadata: { org: '', seat: '1' } });
    assert.deepEqual(session.metadata, { seat: '1' });
  });

  await day.step('expire', async () => {
    const session = await stripe.checkout.sessions.expire((await pay()).id);
    assert.deepEqual([session.status, session.url], ['expired', null]);
  });

  await day.step('pay on the page', async () => {
    const declined = await day.fillIn(open, '4000000000000002');
    assert.match(declined.html, /declined/);
    assert.equal((await stripe.checkout.sessions.retrieve(open.id)).status, 'open');
    const paid = await day.fillIn(open, '4242424242424242');
    assert.equal(paid.location, `https://shop.example/done?s=${open.id}`);
    const session = await stripe.checkout.sessions.retrieve(open.id, {
      expand: ['payment_intent.latest_charge.balance_transaction', 'customer'],
    });
    assert.deepEqual([session.status, session.payment_status], ['complete', 'paid']);
    assert.equal(session.url, null);
    assert.equal(session.customer_details.email, 'ada@shop.example');
    assert.equal(session.payment_intent.status, 'succeeded');
    assert.equal(session.payment_intent.latest_charge.paid, true);
    assert.equal(session.payment_intent.latest_charge.balance_transaction.amount, 2000);
  });

  await day.step('pay without the page', async () => {
    const session = await pay();
    await day.control('POST', `/sessions/${session.id}/fail`);
    assert.equal((await stripe.checkout.sessions.retrieve(session.id)).status, 'open');
    await day.control('POST', `/sessions/${session.id}/complete`, { email: 'bob@shop.example' });
    const paid = await stripe.checkout.sessions.retrieve(session.id);
    assert.equal(paid.payment_status, 'paid');
    const found = await stripe.checkout.sessions.list({ payment_intent: paid.payment_intent });
    assert.deepEqual(found.data.map((one) => one.id), [paid.id]);
  });

  await day.step('pay on the page with 3-D Secure', async () => {
    const session = await pay();
    const asked = await day.fillIn(session, '4000002760003184');
    assert.equal((await stripe.checkout.sessions.retrieve(session.id)).status, 'open');
    assert.match(asked.html, /3-D Secure/);
    const failed = await day.submit(session.url, { challenge: 'fail' });
    assert.match(failed.html, /unable to authenticate/);
    assert.equal((await stripe.checkout.sessions.retrieve(session.id)).status, 'open');
    await day.fillIn(session, '4000002760003184');
    const done = await day.submit(session.url, { challenge: 'complete' });
    assert.equal(done.location, `https://shop.example/done?s=${session.id}`);
    assert.equal((await stripe.checkout.sessions.retrieve(session.id)).payment_status, 'paid');
  });

  await day.step('pay by bank debit, which takes a while', async () => {
    const session = await pay({
      payment_method_types: ['card', 'sepa_debit'],
      line_items: [
        { price_data: { currency: 'eur', unit_amount: 900, product_data: { name: 'Tee' } }, quantity: 1 },
      ],
    });
    const debit = { method: 'sepa_debit', email: 'ada@shop.example', name: 'Ada', iban: 'DE89370400440532013000' };
    await day.submit(session.url, debit);
    const pending = await stripe.checkout.sessions.retrieve(session.id, { expand: ['payment_intent'] });
    assert.deepEqual([pending.status, pending.payment_status], ['complete', 'unpaid']);
    assert.equal(pending.payment_intent.status, 'processing');
    await day.control('POST', '/clock', { advance: 60 });
    assert.equal((await stripe.checkout.sessions.retrieve(session.id)).payment_status, 'paid');
    const [told] = (await stripe.events.list({ type: 'checkout.session.async_payment_succeeded' })).data;
    assert.equal(told.data.object.id, session.id);
  });

  await day.step('shipping: rates, and one of them chosen', async () => {
    const rate = await stripe.shippingRates.create({
      display_name: 'Ground',
      type: 'fixed_amount',
      fixed_amount: { amount: 500, currency: 'usd' },
    });
    await stripe.shippingRates.update(rate.id, { metadata: { a: '1' } });
    assert.deepEqual((await stripe.shippingRates.retrieve(rate.id)).metadata, { a: '1' });
    assert.deepEqual(await ids(stripe.shippingRates.list({ active: true })), [rate.id]);
    const session = await pay({
      shipping_options: [{ shipping_rate: rate.id }],
      expand: ['shipping_cost.shipping_rate'],
    });
    assert.equal(session.shipping_cost.shipping_rate.display_name, 'Ground');
    assert.deepEqual([session.amount_subtotal, session.amount_total], [2000, 2500]);
  });

  await day.step('subscribe on the page, as a customer', async () => {
    const customer = await stripe.customers.create({ email: 'sub@shop.example' });
    const session = await subscribe({
      customer: customer.id,
      subscription_data: { metadata: { org: '7' } },
    });
    assert.equal(session.subscription, null);
    await day.fillIn(session, '4242424242424242');
    const paid = await stripe.checkout.sessions.retrieve(session.id, {
      expand: ['subscription.latest_invoice', 'customer', 'invoice'],
    });
    assert.equal(paid.subscription.status, 'active');
    assert.deepEqual(paid.subscription.metadata, { org: '7' });
    assert.equal(paid.subscription.latest_invoice.status, 'paid');
    assert.equal(paid.subscription.items.data[0].price.id, monthly.id);
    assert.equal(paid.customer.id, customer.id);
    assert.equal(paid.invoice.amount_paid, 2900);
    assert.equal(paid.invoice.parent.subscription_details.subscription, paid.subscription.id);
  });

  await day.step('a free start: nothing is due', async () => {
    const session = await subscribe({ subscription_data: { trial_period_days: 14 } });
    assert.equal(session.amount_total, 0);
    await day.control('POST', `/sessions/${session.id}/complete`);
    const done = await stripe.checkout.sessions.retrieve(session.id, { expand: ['subscription'] });
    assert.equal(done.subscription.status, 'trialing');
    assert.deepEqual([done.status, done.payment_status], ['complete', 'no_payment_required']);
  });

  await day.step('let one expire by time', async () => {
    const session = await pay({ expires_at: (await now(day)) + 31 * 60 });
    await day.control('POST', '/clock', { advance: 32 * 60 });
    assert.equal((await stripe.checkout.sessions.retrieve(session.id)).status, 'expired');
  });

  await day.step('list by status and customer, with auto-pagination', async () => {
    const all = await ids(stripe.checkout.sessions.list({ limit: 2 }));
    const byStatus = [];
    for (const status of ['open', 'complete', 'expired']) {
      byStatus.push(...(await ids(stripe.checkout.sessions.list({ status, limit: 2 }))));
    }
    assert.deepEqual(byStatus.sort(), [...all].sort());
    assert.ok(all.includes(open.id));
    const [customer] = await ids(stripe.customers.list({ email: 'sub@shop.example' }));
    assert.equal((await ids(stripe.checkout.sessions.list({ customer }))).length, 1);
  });
}

async function now(day) {
  return (await day.control('GET', '/clock')).now;
}
