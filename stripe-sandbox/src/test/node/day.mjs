#!/usr/bin/env node
// A day of work with Stripe's own client for Node.js, unmodified, against a sandbox:
//
//   node day.mjs http://127.0.0.1:12111 [sk_test_…]
//
// It prints what it does, step by step, and ends with 1 at the first step that does not go as it
// would with Stripe. Every run has an account of its own, so it can be repeated.

import { randomBytes } from 'node:crypto';
import { Day } from './steps.mjs';
import { catalogue } from './catalogue.mjs';
import { people } from './people.mjs';
import { checkout } from './checkout.mjs';
import { money } from './money.mjs';
import { billing } from './billing.mjs';
import { portal } from './portal.mjs';
import { events } from './events.mjs';
import { refusals } from './refusals.mjs';
import { trouble } from './trouble.mjs';

const [url, key = `sk_test_day${randomBytes(8).toString('hex')}`] = process.argv.slice(2);
if (!url) {
  console.error('usage: node day.mjs URL [KEY]');
  process.exit(2);
}

const day = new Day(url, key);
try {
  for (const part of [catalogue, people, checkout, money, billing, portal, events, refusals, trouble]) {
    await part(day);
  }
  console.log(`\n${day.steps} steps, all as they should be.`);
} catch (error) {
  console.error(error.stack);
  process.exitCode = 1;
} finally {
  await day.close();
}
// Stripe's client waits a minute more for the connections that were dropped on purpose.
process.exit();
