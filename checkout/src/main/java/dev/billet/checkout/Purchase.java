package dev.billet.checkout;

import java.util.Optional;

/** What a caller asks for, before the catalogue has put a price to it. */
public sealed interface Purchase {

  /**
   * A recurring plan.
   *
   * @param plan the plan's name in the catalogue; empty leaves the choice to the server: the
   *     organization's own plan, or else the default one
   */
  record Subscription(Optional<String> plan) implements Purchase {}

  /**
   * Bundles of credits at the catalogue's price.
   *
   * @param quantity how many bundles, at least one
   */
  record CreditBundles(int quantity) implements Purchase {}

  /**
   * Prepaid balance of an exact amount, in the catalogue's currency.
   *
   * @param minorUnits the amount in the currency's smallest unit
   */
  record BalanceTopUp(long minorUnits) implements Purchase {}
}
