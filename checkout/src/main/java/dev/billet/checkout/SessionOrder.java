package dev.billet.checkout;

import java.util.Map;
import java.util.Optional;

/**
 * All that the payment provider is told about one session. Nothing in it depends on the time of
 * day, so the same request makes the same order again.
 *
 * @param organization the slug; travels as {@code client_reference_id}
 * @param customer the id of the organization's customer
 * @param customerKey where that id comes from, for the log when the provider knows no such customer
 * @param sale what is sold
 * @param returnUrls where the buyer's browser goes afterwards
 * @param metadata what {@link SessionMetadata} says of the purchase: enough to fulfil it
 * @param idempotencyKey the provider's idempotency key, where the caller gave one
 */
public record SessionOrder(
    String organization,
    String customer,
    String customerKey,
    Sale sale,
    ReturnUrls returnUrls,
    Map<String, String> metadata,
    Optional<String> idempotencyKey) {

  public SessionOrder {
    metadata = Map.copyOf(metadata);
  }

  /** The same order for another customer of the same organization. */
  SessionOrder forCustomer(String other) {
    return new SessionOrder(
        organization, other, customerKey, sale, returnUrls, metadata, idempotencyKey);
  }
}
