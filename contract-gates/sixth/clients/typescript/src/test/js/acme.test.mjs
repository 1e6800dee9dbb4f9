// A contract that was not there when the client was written is bought from like the others.
import assert from 'node:assert/strict';
import test from 'node:test';
import { acme, AcmeError } from '@billet/client/acme';
import { billet } from '@billet/client/billet';
import { cancelUrl, owner, pay, rejection, slug, successUrl } from './demo.mjs';

const buy = (doneUrl) =>
  acme(owner).createCheckoutSession({
    team: slug,
    checkoutRequest: { plan: 'team', doneUrl, backUrl: cancelUrl },
  });

test('what is paid for is handed out', async () => {
  const { payAt } = await buy(successUrl);
  const session = payAt.slice(payAt.lastIndexOf('/') + 1);
  assert.equal(await pay(payAt), `https://shop.example.com/done?session=${session}`);
  const { status } = await billet(owner).getCheckout({ organization: slug, session });
  assert.equal(status, 'fulfilled');
});

test("a refusal holds the contract's own envelope", async () => {
  const refusal = await rejection(buy('nowhere'));
  assert.ok(refusal instanceof AcmeError, String(refusal));
  assert.equal(refusal.status, 400);
  assert.equal(refusal.error.reason, 'invalid');
  assert.deepEqual(refusal.error.faults.map((fault) => fault.field), ['done_url']);
});
