import assert from 'node:assert/strict';
import Stripe from 'stripe';
import { ids, until } from './steps.mjs';

const DAY = 24 * 3600;

/** Coupons, subscriptions, invoices, and time that passes on a test clock. */
export async function billing(day) {
  const { stripe } = day;
  const monthly = await stripe.prices.create({
    currency: 'usd',
    unit_amount: 3000,
    recurring: { interval: 'month' },
    product_data: { name: 'Seat' },
  });
  day.part('Coupons and promotion codes');
  const coupon = await coupons(day);
  day.part('Subscriptions');
  await subscriptions(day, monthly, coupon);
  day.part('Invoices');
  await invoices(day);
  day.part('Test clocks');
  await testClocks(day, monthly);
}

async function coupons(day) {
  const { stripe } = day;
  const coupon = await day.step('coupons: create, retrieve, update, list', async () => {
    const made = await stripe.coupons.create({
      percent_off: 25,
      duration: 'repeating',
      duration_in_months: 3,
      name: 'A quarter',
      metadata: { a: '1' },
    });
    assert.deepEqual([made.object, made.percent_off, made.valid], ['coupon', 25, true]);
    const changed = await stripe.coupons.update(made.id, { name: '25 %', metadata: { a: '' } });
    assert.deepEqual([changed.name, changed.metadata], ['25 %', {}]);
    assert.equal((await stripe.coupons.retrieve(made.id)).name, '25 %');
    const other = await stripe.coupons.create({ id: `FIVE_${made.id}`, amount_off: 500, currency: 'usd' });
    assert.deepEqual(await ids(stripe.coupons.list({ limit: 1 })), [other.id, made.id]);
    assert.equal((await stripe.coupons.del(other.id)).deleted, true);
    await assert.rejects(stripe.coupons.retrieve(other.id), { statusCode: 404 });
    return made;
  });

  const code = await day.step('promotion codes: create, retrieve, update, list, expand', async () => {
    const made = await stripe.promotionCodes.create({
      promotion: { type: 'coupon', coupon: coupon.id },
      code: 'QUARTER',
      expand: ['promotion.coupon'],
    });
    assert.equal(made.promotion.coupon.percent_off, 25);
    assert.equal((await stripe.promotionCodes.retrieve(made.id)).code, 'QUARTER');
    assert.deepEqual(await ids(stripe.promotionCodes.list({ code: 'QUARTER', active: true })), [made.id]);
    const changed = await stripe.promotionCodes.update(made.id, { metadata: { a: '1' } });
    assert.deepEqual(changed.metadata, { a: '1' });
    return made;
  });

  await day.step('a session with a discount', async () => {
    const session = await stripe.checkout.sessions.create({
      mode: 'payment',
      line_items: [
        { price_data: { currency: 'usd', unit_amount: 1000, product_data: { name: 'Tea' } }, quantity: 1 },
      ],
      discounts: [{ promotion_code: code.id }],
      success_url: 'https://shop.example/done',
    });
    assert.deepEqual([session.amount_subtotal, session.amount_total], [1000, 750]);
    await day.control('POST', `/sessions/${session.id}/complete`);
    assert.equal((await stripe.promotionCodes.retrieve(code.id)).times_redeemed, 1);
  });
  return coupon;
}

async function subscriber(stripe, more = {}) {
  const customer = await stripe.customers.create({ name: 'Sue', email: 'sue@shop.example', ...more });
  const card = await stripe.paymentMethods.attach('pm_card_visa', { customer: customer.id });
  await stripe.customers.update(customer.id, {
    invoice_settings: { default_payment_method: card.id },
  });
  return customer;
}

async function subscriptions(day, monthly, coupon) {
  const { stripe } = day;
  const customer = await subscriber(stripe);
  const subscription = await day.step('create, with a discount', async () => {
    const made = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: monthly.id, quantity: 2 }],
      discounts: [{ coupon: coupon.id }],
      metadata: { org: '7' },
      expand: ['latest_invoice.payments', 'discounts.source.coupon'],
    });
    assert.match(made.id, /^sub_/);
    assert.equal(made.status, 'active');
    assert.equal(made.latest_invoice.total, 4500);
    assert.equal(made.latest_invoice.status, 'paid');
    assert.equal(made.latest_invoice.payments.data[0].status, 'paid');
    assert.equal(made.discounts[0].source.coupon.id, coupon.id);
    const [item] = made.items.data;
    assert.ok(item.current_period_end > item.current_period_start);
    return made;
  });

  await day.step('retrieve, list, expand', async () => {
    const found = await stripe.subscriptions.retrieve(subscription.id, {
      expand: ['customer', 'items.data.price.product', 'default_payment_method'],
    });
    assert.equal(found.customer.id, customer.id);
    assert.equal(found.items.data[0].price.product.name, 'Seat');
    assert.deepEqual(await ids(stripe.subscriptions.list({ customer: customer.id, status: 'active' })), [
      subscription.id,
    ]);
    const expanded = await stripe.customers.retrieve(customer.id, { expand: ['subscriptions'] });
    assert.deepEqual(expanded.subscriptions.data.map((one) => one.id), [subscription.id]);
  });

  await day.step('update: quantity, with proration', async () => {
    const [item] = subscription.items.data;
    const changed = await stripe.subscriptions.update(subscription.id, {
      items: [{ id: item.id, quantity: 3 }],
      proration_behavior: 'create_prorations',
      metadata: { org: '8' },
    });
    assert.equal(changed.items.data[0].quantity, 3);
    assert.deepEqual(changed.metadata, { org: '8' });
  });

  await day.step('items: create, retrieve, update, list, delete', async () => {
    const addOn = await stripe.subscriptionItems.create({
      subscription: subscription.id,
      price_data: {
        currency: 'usd',
        product: monthly.product,
        unit_amount: 100,
        recurring: { interval: 'month' },
      },
      quantity: 1,
    });
    assert.match(addOn.id, /^si_/);
    const changed = await stripe.subscriptionItems.update(addOn.id, { quantity: 4 });
    assert.equal(changed.quantity, 4);
    assert.equal((await stripe.subscriptionItems.retrieve(addOn.id)).quantity, 4);
    const all = await ids(stripe.subscriptionItems.list({ subscription: subscription.id, limit: 1 }));
    assert.equal(all.length, 2);
    assert.equal((await stripe.subscriptionItems.del(addOn.id)).deleted, true);
  });

  await day.step('cancel at the end of the period, think better of it, cancel now', async () => {
    const ending = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: true });
    assert.equal(ending.cancel_at, ending.items.data[0].current_period_end);
    const going = await stripe.subscriptions.update(subscription.id, { cancel_at_period_end: false });
    assert.equal(going.cancel_at, null);
    const gone = await stripe.subscriptions.cancel(subscription.id, {
      cancellation_details: { comment: 'Too dear' },
    });
    assert.deepEqual([gone.status, gone.cancellation_details.comment], ['canceled', 'Too dear']);
    assert.deepEqual(await ids(stripe.subscriptions.list({ customer: customer.id })), []);
    assert.deepEqual(await ids(stripe.subscriptions.list({ customer: customer.id, status: 'canceled' })), [
      subscription.id,
    ]);
  });

  await day.refused(
    'cancel what is canceled',
    Stripe.errors.StripeInvalidRequestError,
    { statusCode: 404, code: 'resource_missing' },
    () => stripe.subscriptions.cancel(subscription.id),
  );
}

async function invoices(day) {
  const { stripe } = day;
  const customer = await subscriber(stripe);
  const invoice = await day.step('create, add an item, finalize, pay', async () => {
    const draft = await stripe.invoices.create({ customer: customer.id, auto_advance: false });
    assert.equal(draft.status, 'draft');
    const item = await stripe.invoiceItems.create({
      customer: customer.id,
      invoice: draft.id,
      amount: 1500,
      currency: 'usd',
      description: 'Help',
    });
    assert.match(item.id, /^ii_/);
    await stripe.invoices.update(draft.id, { description: 'Thank you', metadata: { a: '1' } });
    const open = await stripe.invoices.finalizeInvoice(draft.id);
    assert.deepEqual([open.status, open.amount_due], ['open', 1500]);
    const paid = await stripe.invoices.pay(draft.id, { expand: ['payments.data.payment.payment_intent'] });
    assert.deepEqual([paid.status, paid.amount_paid, paid.amount_remaining], ['paid', 1500, 0]);
    assert.equal(paid.payments.data[0].payment.payment_intent.status, 'succeeded');
    return paid;
  });

  await day.step('retrieve, list, lines, payments', async () => {
    assert.equal((await stripe.invoices.retrieve(invoice.id)).description, 'Thank you');
    assert.deepEqual(await ids(stripe.invoices.list({ customer: customer.id, status: 'paid' })), [invoice.id]);
    const lines = await stripe.invoices.listLineItems(invoice.id, { limit: 1 });
    assert.deepEqual(lines.data.map((line) => [line.description, line.amount]), [['Help', 1500]]);
    const [payment] = (await stripe.invoicePayments.list({ invoice: invoice.id })).data;
    assert.equal((await stripe.invoicePayments.retrieve(payment.id)).amount_paid, 1500);
  });

  await day.step('void one, delete a draft', async () => {
    const make = async () => {
      const draft = await stripe.invoices.create({ customer: customer.id });
      await stripe.invoiceItems.create({ customer: customer.id, invoice: draft.id, amount: 700, currency: 'usd' });
      return draft.id;
    };
    const open = await stripe.invoices.finalizeInvoice(await make(), { auto_advance: false });
    assert.equal((await stripe.invoices.voidInvoice(open.id)).status, 'void');
    assert.equal((await stripe.invoices.del(await make())).deleted, true);
  });
}

async function testClocks(day, monthly) {
  const { stripe } = day;
  await day.step('a subscription renews, and ends when its card is declined', async () => {
    const { now } = await day.control('GET', '/clock');
    const clock = await stripe.testHelpers.testClocks.create({ frozen_time: now, name: 'A year' });
    assert.equal(clock.status, 'ready');
    const customer = await subscriber(stripe, { test_clock: clock.id });
    const subscription = await stripe.subscriptions.create({
      customer: customer.id,
      items: [{ price: monthly.id }],
      expand: ['test_clock'],
    });
    assert.equal(subscription.test_clock.id, clock.id);
    await advance(stripe, clock, now + 32 * DAY);
    const renewed = await stripe.subscriptions.retrieve(subscription.id);
    assert.ok(renewed.items.data[0].current_period_start > subscription.items.data[0].current_period_start);
    const paid = await stripe.invoices.list({ subscription: subscription.id });
    assert.deepEqual(
      paid.data.map((one) => one.billing_reason),
      ['subscription_cycle', 'subscription_create'],
    );
    const failing = await stripe.paymentMethods.attach('pm_card_chargeCustomerFail', { customer: customer.id });
    await stripe.customers.update(customer.id, { invoice_settings: { default_payment_method: failing.id } });
    await advance(stripe, clock, now + 63 * DAY);
    const late = await stripe.subscriptions.retrieve(subscription.id, { expand: ['latest_invoice'] });
    assert.equal(late.status, 'past_due');
    assert.equal(late.latest_invoice.status, 'open');
    assert.equal((await stripe.testHelpers.testClocks.del(clock.id)).deleted, true);
    assert.equal((await stripe.customers.retrieve(customer.id)).deleted, true);
  });
}

async function advance(stripe, clock, to) {
  await stripe.testHelpers.testClocks.advance(clock.id, { frozen_time: to });
  await until('the clock to be ready', async () => {
    return (await stripe.testHelpers.testClocks.retrieve(clock.id)).status === 'ready';
  });
}
