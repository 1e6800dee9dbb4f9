package dev.billet.checkout.ledger;

import dev.billet.checkout.Deadline;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What the payment provider itself has on record, asked for afresh. Implementations are safe for
 * use by many threads. Every method throws a {@link dev.billet.checkout.CheckoutException} where
 * the provider refuses, fails, or is too slow, and returns nothing where the provider has no such
 * object, or has it for somebody else than us (another application on the same account).
 */
public interface ProviderRecords {

  /** Of a checkout session: how it stands, and its money with all that went back. */
  Optional<Facts> checkout(String session, Deadline deadline);

  /**
   * Of a payment: the session or invoice it was for, with all that went back.
   *
   * @param paymentIntent {@code pi_…}
   */
  Optional<Facts> payment(String paymentIntent, Deadline deadline);

  /**
   * Of an invoice of a subscription, with all that went back; nothing while it is not paid.
   *
   * @param invoice {@code in_…}
   */
  Optional<Facts> invoice(String invoice, Deadline deadline);

  /**
   * Of a subscription.
   *
   * @param seen the version the ledger had before this was asked; see {@link
   *     SubscriptionFacts#seen}. -1 where it knew none.
   */
  Optional<Facts> subscription(String subscription, long seen, Deadline deadline);

  /** A kind of object that reconciliation goes through. */
  enum Kind {
    CHECKOUTS,
    INVOICES,
    REFUNDS,
    DISPUTES,
    SUBSCRIPTIONS
  }

  /**
   * An object that may concern us.
   *
   * @param id for refunds and disputes, that of the payment ({@code pi_…}); else its own
   */
  record Found(Kind kind, String id) {}

  /**
   * Goes through what the provider has on record, newest first, page by page.
   *
   * @param since when an object may last have changed without our hearing of it. Where the provider
   *     lists by creation alone, implementations look further back for what takes its time: a bank
   *     debit, a dispute, a subscription of any age that is not over or has ended since.
   * @param each told of each object; may take its time, as no connection waits meanwhile
   */
  void list(Kind kind, Instant since, Consumer<Found> each);
}
