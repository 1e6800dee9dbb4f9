package dev.billet.checkout.ledger;

import java.util.Optional;

/**
 * What is to be booked at once, in one transaction. Parts that are absent say nothing.
 *
 * @param checkout of a session
 * @param payment of the money that came for a session or an invoice
 * @param subscription of a subscription
 */
public record Facts(
    Optional<CheckoutFacts> checkout,
    Optional<PaymentFacts> payment,
    Optional<SubscriptionFacts> subscription) {

  /** Facts of a session, and of its money where that has come. */
  public static Facts of(CheckoutFacts checkout, Optional<PaymentFacts> payment) {
    return new Facts(Optional.of(checkout), payment, Optional.empty());
  }

  /** Facts of money. */
  public static Facts of(PaymentFacts payment) {
    return new Facts(Optional.empty(), Optional.of(payment), Optional.empty());
  }

  /** Facts of one subscription. */
  public static Facts of(SubscriptionFacts subscription) {
    return new Facts(Optional.empty(), Optional.empty(), Optional.of(subscription));
  }
}
