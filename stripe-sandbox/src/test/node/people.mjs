import assert from 'node:assert/strict';
import { ids } from './steps.mjs';

/** Customers and what they pay with. */
export async function people(day) {
  const { stripe } = day;
  day.part('Customers');

  const ada = await day.step('create', async () => {
    const created = await stripe.customers.create({
      name: 'Ada',
      email: 'ada@shop.example',
      address: { line1: '1 Main Street', city: 'London', country: 'GB', postal_code: 'N1' },
      metadata: { org: '7' },
    });
    assert.match(created.id, /^cus_/);
    assert.equal(created.address.city, 'London');
    assert.equal(created.livemode, false);
    return created;
  });

  await day.step('retrieve, expanded', async () => {
    const found = await stripe.customers.retrieve(ada.id, { expand: ['subscriptions'] });
    assert.equal(found.subscriptions.object, 'list');
    assert.deepEqual(found.subscriptions.data, []);
  });

  await day.step('update and unset', async () => {
    const changed = await stripe.customers.update(ada.id, { name: 'Ada L.', address: '', phone: '1' });
    assert.deepEqual([changed.name, changed.address, changed.phone], ['Ada L.', null, '1']);
  });

  await day.step('list by address, with auto-pagination', async () => {
    for (let i = 0; i < 3; i++) {
      await stripe.customers.create({ email: 'many@shop.example', description: `No. ${i}` });
    }
    assert.equal((await ids(stripe.customers.list({ email: 'many@shop.example', limit: 1 }))).length, 3);
    assert.deepEqual(await ids(stripe.customers.list({ email: 'ada@shop.example' })), [ada.id]);
    const since = await stripe.customers.list({ created: { gte: ada.created }, limit: 100 });
    assert.equal(since.data.length, 4);
  });

  await day.step('delete; what is gone can be retrieved as gone, and no more be changed', async () => {
    const spare = await stripe.customers.create({ name: 'Spare' });
    assert.equal((await stripe.customers.del(spare.id)).deleted, true);
    const gone = await stripe.customers.retrieve(spare.id);
    assert.equal(gone.deleted, true);
    assert.equal(gone.name, undefined);
    await assert.rejects(stripe.customers.update(spare.id, { name: 'x' }), { statusCode: 404 });
    assert.ok(!(await ids(stripe.customers.list({ limit: 100 }))).includes(spare.id));
  });

  day.part('Payment methods');
  await paymentMethods(day, ada);
}

async function paymentMethods(day, ada) {
  const { stripe } = day;
  const card = await day.step('create from a test token', async () => {
    const created = await stripe.paymentMethods.create({
      type: 'card',
      card: { token: 'tok_visa' },
      billing_details: { name: 'Ada' },
    });
    assert.match(created.id, /^pm_/);
    assert.deepEqual([created.card.brand, created.card.last4], ['visa', '4242']);
    assert.equal(created.customer, null);
    return created;
  });

  await day.step('attach', async () => {
    const attached = await stripe.paymentMethods.attach(card.id, { customer: ada.id });
    assert.equal(attached.customer, ada.id);
    const other = await stripe.paymentMethods.attach('pm_card_mastercard', { customer: ada.id });
    assert.equal(other.card.brand, 'mastercard');
    assert.notEqual(other.id, 'pm_card_mastercard');
  });

  await day.step('update', async () => {
    const changed = await stripe.paymentMethods.update(card.id, {
      billing_details: { name: 'Ada L.' },
      card: { exp_month: 7, exp_year: 2040 },
      metadata: { a: '1' },
    });
    assert.equal(changed.billing_details.name, 'Ada L.');
    assert.deepEqual([changed.card.exp_month, changed.card.exp_year], [7, 2040]);
  });

  await day.step('list of a customer, retrieve, expand', async () => {
    const all = await ids(stripe.customers.listPaymentMethods(ada.id, { limit: 1 }));
    assert.equal(all.length, 2);
    assert.ok(all.includes(card.id));
    assert.deepEqual(await ids(stripe.paymentMethods.list({ customer: ada.id, type: 'card' })), all);
    const found = await stripe.paymentMethods.retrieve(card.id, { expand: ['customer'] });
    assert.equal(found.customer.id, ada.id);
  });

  await day.step('make it the default of a customer', async () => {
    const changed = await stripe.customers.update(ada.id, {
      invoice_settings: { default_payment_method: card.id },
      expand: ['invoice_settings.default_payment_method'],
    });
    assert.equal(changed.invoice_settings.default_payment_method.id, card.id);
  });

  await day.step('detach', async () => {
    assert.equal((await stripe.paymentMethods.detach(card.id)).customer, null);
    assert.equal((await ids(stripe.customers.listPaymentMethods(ada.id))).length, 1);
  });

  await day.step('setup intents: create, update, confirm, list, cancel', async () => {
    const intent = await stripe.setupIntents.create({
      customer: ada.id,
      payment_method_types: ['card'],
      metadata: { a: '1' },
    });
    assert.equal(intent.status, 'requires_payment_method');
    await stripe.setupIntents.update(intent.id, { description: 'For later' });
    const done = await stripe.setupIntents.confirm(intent.id, {
      payment_method: 'pm_card_visa',
      expand: ['payment_method', 'latest_attempt'],
    });
    assert.equal(done.status, 'succeeded');
    assert.equal(done.payment_method.customer, ada.id);
    assert.equal((await stripe.setupIntents.retrieve(intent.id)).description, 'For later');
    const other = await stripe.setupIntents.create({ payment_method_types: ['card'] });
    assert.equal((await stripe.setupIntents.cancel(other.id)).status, 'canceled');
    assert.deepEqual(await ids(stripe.setupIntents.list({ limit: 1 })), [other.id, intent.id]);
  });
}
