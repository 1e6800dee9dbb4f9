package dev.billet.checkout.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an organization has. Every number is the sum of entries, made when it was asked for.
 *
 * @param organization the slug
 * @param credits credits; negative where more went back than was left
 * @param balances prepaid balance, one for each currency in which there ever was any, in the order
 *     of their codes; may be negative likewise
 * @param subscription its subscription: the latest that is not over, else the latest
 */
public record Account(
    String organization,
    long credits,
    List<dev.billet.checkout.Money> balances,
    Optional<Subscription> subscription) {

  public Account {
    balances = List.copyOf(balances);
  }

  /**
   * A subscription as the ledger knows it.
   *
   * @param id {@code sub_…}
   * @param plan the plan's name
   * @param status Stripe's word for how it stands
   * @param cancelAtPeriodEnd whether it ends with the current period
   */
  public record Subscription(
      String id,
      String plan,
      SubscriptionFacts.Status status,
      Instant periodStart,
      Instant periodEnd,
      boolean cancelAtPeriodEnd) {}
}
