package dev.billet.ledger;

import dev.billet.checkout.ledger.Inbox;
import dev.billet.checkout.ledger.StripeEvent;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The inbox in the database. An event waits twice over: for its moment ({@code due_at}, which a
 * redelivery brings forward) and for the end of a lease, which nothing brings forward.
 */
final class JdbcInbox implements Inbox {

  private static final String INSERT =
      "INSERT INTO inbox"
          + " (scope, event, type, created_at, payload, state, due_at, received_at, finished_at)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
          + " ON CONFLICT (scope, event) DO UPDATE SET due_at ="
          + " CASE WHEN inbox.state IN ('RECEIVED', 'FAILED') THEN excluded.due_at"
          + " ELSE inbox.due_at END"
          + " RETURNING state";

  private static final String DUE =
      "SELECT event FROM inbox WHERE scope = ? AND state IN ('RECEIVED', 'FAILED')"
          + " AND due_at <= ? AND leased_until <= ? ORDER BY created_at, event LIMIT ?";

  private final Transactions transactions;
  private final long scope;
  private final Clock clock;

  JdbcInbox(Transactions transactions, long scope, Clock clock) {
    this.transactions = transactions;
    this.scope = scope;
    this.clock = clock;
  }

  @Override
  public Receipt receive(StripeEvent event, boolean concernsUs) {
    Instant now = clock.instant();
    State state =
        transactions.statement(
            sql ->
                sql.first(
                        INSERT,
                        row -> row.constant("state", State.class),
                        scope,
                        event.id(),
                        event.type(),
                        event.createdAt(),
                        event.payload(),
                        concernsUs ? State.RECEIVED : State.IGNORED,
                        now,
                        now,
                        concernsUs ? Optional.empty() : Optional.of(now))
                    .orElseThrow());
    return switch (state) {
      case RECEIVED, FAILED -> Receipt.RECEIVED;
      case DONE -> Receipt.DUPLICATE;
      case IGNORED -> Receipt.IGNORED;
    };
  }

  @Override
  public List<Claimed> claim(int limit, Duration lease) {
    Instant now = clock.instant();
    return transactions
        .statement(
            sql ->
                sql.list(
                    // Found first and once: as a subquery it could be run again for each row.
                    "WITH due AS MATERIALIZED (%s%s) UPDATE inbox"
                            .formatted(DUE, sql.skippingClaimed())
                        + " SET leased_until = ?, attempts = attempts + 1"
                        + " WHERE scope = ? AND event IN (SELECT event FROM due)"
                        + " RETURNING event, type, created_at, payload, attempts",
                    JdbcInbox::claimed,
                    scope,
                    now,
                    now,
                    limit,
                    now.plus(lease),
                    scope))
        .stream()
        .sorted(
            Comparator.comparing((Claimed claimed) -> claimed.event().createdAt())
                .thenComparing(claimed -> claimed.event().id()))
        .toList();
  }

  @Override
  public void resume() {
    transactions.write(
        sql ->
            sql.hasOneServer()
                ? sql.update(
                    "UPDATE inbox SET leased_until = 0"
                        + " WHERE scope = ? AND state IN ('RECEIVED', 'FAILED')"
                        + " AND leased_until > 0",
                    scope)
                : 0);
  }

  @Override
  public void ignored(String event) {
    transactions.statement(
        sql ->
            sql.update(
                "UPDATE inbox SET state = 'IGNORED', reason = NULL, finished_at = ?"
                    + " WHERE scope = ? AND event = ? AND state IN ('RECEIVED', 'FAILED')",
                clock.instant(),
                scope,
                event));
  }

  @Override
  public void failed(String event, Instant next, String reason) {
    // Not where another claimant has finished it since the lease ran out.
    transactions.statement(
        sql ->
            sql.update(
                "UPDATE inbox SET state = 'FAILED', due_at = ?, leased_until = 0, reason = ?"
                    + " WHERE scope = ? AND event = ? AND state IN ('RECEIVED', 'FAILED')",
                next,
                reason,
                scope,
                event));
  }

  @Override
  public int forget(Instant before, int limit) {
    return transactions.statement(
        sql ->
            sql.update(
                "DELETE FROM inbox WHERE scope = ? AND event IN (SELECT event FROM inbox"
                    + " WHERE scope = ? AND finished_at < ? ORDER BY finished_at LIMIT ?)",
                scope,
                scope,
                before,
                limit));
  }

  @Override
  public Map<State, Long> counts() {
    Map<State, Long> counts = new EnumMap<>(State.class);
    transactions
        .read(
            sql ->
                sql.list(
                    "SELECT state, COUNT(*) AS events FROM inbox WHERE scope = ? GROUP BY state",
                    row -> Map.entry(row.constant("state", State.class), row.number("events")),
                    scope))
        .forEach(count -> counts.put(count.getKey(), count.getValue()));
    return counts;
  }

  private static Claimed claimed(Row row) throws SQLException {
    return new Claimed(
        new StripeEvent(
            row.text("event"), row.text("type"), row.moment("created_at"), row.text("payload")),
        Math.toIntExact(row.number("attempts")));
  }
}
