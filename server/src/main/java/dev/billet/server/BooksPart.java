package dev.billet.server;

import dev.billet.checkout.Deadline;
import dev.billet.ledger.Binding;
import dev.billet.ledger.Books;
import dev.billet.ledger.DatabaseException;
import dev.billet.ledger.DatabaseSettings;
import dev.billet.ledger.LedgerDatabase;
import dev.billet.server.config.Settings;
import dev.billet.stripe.StripeAccount;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens the database, and in it the books of the account that the Stripe key belongs to. */
final class BooksPart implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(BooksPart.class);
  private static final Duration WHOSE = Duration.ofSeconds(5);
  private static final Duration ASK_AGAIN = Duration.ofMinutes(1);

  private final LedgerDatabase database;
  private final Books books;
  private final boolean livemode;
  private final CountDownLatch closed = new CountDownLatch(1);

  private BooksPart(LedgerDatabase database, Books books, boolean livemode) {
    this.database = database;
    this.books = books;
    this.livemode = livemode;
  }

  /**
   * Opens the books.
   *
   * @param secretKey the Stripe key; only its hash is kept
   * @param stripe is asked whose the key is, where the database does not know it and nobody
   *     configured it
   * @throws StartException where the database cannot be used, or it cannot be told whose books the
   *     key may see
   */
  static BooksPart open(Settings settings, String secretKey, StripeAccount stripe, Clock clock) {
    Settings.Database configured = settings.database();
    LedgerDatabase database = database(configured, clock);
    boolean livemode = secretKey.startsWith("sk_live_") || secretKey.startsWith("rk_live_");
    try {
      Binding binding =
          database.bind(
              ConfiguredDirectory.sha256(secretKey),
              livemode,
              () -> settings.stripe().account().or(() -> stripe.accountId(Deadline.after(WHOSE))));
      if (binding instanceof Binding.Bound bound) {
        settings.stripe().account().ifPresent(account -> settle(bound.books(), account));
        BooksPart part = new BooksPart(database, bound.books(), livemode);
        part.learnAccount(stripe);
        return part;
      }
      throw new StartException(
          ((Binding.Undecided) binding).reason()
              + " Start again when Stripe answers, or set billet.stripe.account",
          null);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  private static void settle(Books books, String account) {
    try {
      books.settleAccount(account);
    } catch (IllegalStateException e) {
      throw new StartException(
          "billet.stripe.account is " + account + ", and the key has the books of another", e);
    }
  }

  private static LedgerDatabase database(Settings.Database configured, Clock clock) {
    try {
      return LedgerDatabase.open(
          new DatabaseSettings(
              configured.url(), configured.user(), configured.password(), configured.poolSize()),
          clock);
    } catch (DatabaseException | IllegalArgumentException e) {
      throw new StartException(e.getMessage() + " (billet.database.url)", null);
    }
  }

  // Where Stripe was out of reach at the very first start.
  private void learnAccount(StripeAccount stripe) {
    if (books.account().isPresent()) {
      return;
    }
    Thread thread = new Thread(() -> askUntilKnown(stripe), "whose-account");
    thread.setDaemon(true);
    thread.start();
  }

  private void askUntilKnown(StripeAccount stripe) {
    try {
      while (!closed.await(ASK_AGAIN.toSeconds(), TimeUnit.SECONDS)) {
        Optional<String> account = stripe.accountId(Deadline.after(WHOSE));
        if (account.isPresent()) {
          books.settleAccount(account.get());
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.error("the books cannot be given the account of their Stripe key until a restart", e);
    }
  }

  Books books() {
    return books;
  }

  /** Whether the key, and so everything in the books, is about real money. */
  boolean livemode() {
    return livemode;
  }

  boolean isHealthy() {
    return database.isHealthy();
  }

  @Override
  public void close() {
    closed.countDown();
    database.close();
  }
}
