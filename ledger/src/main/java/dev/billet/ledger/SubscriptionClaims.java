package dev.billet.ledger;

import dev.billet.checkout.CheckoutBook.OpenSubscription;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The table of claims, within one transaction. */
final class SubscriptionClaims {

  /** What a claim that was won finds. */
  record Won(Optional<OpenSubscription> open) {}

  private SubscriptionClaims() {}

  /** Takes the claim unless somebody has it; then empty. */
  static Optional<Won> claim(
      Sql sql, long scope, String organization, String token, Instant now, Instant until)
      throws SQLException {
    return sql.first(
        "INSERT INTO subscription_claims (scope, organization, token, leased_until)"
            + " VALUES (?, ?, ?, ?) ON CONFLICT (scope, organization) DO UPDATE SET"
            + " token = excluded.token, leased_until = excluded.leased_until"
            + " WHERE subscription_claims.token IS NULL OR subscription_claims.leased_until <= ?"
            + " RETURNING session, url, fingerprint, opened_at",
        row -> new Won(open(row)),
        scope,
        organization,
        token,
        until,
        now);
  }

  /** Ends a claim with what it came to; false where it is not ours any more. */
  static boolean end(Sql sql, long scope, String organization, String token, OpenSubscription open)
      throws SQLException {
    return sql.update(
            "UPDATE subscription_claims SET token = NULL, leased_until = NULL, session = ?,"
                + " url = ?, fingerprint = ?, opened_at = ?"
                + " WHERE scope = ? AND organization = ? AND token = ?",
            open.session(),
            open.url(),
            open.fingerprint(),
            open.openedAt(),
            scope,
            organization,
            token)
        > 0;
  }

  /** Ends a claim that came to nothing. */
  static int release(Sql sql, long scope, String organization, String token) throws SQLException {
    return sql.update(
        "UPDATE subscription_claims SET token = NULL, leased_until = NULL"
            + " WHERE scope = ? AND organization = ? AND token = ?",
        scope,
        organization,
        token);
  }

  /** Drops a checkout that can no longer be paid. */
  static void closed(Sql sql, long scope, String session) throws SQLException {
    sql.update(
        "UPDATE subscription_claims SET session = NULL, url = NULL, fingerprint = NULL,"
            + " opened_at = NULL WHERE scope = ? AND session = ?",
        scope,
        session);
  }

  private static Optional<OpenSubscription> open(Row row) throws SQLException {
    Optional<String> session = row.optionalText("session");
    return session.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new OpenSubscription(
                session.get(), row.text("url"), row.text("fingerprint"), row.moment("opened_at")));
  }
}
