package dev.billet.checkout.ledger;

import dev.billet.checkout.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * What the provider says of one checkout session of ours.
 *
 * @param session the id: {@code cs_…}
 * @param order what it is for
 * @param state how far it got
 * @param total what the buyer is charged; empty where the provider does not say
 * @param subtotal what the line items come to before discounts and taxes; likewise
 * @param paymentIntent the id ({@code pi_…}) of its payment, once there is one
 * @param subscription the id ({@code sub_…}) of what it started, once there is one
 * @param createdAt when it was created, by the provider's clock
 */
public record CheckoutFacts(
    String session,
    Order order,
    State state,
    Optional<Money> total,
    Optional<Money> subtotal,
    Optional<String> paymentIntent,
    Optional<String> subscription,
    Instant createdAt) {

  /**
   * How far a session got. Only ever goes forward: open, then pending or one of the ends; pending,
   * then paid or failed.
   */
  public enum State {
    /** The buyer may still pay. */
    OPEN,
    /** The buyer has done all; the money is under way, as with a bank debit. */
    PENDING,
    /** The money has come, or none was due. */
    PAID,
    /** The money was under way and did not come. */
    FAILED,
    /** Nobody paid in time. */
    EXPIRED;

    /** Whether the buyer can do nothing more with the page. */
    public boolean isOver() {
      return this != OPEN;
    }

    /**
     * What is known once both are: news may arrive in any order.
     *
     * @param told what is told now
     * @return the one of the two that got further
     */
    public State and(State told) {
      return told == PAID || told.rank() > rank() ? told : this;
    }

    private int rank() {
      return switch (this) {
        case OPEN -> 0;
        case PENDING -> 1;
        case PAID, FAILED, EXPIRED -> 2;
      };
    }
  }
}
