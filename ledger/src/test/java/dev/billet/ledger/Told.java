package dev.billet.ledger;

import dev.billet.checkout.CheckoutBook.Opened;
import dev.billet.checkout.Money;
import dev.billet.checkout.Sale;
import dev.billet.checkout.ledger.CheckoutFacts;
import dev.billet.checkout.ledger.CheckoutFacts.State;
import dev.billet.checkout.ledger.Facts;
import dev.billet.checkout.ledger.Order;
import dev.billet.checkout.ledger.PaymentFacts;
import dev.billet.checkout.ledger.PaymentFacts.Reversal;
import dev.billet.checkout.ledger.StripeEvent;
import dev.billet.checkout.ledger.SubscriptionFacts;
import dev.billet.checkout.ledger.SubscriptionFacts.Status;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What the provider might tell. */
final class Told {

  static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  static final Order CREDITS = credits("acme");
  static final Order BALANCE = new Order("acme", "closient", new Order.Goods.Balance(usd(2_500)));
  static final Order PLAN = new Order("acme", "almanac", new Order.Goods.Plan("team"));

  private Told() {}

  static Money usd(long cents) {
    return new Money(cents, "usd");
  }

  static Order credits(String organization) {
    return new Order(organization, "dreadnode", new Order.Goods.Credits(2, 50_000));
  }

  static Opened opened(String session, Order order, Optional<Money> total) {
    Sale sale;
    if (order.goods() instanceof Order.Goods.Credits credits) {
      sale = new Sale.CreditSale("price_1", credits.bundles(), credits.credits());
    } else if (order.goods() instanceof Order.Goods.Balance balance) {
      sale = new Sale.BalanceSale(balance.amount(), "Balance");
    } else {
      sale = new Sale.PlanSale(((Order.Goods.Plan) order.goods()).name(), "price_2");
    }
    return new Opened(session, order.organization(), order.contract(), sale, total);
  }

  static CheckoutFacts checkout(String session, Order order, State state, long cents) {
    return new CheckoutFacts(
        session,
        order,
        state,
        Optional.of(usd(cents)),
        Optional.of(usd(cents)),
        Optional.empty(),
        Optional.empty(),
        NOW);
  }

  static PaymentFacts payment(String source, Order order, long cents, Reversal... reversals) {
    return new PaymentFacts(
        source,
        order,
        usd(cents),
        cents == 0 ? Optional.empty() : Optional.of("pi_" + source),
        List.of(reversals),
        true,
        NOW);
  }

  /** A session that was paid in full. */
  static Facts paid(String session, Order order, long cents, Reversal... reversals) {
    return Facts.of(
        checkout(session, order, State.PAID, cents),
        Optional.of(payment(session, order, cents, reversals)));
  }

  static Facts state(String session, Order order, State state, long cents) {
    return Facts.of(checkout(session, order, state, cents), Optional.empty());
  }

  static Reversal refund(String id, long cents, boolean standing) {
    return new Reversal(id, Reversal.Kind.REFUND, usd(cents), standing, NOW.plusSeconds(60));
  }

  static Reversal dispute(String id, long cents, boolean standing) {
    return new Reversal(id, Reversal.Kind.DISPUTE, usd(cents), standing, NOW.plusSeconds(90));
  }

  static SubscriptionFacts subscription(String id, Status status, long asOf, OptionalLong seen) {
    return new SubscriptionFacts(
        id,
        "acme",
        "almanac",
        "team",
        status,
        NOW,
        NOW.plusSeconds(2_592_000),
        false,
        NOW,
        NOW.plusSeconds(asOf),
        seen);
  }

  /** The state of a subscription as an event tells it. */
  static Facts snapshot(String id, Status status, long asOf) {
    return Facts.of(subscription(id, status, asOf, OptionalLong.empty()));
  }

  /** The state of a subscription as the provider answers. */
  static Facts fetched(String id, Status status, long asOf, long seen) {
    return Facts.of(subscription(id, status, asOf, OptionalLong.of(seen)));
  }

  static StripeEvent event(String id) {
    return new StripeEvent(id, "checkout.session.completed", NOW, "{\"id\":\"" + id + "\"}");
  }
}
