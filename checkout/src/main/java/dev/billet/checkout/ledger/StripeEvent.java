package dev.billet.checkout.ledger;

import java.time.Instant;

/**
 * An event whose signature was found good.
 *
 * @param id {@code evt_…}
 * @param type such as {@code checkout.session.completed}
 * @param createdAt when it happened, by Stripe's clock
 * @param payload the body as it came, byte for byte, as UTF-8
 */
public record StripeEvent(String id, String type, Instant createdAt, String payload) {

  /** Everything but the payload, which holds a buyer's data. */
  @Override
  public String toString() {
    return "StripeEvent[" + id + ", " + type + ", " + createdAt + "]";
  }
}
