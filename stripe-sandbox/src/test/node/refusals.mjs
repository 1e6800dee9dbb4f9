import assert from 'node:assert/strict';
import Stripe from 'stripe';

const { StripeInvalidRequestError, StripeAuthenticationError, StripeIdempotencyError } = Stripe.errors;

/** What Stripe refuses, as its client throws it. */
export async function refusals(day) {
  const { stripe } = day;
  day.part('Refusals');
  const price = await stripe.prices.create({
    currency: 'usd',
    unit_amount: 1000,
    product_data: { name: 'Refused' },
  });
  const monthly = await stripe.prices.create({
    currency: 'usd',
    unit_amount: 1000,
    recurring: { interval: 'month' },
    product_data: { name: 'Refused' },
  });
  const session = (params) => () =>
    stripe.checkout.sessions.create({
      mode: 'payment',
      success_url: 'https://shop.example/done',
      line_items: [{ price: price.id, quantity: 1 }],
      ...params,
    });
  const invalid = (name, members, action) =>
    day.refused(name, StripeInvalidRequestError, { statusCode: 400, ...members }, action);

  await invalid(
    'a missing parameter',
    { code: 'parameter_missing', param: 'currency', message: 'Missing required param: currency.' },
    () => stripe.prices.create({ unit_amount: 1, product: price.product }),
  );
  await invalid(
    'an unknown parameter',
    { code: 'parameter_unknown', param: 'colour', message: 'Received unknown parameter: colour' },
    () => stripe.customers.create({ colour: 'red' }),
  );
  await invalid('an empty parameter', { code: 'parameter_invalid_empty', param: 'name' }, () =>
    stripe.products.create({ name: '' }),
  );
  await invalid(
    'no integer',
    { code: 'parameter_invalid_integer', param: 'line_items[0][quantity]', message: 'Invalid integer: two' },
    session({ line_items: [{ price: price.id, quantity: 'two' }] }),
  );
  await invalid('one of two', { code: 'parameters_exclusive' }, () =>
    stripe.customers.list({ starting_after: 'cus_a', ending_before: 'cus_b' }),
  );
  await invalid('no URL', { code: 'url_invalid', param: 'success_url', message: /explicit scheme/ }, session({ success_url: 'done' }));
  await invalid(
    'a price that is not there',
    { code: 'resource_missing', param: 'line_items[0][price]', message: "No such price: 'price_none'" },
    session({ line_items: [{ price: 'price_none', quantity: 1 }] }),
  );
  await day.refused(
    'an object that is not there',
    StripeInvalidRequestError,
    { statusCode: 404, code: 'resource_missing', param: 'id', message: "No such customer: 'cus_none'" },
    () => stripe.customers.retrieve('cus_none'),
  );
  await invalid('a recurring price paid once', { message: /You specified `payment` mode but passed a recurring price/ }, session({
    line_items: [{ price: monthly.id, quantity: 1 }],
  }));
  await invalid('a subscription to nothing', { message: /at least one recurring price/ }, session({ mode: 'subscription' }));
  await invalid('an amount that is too small', { code: 'amount_too_small' }, () =>
    stripe.paymentIntents.create({ amount: 10, currency: 'usd' }),
  );
  await invalid('what cannot be expanded', { message: /cannot be expanded \(colour\)/ }, () =>
    stripe.customers.create({ name: 'x', expand: ['colour'] }),
  );
  await stripe.prices.update(price.id, { active: false });
  await invalid('an inactive price', { message: /This field only accepts active prices/ }, session({}));
  const expired = await stripe.checkout.sessions.create({
    mode: 'setup',
    currency: 'usd',
    success_url: 'https://shop.example/done',
  });
  await stripe.checkout.sessions.expire(expired.id);
  await invalid(
    'to expire what is expired',
    { message: /Only Checkout Sessions with a status in \["open"\] can be expired/ },
    () => stripe.checkout.sessions.expire(expired.id),
  );

  await keys(day);
  await idempotency(day);
}

async function keys(day) {
  const asks = (key) => () => day.client({ key }).customers.list();
  await day.refused(
    'a live key',
    StripeAuthenticationError,
    { statusCode: 401, message: /^Invalid API Key provided: sk_live_\*+0000$/ },
    asks('sk_live_0000000000000000'),
  );
  await day.refused(
    'a publishable key',
    StripeAuthenticationError,
    { statusCode: 401, code: 'secret_key_required', message: /publishable API key/ },
    asks('pk_test_0000000000000000'),
  );
}

async function idempotency(day) {
  const { stripe } = day;
  await day.step('a repeated request is answered as the first was', async () => {
    const first = await stripe.customers.create({ name: 'Ida' }, { idempotencyKey: 'day-ida' });
    const again = await stripe.customers.create({ name: 'Ida' }, { idempotencyKey: 'day-ida' });
    assert.equal(again.id, first.id);
    assert.equal(again.lastResponse.idempotencyKey, 'day-ida');
    assert.equal(again.lastResponse.headers['idempotent-replayed'], 'true');
    assert.equal(again.lastResponse.headers['original-request'], first.lastResponse.requestId);
    assert.equal(first.lastResponse.headers['idempotent-replayed'], undefined);
  });
  await day.refused(
    'another request under the same key',
    StripeIdempotencyError,
    { statusCode: 400, message: /Keys for idempotent requests can only be used with the same parameters/ },
    () => stripe.customers.create({ name: 'Ada' }, { idempotencyKey: 'day-ida' }),
  );
}
