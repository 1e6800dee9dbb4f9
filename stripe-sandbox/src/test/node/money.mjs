import assert from 'node:assert/strict';
import Stripe from 'stripe';
import { ids } from './steps.mjs';

/** Payment intents, charges, refunds, disputes and the balance. */
export async function money(day) {
  const { stripe } = day;
  day.part('Payment intents');
  const pay = (payment_method = 'pm_card_visa', more = {}) =>
    stripe.paymentIntents.create({
      amount: 5000,
      currency: 'usd',
      payment_method,
      payment_method_types: ['card'],
      confirm: true,
      ...more,
    });

  await day.step('create, update, confirm', async () => {
    const intent = await stripe.paymentIntents.create({
      amount: 4000,
      currency: 'usd',
      automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      metadata: { order: '1' },
    });
    assert.equal(intent.status, 'requires_payment_method');
    assert.ok(intent.client_secret.startsWith(`${intent.id}_secret_`));
    const changed = await stripe.paymentIntents.update(intent.id, { amount: 4500, description: 'x' });
    assert.equal(changed.amount, 4500);
    const done = await stripe.paymentIntents.confirm(intent.id, {
      payment_method: 'pm_card_visa',
      expand: ['latest_charge', 'payment_method'],
    });
    assert.equal(done.status, 'succeeded');
    assert.equal(done.amount_received, 4500);
    assert.equal(done.latest_charge.amount, 4500);
    assert.equal(done.payment_method.card.last4, '4242');
  });

  await day.step('authorize, then capture a part', async () => {
    const intent = await pay('pm_card_visa', { capture_method: 'manual' });
    assert.deepEqual([intent.status, intent.amount_capturable], ['requires_capture', 5000]);
    const captured = await stripe.paymentIntents.capture(intent.id, { amount_to_capture: 3000 });
    assert.deepEqual([captured.status, captured.amount_received], ['succeeded', 3000]);
  });

  await day.step('cancel', async () => {
    const intent = await stripe.paymentIntents.create({ amount: 100, currency: 'eur' });
    const canceled = await stripe.paymentIntents.cancel(intent.id, {
      cancellation_reason: 'requested_by_customer',
    });
    assert.equal(canceled.status, 'canceled');
  });

  await day.step('be asked for 3-D Secure', async () => {
    const intent = await pay('pm_card_threeDSecure2Required');
    assert.equal(intent.status, 'requires_action');
    assert.notEqual(intent.next_action, null);
  });

  await day.refused(
    'be declined',
    Stripe.errors.StripeCardError,
    { statusCode: 402, code: 'card_declined', decline_code: 'insufficient_funds', message: /insufficient funds/ },
    () => pay('pm_card_visa_chargeDeclinedInsufficientFunds'),
  );

  const intent = await day.step('list and retrieve', async () => {
    const made = await pay();
    assert.equal((await ids(stripe.paymentIntents.list({ limit: 2 })))[0], made.id);
    return stripe.paymentIntents.retrieve(made.id);
  });

  day.part('Charges and refunds');
  await charges(day, intent);
  await refunds(day, intent, pay);
  await disputes(day, pay);
}

async function charges(day, intent) {
  const { stripe } = day;
  await day.step('charges: retrieve, update, list, expand', async () => {
    const charge = await stripe.charges.retrieve(intent.latest_charge, {
      expand: ['balance_transaction', 'payment_intent', 'refunds'],
    });
    assert.equal(charge.payment_intent.id, intent.id);
    assert.equal(charge.balance_transaction.amount, 5000);
    assert.equal(charge.balance_transaction.net, 5000 - charge.balance_transaction.fee);
    assert.deepEqual(charge.refunds.data, []);
    const changed = await stripe.charges.update(charge.id, { metadata: { a: '1' }, description: 'y' });
    assert.deepEqual([changed.metadata, changed.description], [{ a: '1' }, 'y']);
    assert.deepEqual(await ids(stripe.charges.list({ payment_intent: intent.id })), [charge.id]);
    assert.ok((await ids(stripe.charges.list({ limit: 2 }))).length > 4);
  });
}

async function refunds(day, intent, pay) {
  const { stripe } = day;
  await day.step('refund a part, then the rest', async () => {
    const part = await stripe.refunds.create({
      payment_intent: intent.id,
      amount: 2000,
      reason: 'requested_by_customer',
      expand: ['charge'],
    });
    assert.deepEqual([part.object, part.status, part.amount], ['refund', 'succeeded', 2000]);
    assert.deepEqual([part.charge.amount_refunded, part.charge.refunded], [2000, false]);
    const rest = await stripe.refunds.create({ charge: intent.latest_charge });
    assert.equal(rest.amount, 3000);
    const charge = await stripe.charges.retrieve(intent.latest_charge, { expand: ['refunds'] });
    assert.equal(charge.refunded, true);
    assert.deepEqual(charge.refunds.data.map((one) => one.id), [rest.id, part.id]);
    assert.deepEqual(await ids(stripe.refunds.list({ charge: charge.id, limit: 1 })), [rest.id, part.id]);
    const changed = await stripe.refunds.update(part.id, { metadata: { why: 'x' } });
    assert.deepEqual(changed.metadata, { why: 'x' });
    assert.deepEqual(await stripe.refunds.retrieve(part.id).then((one) => one.metadata), { why: 'x' });
  });

  await day.refused(
    'refund what is refunded',
    Stripe.errors.StripeInvalidRequestError,
    { statusCode: 400, code: 'charge_already_refunded', message: /has already been refunded/ },
    () => stripe.refunds.create({ payment_intent: intent.id }),
  );

  const other = await pay();
  await day.refused(
    'refund more than was paid',
    Stripe.errors.StripeInvalidRequestError,
    { statusCode: 400, param: 'amount', message: /greater than charge amount/ },
    () => stripe.refunds.create({ charge: other.latest_charge, amount: 5001 }),
  );
}

async function disputes(day, pay) {
  const { stripe } = day;
  await day.step('disputes: made by a card, list, retrieve, answer, close', async () => {
    const disputed = await pay('pm_card_createDispute');
    const [dispute] = (await stripe.disputes.list({ payment_intent: disputed.id })).data;
    assert.deepEqual([dispute.status, dispute.amount], ['needs_response', 5000]);
    const expanded = await stripe.disputes.retrieve(dispute.id, { expand: ['charge'] });
    assert.equal(expanded.charge.disputed, true);
    const changed = await stripe.disputes.update(dispute.id, {
      evidence: { product_description: 'Credits' },
      submit: false,
      metadata: { a: '1' },
    });
    assert.equal(changed.evidence.product_description, 'Credits');
    assert.equal((await stripe.disputes.close(dispute.id)).status, 'lost');
  });

  await day.step('balance and what it is made of', async () => {
    const balance = await stripe.balance.retrieve();
    assert.equal(balance.object, 'balance');
    const transactions = await stripe.balanceTransactions
      .list({ limit: 3, currency: 'usd' })
      .autoPagingToArray({ limit: 1000 });
    const sum = (list) => list.filter((one) => one.currency === 'usd').reduce((all, one) => all + one.amount, 0);
    assert.equal(
      transactions.reduce((all, one) => all + one.net, 0),
      sum(balance.available) + sum(balance.pending),
    );
    const one = await stripe.balanceTransactions.retrieve(transactions[0].id, { expand: ['source'] });
    assert.ok(one.source.id);
  });
}
