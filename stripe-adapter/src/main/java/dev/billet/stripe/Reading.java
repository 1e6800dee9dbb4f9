package dev.billet.stripe;

import dev.billet.checkout.ledger.Facts;

/** What an event comes to. */
public sealed interface Reading {

  /**
   * Nothing is to be booked.
   *
   * @param why a few words for the log
   */
  record Nothing(String why) implements Reading {}

  /** The event itself says all there is to book. */
  record Told(Facts facts) implements Reading {}

  /** The event says that something happened, and Stripe has to be asked what. */
  record Ask(Question question) implements Reading {}
}
