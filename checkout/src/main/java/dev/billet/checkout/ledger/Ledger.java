package dev.billet.checkout.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What was bought and what is left. Implementations are safe for use by many threads and several
 * servers, keep to one account and mode of the provider, and never read another's rows. Every
 * method throws a {@link dev.billet.checkout.CheckoutException} of {@link
 * dev.billet.checkout.Failure.Kind#UNAVAILABLE} where the ledger cannot be read or written; then it
 * is as if the method had not been called, or – where the connection broke over the commit – as if
 * it had been called in full.
 */
public interface Ledger {

  /** What came of booking. */
  enum Outcome {
    /** Something is now in the ledger that was not before. */
    BOOKED,
    /** All of it was known. */
    NOTHING_NEW,
    /**
     * The money does not fit what was asked for, now or when it was told before: it is kept out of
     * the balances until a person has decided.
     */
    HELD,
    /**
     * An event tells of a subscription what may be older than what is known: the provider has to be
     * asked. Nothing was booked and the event is not done.
     */
    DOUBTFUL
  }

  /**
   * Books facts, in one transaction with the end of the event that told them. Booking the same
   * facts again changes nothing.
   *
   * @param event the id of the event that told them; it is done afterwards, unless the outcome is
   *     {@link Outcome#DOUBTFUL}. Empty where the provider was asked without one.
   */
  Outcome book(Facts facts, Optional<String> event);

  /**
   * The version of what is known of a subscription; changes whenever that does.
   *
   * @return empty where it is not known
   */
  OptionalLong subscriptionVersion(String subscription);

  /** What is known of a checkout. */
  Optional<BookedCheckout> checkout(String session);

  /**
   * The session or invoice that a payment belongs to.
   *
   * @param paymentIntent {@code pi_…}
   * @return {@code cs_…} or {@code in_…}; empty where no such payment is booked
   */
  Optional<String> paymentOf(String paymentIntent);

  /**
   * The sessions and invoices that were paid and booked, in the order of booking.
   *
   * @param since only what was paid then or later, by the provider's clock
   * @return {@code cs_…} and {@code in_…}; what is held is not among them
   */
  List<String> paidSince(Instant since);

  /** What an organization has; an empty account where nothing was ever booked for it. */
  Account account(String organization);

  /**
   * An organization's entries, newest first.
   *
   * @param before only entries at smaller positions; {@link Long#MAX_VALUE} for all
   * @param limit how many at most
   */
  List<Entry> entries(String organization, long before, int limit);

  /**
   * Entries in the order of booking. Once an entry has been returned, no entry ever appears at a
   * smaller position: who remembers the last position misses nothing.
   *
   * @param after only entries at greater positions; 0 for all
   * @param organizations only theirs; empty for everybody's
   * @param limit how many at most
   */
  List<Entry> feed(long after, Optional<List<String>> organizations, int limit);
}
