package dev.billet.ledger;

import dev.billet.checkout.Money;
import dev.billet.checkout.ledger.Account;
import dev.billet.checkout.ledger.Amount;
import dev.billet.checkout.ledger.BookedCheckout;
import dev.billet.checkout.ledger.Entry;
import dev.billet.checkout.ledger.Facts;
import dev.billet.checkout.ledger.Ledger;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The ledger in the database. */
final class JdbcLedger implements Ledger {

  private final Transactions transactions;
  private final long scope;
  private final Clock clock;

  JdbcLedger(Transactions transactions, long scope, Clock clock) {
    this.transactions = transactions;
    this.scope = scope;
    this.clock = clock;
  }

  @Override
  public Outcome book(Facts facts, Optional<String> event) {
    return transactions.write(sql -> Booking.book(sql, scope, clock.instant(), facts, event));
  }

  @Override
  public OptionalLong subscriptionVersion(String subscription) {
    return transactions
        .read(sql -> new SubscriptionRows(sql, scope).find(subscription))
        .map(known -> OptionalLong.of(known.version()))
        .orElseGet(OptionalLong::empty);
  }

  @Override
  public Optional<BookedCheckout> checkout(String session) {
    Instant now = clock.instant();
    return transactions.read(
        sql -> {
          List<Entry> entries = EntryRows.ofPayment(sql, scope, session);
          return new CheckoutRows(sql, scope, now).find(session).map(found -> found.with(entries));
        });
  }

  @Override
  public Optional<String> paymentOf(String paymentIntent) {
    return transactions.read(
        sql ->
            sql.first(
                "SELECT source FROM payments WHERE scope = ? AND payment_intent = ?",
                row -> row.text("source"),
                scope,
                paymentIntent));
  }

  @Override
  public List<String> paidSince(Instant since) {
    return transactions.read(
        sql ->
            sql.list(
                "SELECT payment FROM entries WHERE scope = ? AND kind = 'PURCHASE'"
                    + " AND occurred_at >= ? ORDER BY position",
                row -> row.text("payment"),
                scope,
                since));
  }

  @Override
  public Account account(String organization) {
    return transactions.read(
        sql -> {
          List<Amount> sums = sums(sql, organization);
          return new Account(
              organization,
              sums.stream()
                  .filter(sum -> sum.asset() == Amount.Asset.CREDITS)
                  .mapToLong(Amount::value)
                  .sum(),
              sums.stream()
                  .filter(sum -> sum.asset() == Amount.Asset.BALANCE)
                  .map(sum -> new Money(sum.value(), sum.currency().orElseThrow()))
                  .toList(),
              new SubscriptionRows(sql, scope).ofOrganization(organization));
        });
  }

  @Override
  public List<Entry> entries(String organization, long before, int limit) {
    return transactions.read(
        sql ->
            sql.list(
                "SELECT * FROM entries WHERE scope = ? AND organization = ? AND position < ?"
                    + " ORDER BY position DESC LIMIT ?",
                EntryRows::read,
                scope,
                organization,
                before,
                limit));
  }

  @Override
  public List<Entry> feed(long after, Optional<List<String>> organizations, int limit) {
    if (organizations.isPresent() && organizations.get().isEmpty()) {
      return List.of();
    }
    List<Object> parameters = new ArrayList<>(List.of(scope, after));
    organizations.ifPresent(parameters::addAll);
    parameters.add(limit);
    String theirs =
        organizations
            .map(
                list ->
                    " AND organization IN ("
                        + String.join(", ", Collections.nCopies(list.size(), "?"))
                        + ")")
            .orElse("");
    return transactions.read(
        sql ->
            sql.list(
                "SELECT * FROM entries WHERE scope = ? AND position > ?"
                    + theirs
                    + " ORDER BY position LIMIT ?",
                EntryRows::read,
                parameters.toArray()));
  }

  private List<Amount> sums(Sql sql, String organization) throws SQLException {
    return sql.list(
        "SELECT asset, currency, SUM(amount) AS total FROM entries"
            + " WHERE scope = ? AND organization = ? AND asset <> 'PAYMENTS'"
            + " GROUP BY asset, currency ORDER BY asset, currency",
        row ->
            new Amount(
                row.constant("asset", Amount.Asset.class),
                row.number("total"),
                row.optionalText("currency")),
        scope,
        organization);
  }
}
