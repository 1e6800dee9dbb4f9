package dev.billet.checkout.ledger;

import dev.billet.checkout.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the provider says of money that came: for a checkout session of credits or balance, or for
 * an invoice of a subscription.
 *
 * @param source the id of what was paid: {@code cs_…} or {@code in_…}
 * @param order what it was for
 * @param paid what was paid
 * @param paymentIntent the id ({@code pi_…}) of the payment; empty where no money moved
 * @param reversals what has gone back, or may yet come again; everything the provider knows of when
 *     {@code complete}, else possibly nothing
 * @param complete whether the reversals were asked for, so that none is missing
 * @param at when it was paid or created, by the provider's clock
 */
public record PaymentFacts(
    String source,
    Order order,
    Money paid,
    Optional<String> paymentIntent,
    List<Reversal> reversals,
    boolean complete,
    Instant at) {

  public PaymentFacts {
    reversals = List.copyOf(reversals);
  }

  /**
   * Money that goes back.
   *
   * @param id the id: {@code re_…} or {@code du_…} ({@code dp_…} on older accounts)
   * @param kind how it goes back
   * @param amount how much, never negative
   * @param standing whether it is gone: a refund that is on its way or has arrived, a dispute whose
   *     money has been withdrawn. False once it came again: a refund that failed, a dispute that
   *     was won.
   * @param at when it was created, by the provider's clock
   */
  public record Reversal(String id, Kind kind, Money amount, boolean standing, Instant at) {

    /** How money goes back. */
    public enum Kind {
      REFUND,
      DISPUTE
    }
  }
}
