// A purchase from the first call to the account, as a shop's back end and its buyer make it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { billet } from '@billet/client/billet';
import { dreadnode } from '@billet/client/dreadnode';
import { credits, owner, pay, slug } from './demo.mjs';

test('what is paid for is handed out', async () => {
  const ledger = billet(owner);
  const { checkoutUrl, sessionId } = await dreadnode(owner).createCheckoutSession({
    org: slug,
    checkoutRequest: credits(2),
  });
  const opened = await ledger.getCheckout({ organization: slug, session: sessionId });
  assert.equal(opened.status, 'open');
  assert.ok(opened.createdAt instanceof Date);

  assert.equal(await pay(checkoutUrl), `https://shop.example.com/done?session=${sessionId}`);

  // Asking for it hands it out where no webhook has come yet.
  const paid = await ledger.getCheckout({ organization: slug, session: sessionId });
  assert.equal(paid.status, 'fulfilled');
  const bought = paid.purchase.credits;
  assert.deepEqual(
    paid.entries.filter((entry) => entry.kind === 'grant').map((entry) => entry.amount),
    [bought],
  );
  assert.ok((await ledger.getAccount({ organization: slug })).credits >= bought);
  const { data } = await ledger.listEntries({ organization: slug, limit: 100 });
  assert.ok(data.some((entry) => entry.payment === sessionId && entry.asset === 'credits'));
});

test('the feed shows every entry once, however it is read', async () => {
  const ledger = billet(owner);
  const seen = [];
  for (let after; ; ) {
    const page = await ledger.listEvents({ after, limit: 1 });
    seen.push(...page.data.map((entry) => entry.position));
    after = page.next;
    if (!page.hasMore) {
      break;
    }
  }
  assert.deepEqual(seen, [...new Set(seen)].sort((a, b) => a - b));
});

test('the portal is opened for who has bought', async () => {
  const { url } = await billet(owner).openPortal({
    organization: slug,
    portalRequest: { returnUrl: 'https://shop.example.com/' },
  });
  assert.match(url, /^http/);
});
