import assert from 'node:assert/strict';
import { ids } from './steps.mjs';

/** Products and prices. */
export async function catalogue(day) {
  const { stripe } = day;
  day.part('Products');
  // A sandbox may have been started with a catalogue.
  const seeded = await ids(stripe.products.list());

  const product = await day.step('create with a default price', async () => {
    const created = await stripe.products.create({
      name: 'Pro plan',
      description: 'Everything',
      images: ['https://shop.example/pro.png'],
      metadata: { tier: 'pro', old: 'x' },
      marketing_features: [{ name: 'Everything' }],
      default_price_data: { currency: 'usd', unit_amount: 2900, recurring: { interval: 'month' } },
      expand: ['default_price'],
    });
    assert.match(created.id, /^prod_/);
    assert.equal(created.object, 'product');
    assert.equal(created.active, true);
    assert.equal(created.default_price.unit_amount, 2900);
    assert.equal(created.default_price.product, created.id);
    assert.match(created.lastResponse.requestId, /^req_/);
    assert.equal(created.lastResponse.apiVersion, '2026-07-29.dahlia');
    return created;
  });

  await day.step('retrieve', async () => {
    const found = await stripe.products.retrieve(product.id);
    assert.equal(found.name, 'Pro plan');
    assert.equal(found.default_price, product.default_price.id);
  });

  await day.step('retrieve, expanded', async () => {
    const found = await stripe.products.retrieve(product.id, { expand: ['default_price.product'] });
    assert.equal(found.default_price.product.id, product.id);
  });

  await day.step('update: metadata merges, an empty value unsets', async () => {
    const changed = await stripe.products.update(product.id, {
      name: 'Pro',
      metadata: { old: '', fresh: '1' },
    });
    assert.equal(changed.name, 'Pro');
    assert.deepEqual(changed.metadata, { tier: 'pro', fresh: '1' });
    assert.deepEqual((await stripe.products.update(product.id, { metadata: '' })).metadata, {});
  });

  await day.step('list page by page, both ways', () => pages(day, product, seeded));

  await day.step('delete one that has no price', async () => {
    const spare = await stripe.products.create({ id: `spare_${Date.now()}`, name: 'Spare' });
    const gone = await stripe.products.del(spare.id);
    assert.deepEqual([gone.id, gone.object, gone.deleted], [spare.id, 'product', true]);
    await assert.rejects(stripe.products.retrieve(spare.id), { statusCode: 404 });
  });

  day.part('Prices');
  await prices(day, product);
}

async function pages({ stripe }, product, seeded) {
  const names = Array.from({ length: 7 }, (_, i) => `Item ${i}`);
  const made = [];
  for (const name of names) {
    made.unshift((await stripe.products.create({ name })).id);
  }
  const first = await stripe.products.list({ limit: 3 });
  assert.deepEqual(first.data.map((one) => one.id), made.slice(0, 3));
  assert.equal(first.has_more, true);
  assert.equal(first.url, '/v1/products');
  const second = await stripe.products.list({ limit: 3, starting_after: made[2] });
  assert.deepEqual(second.data.map((one) => one.id), made.slice(3, 6));
  const back = await stripe.products.list({ limit: 2, ending_before: made[4] });
  assert.deepEqual(back.data.map((one) => one.id), made.slice(2, 4));
  assert.equal(back.has_more, true);
  const all = [...made, product.id, ...seeded];
  assert.deepEqual(await ids(stripe.products.list({ limit: 2 })), all);
  assert.deepEqual(
    (await stripe.products.list({ limit: 3 }).autoPagingToArray({ limit: 100 })).map((one) => one.id),
    all,
  );
  assert.deepEqual(
    (await stripe.products.list({ ids: [made[0], product.id] })).data.map((one) => one.id),
    [made[0], product.id],
  );
  await stripe.products.update(made[0], { active: false });
  assert.deepEqual(await ids(stripe.products.list({ active: false })), [made[0]]);
}

async function prices(day, product) {
  const { stripe } = day;
  const price = await day.step('create', async () => {
    const created = await stripe.prices.create({
      currency: 'eur',
      unit_amount: 1250,
      product: product.id,
      nickname: 'Once',
      lookup_key: 'once',
      metadata: { a: '1' },
    });
    assert.match(created.id, /^price_/);
    assert.equal(created.type, 'one_time');
    assert.equal(created.unit_amount_decimal.toString(), '1250');
    return created;
  });

  await day.step('create with its product, recurring', async () => {
    const created = await stripe.prices.create({
      currency: 'usd',
      unit_amount: 9900,
      recurring: { interval: 'year' },
      product_data: { name: 'Yearly' },
      expand: ['product'],
    });
    assert.equal(created.product.name, 'Yearly');
    assert.deepEqual(
      [created.recurring.interval, created.recurring.interval_count, created.recurring.usage_type],
      ['year', 1, 'licensed'],
    );
  });

  await day.step('retrieve, expanded', async () => {
    const found = await stripe.prices.retrieve(price.id, { expand: ['product'] });
    assert.equal(found.product.id, product.id);
  });

  await day.step('update: active, nickname, metadata, lookup key handed over', async () => {
    const changed = await stripe.prices.update(price.id, {
      active: false,
      nickname: '',
      metadata: { b: '2' },
    });
    assert.equal(changed.active, false);
    assert.equal(changed.nickname, null);
    assert.deepEqual(changed.metadata, { a: '1', b: '2' });
    const other = await stripe.prices.create({
      currency: 'eur',
      unit_amount: 1300,
      product: product.id,
      lookup_key: 'once',
      transfer_lookup_key: true,
    });
    assert.equal((await stripe.prices.retrieve(price.id)).lookup_key, null);
    assert.deepEqual(await ids(stripe.prices.list({ lookup_keys: ['once'] })), [other.id]);
  });

  await day.step('list by product, type, currency, activity', async () => {
    const of = (params) => ids(stripe.prices.list({ product: product.id, ...params }));
    assert.equal((await of({})).length, 3);
    assert.deepEqual(await of({ type: 'recurring' }), [product.default_price.id]);
    assert.deepEqual(await of({ recurring: { interval: 'month' } }), [product.default_price.id]);
    assert.deepEqual(await of({ currency: 'eur', active: false }), [price.id]);
    const page = await stripe.prices.list({ limit: 1, expand: ['data.product'] });
    assert.equal(page.data[0].product.object, 'product');
  });
}
