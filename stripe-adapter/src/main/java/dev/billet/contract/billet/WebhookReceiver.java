package dev.billet.contract.billet;

import dev.billet.checkout.ledger.Inbox;

/** Takes what Stripe sends. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface WebhookReceiver {

  /**
   * Verifies an event and stores it; once this has returned, it survives whatever happens.
   *
   * @param body the bytes as they came, at most 256 KiB; they may be no text at all
   * @param signature the value of {@code Stripe-Signature}, good or not
   * @throws dev.billet.checkout.CheckoutException {@link
   *     dev.billet.checkout.Failure.Kind#BAD_SIGNATURE} where nobody who knows our secret has
   *     signed it, {@link dev.billet.checkout.Failure.Kind#UNAVAILABLE} where it cannot be stored
   */
  Inbox.Receipt receive(byte[] body, String signature);
}
