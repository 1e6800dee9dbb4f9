package dev.billet.checkout.ledger;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What the provider says of one subscription of ours.
 *
 * @param id {@code sub_…}
 * @param organization the slug
 * @param contract the contract through which it was bought
 * @param plan the plan's name in the catalogue; where the price is not in it any more, the name
 *     under which it was bought
 * @param status the provider's word
 * @param periodStart when the current period began
 * @param periodEnd when it ends
 * @param cancelAtPeriodEnd whether it ends with the current period
 * @param createdAt when it was created, by the provider's clock
 * @param asOf the moment, by the provider's clock and in whole seconds, of which this is the state
 * @param seen the version that the {@link Ledger} had before the provider was asked; empty where
 *     this comes from an event, which may be late
 */
public record SubscriptionFacts(
    String id,
    String organization,
    String contract,
    String plan,
    Status status,
    Instant periodStart,
    Instant periodEnd,
    boolean cancelAtPeriodEnd,
    Instant createdAt,
    Instant asOf,
    OptionalLong seen) {

  /** Stripe's subscription statuses, under Stripe's names. */
  public enum Status {
    INCOMPLETE,
    INCOMPLETE_EXPIRED,
    TRIALING,
    ACTIVE,
    PAST_DUE,
    CANCELED,
    UNPAID,
    PAUSED;

    /** Whether nothing follows: Stripe never revives such a subscription. */
    public boolean isOver() {
      return this == CANCELED || this == INCOMPLETE_EXPIRED;
    }

    /**
     * The status that Stripe calls by a name.
     *
     * @param name in lower case, as on the wire; empty where this version knows none of that name
     */
    public static Optional<Status> named(String name) {
      for (Status status : values()) {
        if (status.name().toLowerCase(java.util.Locale.ROOT).equals(name)) {
          return Optional.of(status);
        }
      }
      return Optional.empty();
    }
  }
}
