package dev.billet.ledger;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Whose rows are whose. A scope is a Stripe account in one mode; a secret key is bound to one for
 * good when it is first seen. The account of a database's first key may become known later, because
 * a server should sell although Stripe would not name the account; every other key waits until it
 * is certain that it belongs to a scope, so that no account ever sees another's rows.
 */
final class Scopes {

  /** The number under which bindings take turns: ids of scopes begin at 1. */
  private static final long BINDING = 0;

  private final Transactions transactions;
  private final Clock clock;

  /**
   * A row of scopes.
   *
   * @param account empty until Stripe has named it
   */
  private record Scope(long id, Optional<String> account) {}

  Scopes(Transactions transactions, Clock clock) {
    this.transactions = transactions;
    this.clock = clock;
  }

  Binding bind(String key, boolean livemode, Supplier<Optional<String>> account) {
    Optional<Scope> known = transactions.read(sql -> ofKey(sql, key));
    if (known.isPresent()) {
      return bound(known.get());
    }
    Optional<String> named = account.get();
    return transactions.write(sql -> bindNew(sql, key, livemode, named));
  }

  /**
   * Notes the account of a scope that has none yet.
   *
   * @throws IllegalStateException where it has another
   */
  static void settle(Transactions transactions, long scope, String account) {
    String settled =
        transactions.write(
            sql -> {
              sql.update(
                  "UPDATE scopes SET account = ? WHERE id = ? AND account IS NULL", account, scope);
              return sql.first(
                      "SELECT account FROM scopes WHERE id = ?", row -> row.text("account"), scope)
                  .orElse("none");
            });
    if (!settled.equals(account)) {
      throw new IllegalStateException(
          "the books belong to account " + settled + ", not to " + account);
    }
  }

  private Binding bindNew(Sql sql, String key, boolean livemode, Optional<String> account)
      throws SQLException {
    sql.takeTurns(BINDING);
    Optional<Scope> meanwhile = ofKey(sql, key);
    if (meanwhile.isPresent()) {
      return bound(meanwhile.get());
    }
    Optional<Scope> same =
        sql.first(
            "SELECT id, account FROM scopes WHERE livemode = ? AND account = ?",
            Scopes::scope,
            livemode,
            account);
    if (same.isEmpty() && waits(sql, livemode, account)) {
      return new Binding.Undecided(
          account.isEmpty()
              ? "Stripe has not said which account the key belongs to, and the database holds"
                  + " others' rows"
              : "The database holds rows of an account that was never named; start once with the"
                  + " key they were written with");
    }
    Scope scope = same.isPresent() ? same.get() : create(sql, livemode, account);
    sql.update("INSERT INTO scope_keys (key_sha256, scope) VALUES (?, ?)", key, scope.id());
    return bound(scope);
  }

  /** Whether a new scope might be one that exists. */
  private static boolean waits(Sql sql, boolean livemode, Optional<String> account)
      throws SQLException {
    String mode = "SELECT id, account FROM scopes WHERE livemode = ?";
    return sql.first(
            account.isEmpty() ? mode : mode + " AND account IS NULL", Scopes::scope, livemode)
        .isPresent();
  }

  private static Scope create(Sql sql, boolean livemode, Optional<String> account)
      throws SQLException {
    return sql.first(
            "INSERT INTO scopes (account, livemode) VALUES (?, ?) RETURNING id, account",
            Scopes::scope,
            account,
            livemode)
        .orElseThrow();
  }

  private static Optional<Scope> ofKey(Sql sql, String key) throws SQLException {
    return sql.first(
        "SELECT scopes.id, account FROM scope_keys JOIN scopes ON scopes.id = scope"
            + " WHERE key_sha256 = ?",
        Scopes::scope,
        key);
  }

  private static Scope scope(Row row) throws SQLException {
    return new Scope(row.number("id"), row.optionalText("account"));
  }

  private Binding bound(Scope scope) {
    return new Binding.Bound(new Books(transactions, scope.id(), scope.account(), clock));
  }
}
