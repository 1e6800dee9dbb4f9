import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import Stripe from 'stripe';
import { ids, until } from './steps.mjs';

/** Events, and the webhooks that tell of them. */
export async function events(day) {
  const { stripe } = day;
  day.part('Events');

  const customer = await stripe.customers.create(
    { name: 'Eve', metadata: { a: '1' } },
    { idempotencyKey: 'day-eve' },
  );

  const created = await day.step('list by type; what happened, and by which request', async () => {
    const [event] = (await stripe.events.list({ type: 'customer.created', limit: 1 })).data;
    assert.match(event.id, /^evt_/);
    assert.equal(event.data.object.id, customer.id);
    assert.equal(event.api_version, '2026-07-29.dahlia');
    assert.equal(event.request.idempotency_key, 'day-eve');
    assert.equal(event.request.id, customer.lastResponse.requestId);
    return event;
  });

  await day.step('retrieve', async () => {
    assert.deepEqual((await stripe.events.retrieve(created.id)).data, created.data);
  });

  await day.step('previous attributes of a change', async () => {
    await stripe.customers.update(customer.id, { name: 'Eva', metadata: { b: '2' } });
    const [event] = (await stripe.events.list({ type: 'customer.updated', limit: 1 })).data;
    assert.deepEqual(event.data.previous_attributes, { name: 'Eve', metadata: { b: null } });
  });

  await day.step('list several types and groups, with auto-pagination', async () => {
    const some = await ids(stripe.events.list({ types: ['customer.created', 'customer.updated'], limit: 3 }));
    assert.ok(some.length > 4, some.join(' '));
    const all = await ids(stripe.events.list({ limit: 100 }));
    assert.equal(new Set(all).size, all.length);
    assert.ok(all.length > some.length);
    const charges = await stripe.events.list({ type: 'charge.*', limit: 100 });
    assert.ok(charges.data.length > 0 && charges.data.every((one) => one.type.startsWith('charge.')));
  });

  day.part('Webhooks');
  await webhooks(day);
}

async function webhooks(day) {
  const { stripe } = day;
  const receiver = await receive(day);

  const endpoint = await day.step('create an endpoint', async () => {
    const made = await stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ['checkout.session.completed', 'payment_intent.succeeded', 'customer.created'],
      description: 'The shop',
    });
    assert.match(made.id, /^we_/);
    assert.match(made.secret, /^whsec_/);
    assert.equal(made.status, 'enabled');
    return made;
  });

  await day.step('retrieve without its secret, update, list', async () => {
    const found = await stripe.webhookEndpoints.retrieve(endpoint.id);
    assert.equal(found.secret, undefined);
    const changed = await stripe.webhookEndpoints.update(endpoint.id, { metadata: { a: '1' } });
    assert.deepEqual(changed.metadata, { a: '1' });
    assert.deepEqual(await ids(stripe.webhookEndpoints.list({ limit: 1 })), [endpoint.id]);
  });

  const delivery = await day.step('a purchase is delivered and verifies', async () => {
    const session = await stripe.checkout.sessions.create({
      mode: 'payment',
      line_items: [
        { price_data: { currency: 'usd', unit_amount: 700, product_data: { name: 'Tea' } }, quantity: 1 },
      ],
      success_url: 'https://shop.example/done',
    });
    await day.fillIn(session, '4242424242424242');
    const told = await until('the purchase to be told of', () =>
      receiver.deliveries.find((one) => one.body.includes(session.id)),
    );
    const event = stripe.webhooks.constructEvent(told.body, told.signature, endpoint.secret);
    assert.equal(event.type, 'checkout.session.completed');
    assert.equal(event.data.object.id, session.id);
    assert.equal(event.data.object.payment_status, 'paid');
    const kept = await stripe.events.retrieve(event.id);
    assert.deepEqual(event.data, JSON.parse(JSON.stringify(kept.data)));
    return told;
  });

  await day.step('nothing is delivered that was not asked for', async () => {
    const types = new Set(
      receiver.deliveries.map((one) => stripe.webhooks.constructEvent(one.body, one.signature, endpoint.secret).type),
    );
    assert.deepEqual(
      [...types].filter((type) => !endpoint.enabled_events.includes(type)),
      [],
    );
  });

  await day.refused(
    'a changed body, or another secret',
    Stripe.errors.StripeSignatureVerificationError,
    { message: /No signatures found matching/ },
    () => stripe.webhooks.constructEvent(`${delivery.body} `, delivery.signature, endpoint.secret),
  );

  await day.step('disable, then delete the endpoint', async () => {
    const disabled = await stripe.webhookEndpoints.update(endpoint.id, { disabled: true });
    assert.equal(disabled.status, 'disabled');
    const gone = await stripe.webhookEndpoints.del(endpoint.id);
    assert.deepEqual([gone.id, gone.deleted], [endpoint.id, true]);
    await assert.rejects(stripe.webhookEndpoints.retrieve(endpoint.id), { statusCode: 404 });
  });
}

/** Listens for webhooks and keeps them, raw. */
async function receive(day) {
  const deliveries = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    deliveries.push({
      body: Buffer.concat(chunks).toString('utf8'),
      signature: request.headers['stripe-signature'],
    });
    response.end();
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  day.onClose(() => {
    server.close();
    server.closeAllConnections();
  });
  return { deliveries, url: `http://127.0.0.1:${server.address().port}/webhook` };
}
