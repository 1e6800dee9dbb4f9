package dev.billet.fulfilment;

import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.Failure.Kind;
import dev.billet.checkout.ledger.Inbox;
import dev.billet.stripe.StripeEvents;
import org.jspecify.annotations.Nullable;

/**
 * Receives Stripe's webhooks. Safe for use by many threads; takes one write to the inbox, because a
 * buyer's browser may be waiting for the answer.
 */
public final class Webhooks {

  private final StripeEvents events;
  private final Inbox inbox;
  private final Runnable wake;

  /**
   * A receiver.
   *
   * @param wake told that there is something in the inbox: {@link InboxWorker#wake}
   */
  public Webhooks(StripeEvents events, Inbox inbox, Runnable wake) {
    this.events = events;
    this.inbox = inbox;
    this.wake = wake;
  }

  /**
   * Verifies an event and stores it. Once this has returned, the event is not lost.
   *
   * @param body the bytes as they came
   * @param signature the {@code Stripe-Signature} header; null where there is none
   * @throws CheckoutException of {@link Kind#BAD_SIGNATURE}, {@link Kind#MALFORMED_BODY} or {@link
   *     Kind#INVALID_REQUEST} where it is no event of Stripe's; of {@link Kind#UNAVAILABLE} where
   *     it cannot be stored, so that Stripe sends it again
   */
  public Inbox.Receipt receive(byte[] body, @Nullable String signature) {
    StripeEvents.Verified verified = events.verify(body, signature);
    Inbox.Receipt receipt = inbox.receive(verified.event(), verified.concernsUs());
    if (receipt == Inbox.Receipt.RECEIVED) {
      wake.run();
    }
    return receipt;
  }
}
