package dev.billet.contract.billet;

import dev.billet.checkout.Access;
import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.Failure;
import dev.billet.checkout.PortalService;
import dev.billet.checkout.ledger.BookedCheckout;
import dev.billet.checkout.ledger.Entry;
import dev.billet.checkout.ledger.Ledger;
import dev.billet.contract.Exchange;
import dev.billet.specs.billet.Account;
import dev.billet.specs.billet.BilletApi;
import dev.billet.specs.billet.Checkout;
import dev.billet.specs.billet.EntryPage;
import dev.billet.specs.billet.EventPage;
import dev.billet.specs.billet.Portal;
import dev.billet.specs.billet.PortalRequest;
import dev.billet.specs.billet.Receipt;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows the ledger, opens the portal, takes deliveries. One instance serves one request. */
final class BilletResource implements BilletApi {

  private final Provider<Exchange> exchange;
  private final Ledger ledger;
  private final CheckoutStatus checkouts;
  private final PortalService portal;
  private final WebhookReceiver webhooks;

  @Inject
  BilletResource(
      Provider<Exchange> exchange,
      Ledger ledger,
      CheckoutStatus checkouts,
      PortalService portal,
      WebhookReceiver webhooks) {
    this.exchange = exchange;
    this.ledger = ledger;
    this.checkouts = checkouts;
    this.portal = portal;
    this.webhooks = webhooks;
  }

  @Override
  public Account getAccount(String identifier) {
    return Models.account(ledger.account(organization()));
  }

  @Override
  public EntryPage listEntries(String identifier, Integer limit, @Nullable String cursor) {
    long before = cursor == null ? Long.MAX_VALUE : Cursor.ENTRIES.position(cursor);
    // One more than is shown tells whether there are more.
    List<Entry> found = ledger.entries(organization(), before, limit + 1);
    List<Entry> shown = shown(found, limit);
    boolean more = found.size() > limit;
    return new EntryPage()
        .data(Models.entries(shown))
        .hasMore(more)
        .nextCursor(more ? Cursor.ENTRIES.at(last(shown)) : null);
  }

  @Override
  public EventPage listEvents(@Nullable String cursor, Integer limit) {
    long after = cursor == null ? 0 : Cursor.EVENTS.position(cursor);
    Optional<List<String>> organizations = Access.readable(exchange.get().caller());
    List<Entry> found = ledger.feed(after, organizations, limit + 1);
    List<Entry> shown = shown(found, limit);
    return new EventPage()
        .data(Models.entries(shown))
        .hasMore(found.size() > limit)
        .next(Cursor.EVENTS.at(shown.isEmpty() ? after : last(shown)));
  }

  @Override
  public Checkout getCheckout(String identifier, String session) {
    String organization = organization();
    // Whose it is, is asked first: nobody makes us ask Stripe for somebody else's checkout.
    ledger.checkout(session).ifPresent(known -> requireOwn(known, organization));
    BookedCheckout checkout =
        checkouts.refresh(session).orElseThrow(BilletResource::unknownCheckout);
    requireOwn(checkout, organization);
    return Models.checkout(checkout, ledger.account(organization));
  }

  @Override
  public Portal openPortal(String identifier, @Nullable PortalRequest body) {
    Optional<String> returnUrl =
        Optional.ofNullable(body).flatMap(it -> Optional.ofNullable(it.getReturnUrl()));
    return new Portal().url(portal.open(exchange.get().buyer(), returnUrl));
  }

  @Override
  public Receipt receiveStripeEvent(String signature, byte[] body) {
    return new Receipt().status(Models.receipt(webhooks.receive(body, signature)));
  }

  private String organization() {
    return exchange.get().organization().slug();
  }

  private static List<Entry> shown(List<Entry> found, int limit) {
    return found.subList(0, Math.min(limit, found.size()));
  }

  private static long last(List<Entry> entries) {
    return entries.get(entries.size() - 1).position();
  }

  private static void requireOwn(BookedCheckout checkout, String organization) {
    if (!checkout.order().organization().equals(organization)) {
      throw unknownCheckout();
    }
  }

  private static CheckoutException unknownCheckout() {
    return new CheckoutException(Failure.of(Failure.Kind.UNKNOWN_CHECKOUT, "Checkout not found"));
  }
}
