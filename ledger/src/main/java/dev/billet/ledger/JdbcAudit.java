package dev.billet.ledger;

import dev.billet.checkout.Money;
import dev.billet.checkout.ledger.Amount;
import dev.billet.checkout.ledger.Audit;
import dev.billet.checkout.ledger.BookedCheckout;
import dev.billet.checkout.ledger.CheckoutFacts.State;
import dev.billet.checkout.ledger.Entry;
import dev.billet.checkout.ledger.Order;
import dev.billet.ledger.CheckoutRows.Checkout;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The audit of the database: goes through all entries payment by payment, then through all
 * checkouts, in pages that are each read at one moment. What is booked meanwhile is left to the
 * next audit.
 */
final class JdbcAudit implements Audit {

  private static final int PAGE = 500;

  private final Transactions transactions;
  private final long scope;

  JdbcAudit(Transactions transactions, long scope) {
    this.transactions = transactions;
    this.scope = scope;
  }

  @Override
  public Report verify(Consumer<Long> progress) {
    return new Walk(progress).report();
  }

  /** What is known of the payments of a page. */
  private record Page(
      List<Entry> entries, Map<String, Money> paid, Map<String, Checkout> checkouts) {}

  /** A checkout, and whether anything is booked for it. */
  private record Booked(Checkout checkout, boolean booked) {}

  /** One audit. */
  private final class Walk {

    private final Consumer<Long> progress;
    private final List<Breach> breaches = new ArrayList<>();
    private final Map<String, Long> sums = new TreeMap<>();
    private long entries;
    private long checkouts;

    Walk(Consumer<Long> progress) {
      this.progress = progress;
    }

    Report report() {
      long end =
          transactions.read(
              sql ->
                  sql.first(
                          "SELECT COALESCE(MAX(position), 0) AS last FROM entries WHERE scope = ?",
                          row -> row.number("last"),
                          scope)
                      .orElse(0L));
      payments(end);
      sums(end);
      checkouts();
      List<BookedCheckout> held =
          transactions.read(sql -> rows(sql).held()).stream()
              .map(checkout -> checkout.with(List.of()))
              .toList();
      return new Report(entries, checkouts, breaches, held);
    }

    private void payments(long end) {
      Optional<PaymentCheck> check = Optional.empty();
      String payment = "";
      long position = 0;
      while (true) {
        String afterPayment = payment;
        long afterPosition = position;
        Page page = transactions.read(sql -> page(sql, end, afterPayment, afterPosition));
        for (Entry entry : page.entries()) {
          if (check.isEmpty() || !check.get().payment().equals(entry.payment())) {
            check.ifPresent(done -> breaches.addAll(done.breaches()));
            check = Optional.of(check(page, entry.payment()));
          }
          check.get().add(entry);
          sums.merge(
              account(entry.organization(), entry.amount()),
              entry.amount().value(),
              Math::addExact);
          payment = entry.payment();
          position = entry.position();
        }
        entries += page.entries().size();
        progress.accept(entries);
        if (page.entries().size() < PAGE) {
          check.ifPresent(done -> breaches.addAll(done.breaches()));
          return;
        }
      }
    }

    private void sums(long end) {
      Map<String, Long> stated = new TreeMap<>();
      transactions
          .read(
              sql ->
                  sql.list(
                      "SELECT organization, asset, currency, SUM(amount) AS total FROM entries"
                          + " WHERE scope = ? AND position <= ?"
                          + " GROUP BY organization, asset, currency",
                      row ->
                          Map.entry(
                              account(
                                  row.text("organization"),
                                  new Amount(
                                      row.constant("asset", Amount.Asset.class),
                                      0,
                                      row.optionalText("currency"))),
                              row.number("total")),
                      scope,
                      end))
          .forEach(sum -> stated.put(sum.getKey(), sum.getValue()));
      if (!stated.equals(sums)) {
        breaches.add(
            new Breach(
                "sums", "entries", "the database adds up " + stated + " where it is " + sums));
      }
    }

    private void checkouts() {
      String session = "";
      while (true) {
        String after = session;
        List<Booked> page = transactions.read(sql -> bookedCheckouts(sql, after));
        for (Booked found : page) {
          Checkout checkout = found.checkout();
          session = checkout.session();
          boolean grants = !(checkout.order().goods() instanceof Order.Goods.Plan);
          if (grants
              && checkout.state() == State.PAID
              && checkout.held().isEmpty()
              && !found.booked()) {
            breaches.add(
                new Breach("paid but not booked", session, "it is paid and has no entries"));
          }
        }
        checkouts += page.size();
        if (page.size() < PAGE) {
          return;
        }
      }
    }
  }

  private static PaymentCheck check(Page page, String payment) {
    return new PaymentCheck(
        payment,
        Optional.ofNullable(page.paid().get(payment)),
        Optional.ofNullable(page.checkouts().get(payment)));
  }

  private static String account(String organization, Amount amount) {
    return organization + " " + amount.asset() + " " + amount.currency().orElse("");
  }

  private Page page(Sql sql, long end, String payment, long position) throws SQLException {
    List<Entry> entries =
        sql.list(
            "SELECT * FROM entries WHERE scope = ? AND position <= ?"
                + " AND (payment, position) > (?, ?) ORDER BY payment, position LIMIT ?",
            EntryRows::read,
            scope,
            end,
            payment,
            position,
            PAGE);
    Map<String, Money> paid = new HashMap<>();
    Map<String, Checkout> checkouts = new HashMap<>();
    if (!entries.isEmpty()) {
      List<Object> ids = new ArrayList<>(List.of(scope));
      entries.stream().map(Entry::payment).distinct().forEach(ids::add);
      String in = "(" + String.join(", ", Collections.nCopies(ids.size() - 1, "?")) + ")";
      sql.list(
              "SELECT * FROM payments WHERE scope = ? AND source IN " + in,
              row -> Map.entry(row.text("source"), row.money("paid", "currency").orElseThrow()),
              ids.toArray())
          .forEach(found -> paid.put(found.getKey(), found.getValue()));
      sql.list(
              "SELECT * FROM checkouts WHERE scope = ? AND session IN " + in,
              CheckoutRows::read,
              ids.toArray())
          .forEach(found -> checkouts.put(found.session(), found));
    }
    return new Page(entries, paid, checkouts);
  }

  private List<Booked> bookedCheckouts(Sql sql, String after) throws SQLException {
    return sql.list(
        "SELECT checkouts.*, EXISTS (SELECT 1 FROM entries WHERE entries.scope = checkouts.scope"
            + " AND entries.payment = checkouts.session) AS booked"
            + " FROM checkouts WHERE scope = ? AND session > ? ORDER BY session LIMIT ?",
        row -> new Booked(CheckoutRows.read(row), row.is("booked")),
        scope,
        after,
        PAGE);
  }

  private CheckoutRows rows(Sql sql) {
    return new CheckoutRows(sql, scope, Instant.EPOCH);
  }
}
