package dev.billet.sandbox.api;

import org.jspecify.annotations.Nullable;

/**
 * What one of Stripe's test payment methods does when it is used.
 *
 * @param key by which it is found again: a test card's number, or a test bank account's
 * @param challenge whether its issuer asks the buyer to authenticate
 * @param decline why it does not pay, as {@link Decline#named} knows it; null where it pays
 * @param afterwards what comes of the payment later
 * @param delay seconds until a bank has decided; 0 for cards, which are decided at once
 */
record TestMethod(
    String key, Challenge challenge, @Nullable String decline, Afterwards afterwards, long delay) {

  /** When the issuer asks the buyer to authenticate. */
  enum Challenge {
    NEVER,
    /** At every payment. */
    ALWAYS,
    /** Unless it was authenticated while it was saved, and the buyer is not there. */
    UNLESS_SET_UP,
    /** While the buyer is there; it counts as saved with authentication. */
    ON_SESSION
  }

  /** What comes of a payment that succeeded. */
  enum Afterwards {
    NOTHING,
    /** The money is there at once. */
    AVAILABLE,
    /** It can be saved, and then does not pay. */
    SAVED_FIRST,
    DISPUTED_FRAUDULENT,
    DISPUTED_NOT_RECEIVED,
    INQUIRED,
    /** Its refund takes a while. */
    REFUND_PENDING,
    /** Its refund is sent back after a while. */
    REFUND_FAILS
  }

  boolean isDelayed() {
    return delay > 0;
  }

  /** Returns whether saving it is refused, as its payments are. */
  boolean isRefusedWhenSaved() {
    return decline != null
        && !isDelayed()
        && afterwards != Afterwards.SAVED_FIRST
        && challenge == Challenge.NEVER;
  }
}
