package dev.billet.ledger;

import dev.billet.checkout.CheckoutBook;
import dev.billet.checkout.ledger.Account;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The checkouts in the database. */
final class JdbcCheckoutBook implements CheckoutBook {

  private final Transactions transactions;
  private final long scope;
  private final Clock clock;

  JdbcCheckoutBook(Transactions transactions, long scope, Clock clock) {
    this.transactions = transactions;
    this.scope = scope;
    this.clock = clock;
  }

  @Override
  public void opened(Opened checkout) {
    transactions.write(
        sql -> {
          rows(sql).open(checkout);
          return true;
        });
  }

  @Override
  public boolean isOver(String session) {
    return transactions.read(
        sql -> rows(sql).find(session).map(found -> found.state().isOver()).orElse(false));
  }

  @Override
  public Claim claim(String organization, Duration lease) {
    String token = UUID.randomUUID().toString();
    Instant now = clock.instant();
    return transactions.write(sql -> claim(sql, organization, token, now, now.plus(lease)));
  }

  @Override
  public boolean replace(
      String token, String organization, OpenSubscription open, Opened checkout) {
    return transactions.write(
        sql -> {
          // In turn with bookings, which touch the same two tables the other way round.
          sql.takeTurns(scope);
          boolean ours = SubscriptionClaims.end(sql, scope, organization, token, open);
          if (ours) {
            rows(sql).open(checkout);
            dropIfOver(sql, open.session());
          }
          return ours;
        });
  }

  @Override
  public void release(String token, String organization) {
    transactions.write(sql -> SubscriptionClaims.release(sql, scope, organization, token));
  }

  private Claim claim(Sql sql, String organization, String token, Instant now, Instant until)
      throws SQLException {
    Optional<Account.Subscription> latest =
        new SubscriptionRows(sql, scope)
            .ofOrganization(organization)
            .filter(subscription -> !subscription.status().isOver());
    if (latest.isPresent()) {
      return new Claim.Subscribed(latest.get().id());
    }
    return SubscriptionClaims.claim(sql, scope, organization, token, now, until)
        .<Claim>map(won -> new Claim.Granted(token, won.open()))
        .orElseGet(Claim.Taken::new);
  }

  /** For the buyer may have been faster than we were. */
  private void dropIfOver(Sql sql, String session) throws SQLException {
    if (rows(sql).find(session).filter(found -> found.state().isOver()).isPresent()) {
      SubscriptionClaims.closed(sql, scope, session);
    }
  }

  private CheckoutRows rows(Sql sql) {
    return new CheckoutRows(sql, scope, clock.instant());
  }
}
