package dev.billet.ledger;

import java.time.Duration;

/**
 * Runs transactions on one database. Safe for use by many threads; no call waits longer than {@link
 * #LONGEST_WAIT} for its turn. All methods throw a {@link dev.billet.checkout.CheckoutException} of
 * {@link dev.billet.checkout.Failure.Kind#UNAVAILABLE} where the database cannot do it now, and an
 * {@link IllegalStateException} where it refuses the statement itself, which is a defect of ours.
 * Whatever the work throws undoes all it did.
 */
interface Transactions extends AutoCloseable {

  /** How long a caller waits for a connection, or for the writer. */
  Duration LONGEST_WAIT = Duration.ofSeconds(5);

  /** Runs work that writes; once this returns, what it wrote is on disk. */
  <T> T write(Work<T> work);

  /**
   * Runs work that is one statement, which the database makes a transaction of by itself: that
   * takes a network's round trip less.
   */
  default <T> T statement(Work<T> work) {
    return write(work);
  }

  /** Runs work that reads one state of the database, whatever is written meanwhile. */
  <T> T read(Work<T> work);

  @Override
  void close();
}
