package dev.billet.ledger;

import dev.billet.checkout.ledger.Account;
import dev.billet.checkout.ledger.SubscriptionFacts;
import dev.billet.checkout.ledger.SubscriptionFacts.Status;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/** The table of subscriptions, within one transaction and scope. */
final class SubscriptionRows {

  /** Agrees with {@link Status#isOver}. */
  private static final String IS_OVER = "status IN ('CANCELED', 'INCOMPLETE_EXPIRED')";

  private final Sql sql;
  private final long scope;

  SubscriptionRows(Sql sql, long scope) {
    this.sql = sql;
    this.scope = scope;
  }

  /** What facts mean for what is known. */
  enum News {
    /** The state is another, and the facts are newer. */
    CHANGED,
    /** The state is the same, as of a later moment. */
    CONFIRMED,
    /** The facts are old or say the same. */
    NONE,
    /** The facts may be older than what is known. */
    DOUBTFUL
  }

  /**
   * What is known.
   *
   * @param facts as they were last told, with {@code seen} empty
   */
  record Known(SubscriptionFacts facts, long version) {

    /** What facts that are told now mean. */
    News news(SubscriptionFacts told) {
      boolean later = told.asOf().isAfter(facts.asOf());
      if (isSameState(told)) {
        return later ? News.CONFIRMED : News.NONE;
      }
      if (facts.status().isOver()) {
        // Stripe never revives a subscription: whatever else is told is older.
        return told.status().isOver() && later ? News.CHANGED : News.NONE;
      }
      boolean newer = told.seen().isPresent() ? told.seen().getAsLong() == version : later;
      return newer ? News.CHANGED : News.DOUBTFUL;
    }

    private boolean isSameState(SubscriptionFacts told) {
      return asOf(told, facts.asOf()).equals(asOf(facts, facts.asOf()));
    }
  }

  /** What facts mean of a subscription that is not known. */
  static News newsOfUnknown(SubscriptionFacts told) {
    return told.seen().orElse(-1) == -1 ? News.CHANGED : News.DOUBTFUL;
  }

  Optional<Known> find(String subscription) throws SQLException {
    return sql.first(
        "SELECT * FROM subscriptions WHERE scope = ? AND subscription = ?",
        row -> new Known(facts(row), row.number("version")),
        scope,
        subscription);
  }

  /**
   * The organization's subscription: the latest that is not over, else the latest. The provider
   * dates by the second; of two in one, the later told of is the later.
   */
  Optional<Account.Subscription> ofOrganization(String organization) throws SQLException {
    return sql.first(
        "SELECT * FROM subscriptions WHERE scope = ? AND organization = ? ORDER BY CASE WHEN "
            + IS_OVER
            + " THEN 1 ELSE 0 END, created_at DESC, noted DESC, subscription DESC LIMIT 1",
        row ->
            new Account.Subscription(
                row.text("subscription"),
                row.text("plan"),
                row.constant("status", Status.class),
                row.moment("period_start"),
                row.moment("period_end"),
                row.is("cancel_at_period_end")),
        scope,
        organization);
  }

  /** Writes what is told in place of what is known, under the next version. */
  void put(SubscriptionFacts told, Optional<Known> known) throws SQLException {
    Instant asOf = told.asOf();
    if (known.isPresent() && known.get().facts().asOf().isAfter(asOf)) {
      // What was asked for is certain, but an event as late as this one is not yet.
      asOf = known.get().facts().asOf();
    }
    sql.update(
        "INSERT INTO subscriptions (scope, subscription, organization, contract, plan, status,"
            + " period_start, period_end, cancel_at_period_end, created_at, as_of, version, noted)"
            + " SELECT ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, COALESCE(MAX(noted), 0) + 1"
            + " FROM subscriptions WHERE scope = ?"
            + " ON CONFLICT (scope, subscription) DO UPDATE SET"
            + " organization = excluded.organization, contract = excluded.contract,"
            + " plan = excluded.plan, status = excluded.status,"
            + " period_start = excluded.period_start, period_end = excluded.period_end,"
            + " cancel_at_period_end = excluded.cancel_at_period_end,"
            + " created_at = excluded.created_at, as_of = excluded.as_of,"
            + " version = excluded.version",
        scope,
        told.id(),
        told.organization(),
        told.contract(),
        told.plan(),
        told.status(),
        told.periodStart(),
        told.periodEnd(),
        told.cancelAtPeriodEnd(),
        told.createdAt(),
        asOf,
        known.map(Known::version).orElse(0L) + 1,
        scope);
  }

  private static SubscriptionFacts facts(Row row) throws SQLException {
    return new SubscriptionFacts(
        row.text("subscription"),
        row.text("organization"),
        row.text("contract"),
        row.text("plan"),
        row.constant("status", Status.class),
        row.moment("period_start"),
        row.moment("period_end"),
        row.is("cancel_at_period_end"),
        row.moment("created_at"),
        row.moment("as_of"),
        OptionalLong.empty());
  }

  private static SubscriptionFacts asOf(SubscriptionFacts facts, Instant asOf) {
    return new SubscriptionFacts(
        facts.id(),
        facts.organization(),
        facts.contract(),
        facts.plan(),
        facts.status(),
        facts.periodStart(),
        facts.periodEnd(),
        facts.cancelAtPeriodEnd(),
        facts.createdAt(),
        asOf,
        OptionalLong.empty());
  }
}
