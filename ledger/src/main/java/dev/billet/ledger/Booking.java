package dev.billet.ledger;

import dev.billet.checkout.Money;
import dev.billet.checkout.ledger.CheckoutFacts;
import dev.billet.checkout.ledger.Entry;
import dev.billet.checkout.ledger.Facts;
import dev.billet.checkout.ledger.Ledger.Outcome;
import dev.billet.checkout.ledger.Order;
import dev.billet.checkout.ledger.PaymentFacts;
import dev.billet.checkout.ledger.Posting;
import dev.billet.checkout.ledger.SubscriptionFacts;
import dev.billet.ledger.CheckoutRows.Checkout;
import dev.billet.ledger.SubscriptionRows.Known;
import dev.billet.ledger.SubscriptionRows.News;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * The transaction that books facts. Bookings of one scope take turns, so each sees all that the
 * others booked, and entries can be seen in the order of their positions.
 */
final class Booking {

  private final Sql sql;
  private final long scope;
  private final Instant now;
  private final Optional<String> event;
  private final CheckoutRows checkouts;
  private boolean changed;
  private boolean held;

  private Booking(Sql sql, long scope, Instant now, Optional<String> event) {
    this.sql = sql;
    this.scope = scope;
    this.now = now;
    this.event = event;
    this.checkouts = new CheckoutRows(sql, scope, now);
  }

  static Outcome book(Sql sql, long scope, Instant now, Facts facts, Optional<String> event)
      throws SQLException {
    return new Booking(sql, scope, now, event).book(facts);
  }

  private Outcome book(Facts facts) throws SQLException {
    sql.takeTurns(scope);
    // First, because nothing may have been written where this is in doubt.
    if (facts.subscription().isPresent() && !subscription(facts.subscription().get())) {
      return Outcome.DOUBTFUL;
    }
    if (facts.checkout().isPresent()) {
      checkout(facts.checkout().get());
    }
    if (facts.payment().isPresent()) {
      payment(facts.payment().get(), facts.checkout().flatMap(CheckoutFacts::subtotal));
    }
    if (event.isPresent()) {
      finish(event.get());
    }
    if (held) {
      return Outcome.HELD;
    }
    return changed ? Outcome.BOOKED : Outcome.NOTHING_NEW;
  }

  /** Books the state of a subscription; false where it is in doubt. */
  private boolean subscription(SubscriptionFacts told) throws SQLException {
    SubscriptionRows rows = new SubscriptionRows(sql, scope);
    Optional<Known> known = rows.find(told.id());
    News news =
        known
            .map(before -> before.news(told))
            .orElseGet(() -> SubscriptionRows.newsOfUnknown(told));
    return switch (news) {
      case DOUBTFUL -> false;
      case NONE -> true;
      case CONFIRMED -> {
        rows.put(told, known);
        yield true;
      }
      case CHANGED -> {
        rows.put(told, known);
        changed = true;
        yield true;
      }
    };
  }

  private void checkout(CheckoutFacts told) throws SQLException {
    changed |= checkouts.note(told.session(), told.order(), told.createdAt());
    Checkout before = checkouts.find(told.session()).orElseThrow();
    update(before, before.and(told));
  }

  private void update(Checkout before, Checkout after) throws SQLException {
    held |= after.held().isPresent();
    if (after.equals(before)) {
      return;
    }
    checkouts.update(after);
    changed = true;
    if (after.state().isOver() && !before.state().isOver()) {
      SubscriptionClaims.closed(sql, scope, after.session());
    }
  }

  private void payment(PaymentFacts told, Optional<Money> subtotal) throws SQLException {
    EntryRows.note(sql, scope, told);
    List<Entry> booked = EntryRows.ofPayment(sql, scope, told.source());
    if (!isInvoice(told.source()) && isKeptOut(told, subtotal, booked)) {
      return;
    }
    for (Posting.Line line : Posting.missing(told, booked)) {
      EntryRows.insert(sql, scope, told.order(), told.source(), line, event, now);
      changed = true;
    }
  }

  /** An invoice is of no checkout: its order stands on the subscription alone. */
  static boolean isInvoice(String source) {
    return source.startsWith("in_");
  }

  /** Whether a checkout's money is held; decided once, before anything is booked of it. */
  private boolean isKeptOut(PaymentFacts told, Optional<Money> subtotal, List<Entry> booked)
      throws SQLException {
    changed |= checkouts.note(told.source(), told.order(), told.at());
    Checkout before = checkouts.find(told.source()).orElseThrow();
    Checkout after = before.paid();
    if (booked.isEmpty() && after.held().isEmpty()) {
      Optional<String> objection = objection(before, told, subtotal);
      after = objection.isPresent() ? after.heldBecause(objection.get()) : after;
    }
    update(before, after);
    return after.held().isPresent();
  }

  private static Optional<String> objection(
      Checkout noted, PaymentFacts told, Optional<Money> subtotal) {
    if (!noted.order().equals(told.order())) {
      return Optional.of(
          "paid was %s where %s had been opened"
              .formatted(said(told.order()), said(noted.order())));
    }
    return Posting.objection(told, noted.asked().isPresent() ? noted.asked() : subtotal);
  }

  private static String said(Order order) {
    return order.goods() + " for " + order.organization() + " through " + order.contract();
  }

  private void finish(String id) throws SQLException {
    sql.update(
        "UPDATE inbox SET state = 'DONE', reason = NULL, finished_at = ?"
            + " WHERE scope = ? AND event = ? AND state <> 'DONE'",
        now,
        scope,
        id);
  }
}
