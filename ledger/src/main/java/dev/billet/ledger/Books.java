package dev.billet.ledger;

import dev.billet.checkout.CheckoutBook;
import dev.billet.checkout.CustomerBook;
import dev.billet.checkout.ledger.Audit;
import dev.billet.checkout.ledger.Inbox;
import dev.billet.checkout.ledger.Ledger;
import java.time.Clock;
import java.util.Optional;

/**
 * The books of one Stripe account in one mode; nothing here ever reads or writes another's rows.
 * Safe for use by many threads, for as long as the database is open.
 */
public final class Books {

  private final Transactions transactions;
  private final long scope;
  private final Clock clock;
  private volatile Optional<String> account;

  Books(Transactions transactions, long scope, Optional<String> account, Clock clock) {
    this.transactions = transactions;
    this.scope = scope;
    this.account = account;
    this.clock = clock;
  }

  /**
   * The account ({@code acct_…}) these books belong to; empty until {@link #settleAccount} or
   * another process has named it, which is seen the next time the key is bound.
   */
  public Optional<String> account() {
    return account;
  }

  /**
   * Notes whose books these are, once that is known. Until then no other key can be bound in this
   * mode. Settling the same again does nothing.
   *
   * @param id {@code acct_…}
   * @throws IllegalStateException where they are another account's
   * @throws dev.billet.checkout.CheckoutException of {@link
   *     dev.billet.checkout.Failure.Kind#UNAVAILABLE} where that cannot be written
   */
  public void settleAccount(String id) {
    Scopes.settle(transactions, scope, id);
    account = Optional.of(id);
  }

  /** What was bought and what is left. */
  public Ledger ledger() {
    return new JdbcLedger(transactions, scope, clock);
  }

  /** Where events wait. */
  public Inbox inbox() {
    return new JdbcInbox(transactions, scope, clock);
  }

  /** Which customer is whose. */
  public CustomerBook customers() {
    return new JdbcCustomerBook(transactions, scope);
  }

  /** Which checkouts were opened. */
  public CheckoutBook checkouts() {
    return new JdbcCheckoutBook(transactions, scope, clock);
  }

  /** Whether all of it is as it must be. */
  public Audit audit() {
    return new JdbcAudit(transactions, scope);
  }
}
