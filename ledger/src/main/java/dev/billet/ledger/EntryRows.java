package dev.billet.ledger;

import dev.billet.checkout.ledger.Amount;
import dev.billet.checkout.ledger.Entry;
import dev.billet.checkout.ledger.Order;
import dev.billet.checkout.ledger.PaymentFacts;
import dev.billet.checkout.ledger.Posting;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The table of entries and that of the payments they belong to. */
final class EntryRows {

  private EntryRows() {}

  /** Notes money that came, or what was not known of it yet. */
  static void note(Sql sql, long scope, PaymentFacts payment) throws SQLException {
    sql.update(
        "INSERT INTO payments (scope, source, payment_intent, paid, currency)"
            + " VALUES (?, ?, ?, ?, ?) ON CONFLICT (scope, source) DO UPDATE SET"
            + " payment_intent = COALESCE(payments.payment_intent, excluded.payment_intent)",
        scope,
        payment.source(),
        payment.paymentIntent(),
        payment.paid().minorUnits(),
        payment.paid().currency());
  }

  /** All that belongs to a payment, in the order of booking. */
  static List<Entry> ofPayment(Sql sql, long scope, String source) throws SQLException {
    return sql.list(
        "SELECT * FROM entries WHERE scope = ? AND payment = ? ORDER BY position",
        EntryRows::read,
        scope,
        source);
  }

  static void insert(
      Sql sql,
      long scope,
      Order order,
      String payment,
      Posting.Line line,
      Optional<String> event,
      Instant now)
      throws SQLException {
    sql.update(
        "INSERT INTO entries (scope, kind, organization, contract, asset, amount, currency,"
            + " payment, object, event, occurred_at, booked_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        scope,
        line.kind(),
        order.organization(),
        order.contract(),
        line.amount().asset(),
        line.amount().value(),
        line.amount().currency(),
        payment,
        line.object(),
        event,
        line.occurredAt(),
        now);
  }

  static Entry read(Row row) throws SQLException {
    return new Entry(
        row.number("position"),
        row.constant("kind", Entry.Kind.class),
        row.text("organization"),
        row.text("contract"),
        new Amount(
            row.constant("asset", Amount.Asset.class),
            row.number("amount"),
            row.optionalText("currency")),
        row.text("payment"),
        row.text("object"),
        row.optionalText("event"),
        row.moment("occurred_at"),
        row.moment("booked_at"));
  }
}
