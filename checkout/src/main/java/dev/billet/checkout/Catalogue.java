package dev.billet.checkout;

import java.util.Map;
import java.util.Optional;

/**
 * What is sold, and at which Stripe Price. The only source of prices: nothing a caller sends can
 * change one.
 *
 * @param plans the id of the recurring Stripe Price, by plan name
 * @param defaultPlan the plan of an organization that has none of its own; one of {@code plans}
 * @param credits how credits are sold
 * @param balance how prepaid balance is sold
 */
public record Catalogue(
    Map<String, String> plans, String defaultPlan, Credits credits, Balance balance) {

  /**
   * How credits are sold.
   *
   * @param price the id of the one-time Stripe Price of one bundle
   * @param perBundle how many credits a bundle holds
   */
  public record Credits(String price, long perBundle) {}

  /**
   * How prepaid balance is sold.
   *
   * @param currency the ISO 4217 code in lower case
   * @param name what the buyer reads on the checkout page
   * @param minimum the smallest amount in minor units
   * @param maximum the largest amount in minor units
   */
  public record Balance(String currency, String name, long minimum, long maximum) {}

  public Catalogue {
    plans = Map.copyOf(plans);
    if (!plans.containsKey(defaultPlan)) {
      throw new IllegalArgumentException(
          "the default plan is not in the catalogue: " + defaultPlan);
    }
  }

  /**
   * Puts the price to a purchase.
   *
   * @throws CheckoutException {@link Failure.Kind#UNKNOWN_PLAN} where the caller chose a plan that
   *     is not sold, {@link Failure.Kind#NOT_SELLABLE} where this organization may not buy it,
   *     {@link Failure.Kind#INVALID_REQUEST} where the amount is out of bounds
   */
  Sale price(Purchase purchase, Organization organization) {
    if (purchase instanceof Purchase.Subscription subscription) {
      return plan(subscription.plan(), organization);
    }
    if (purchase instanceof Purchase.CreditBundles bundles) {
      return credits(bundles.quantity(), organization);
    }
    return balance(((Purchase.BalanceTopUp) purchase).minorUnits());
  }

  private Sale plan(Optional<String> chosen, Organization organization) {
    String plan =
        chosen.orElseGet(() -> organization.plan().filter(plans::containsKey).orElse(defaultPlan));
    String price = plans.get(plan);
    if (price == null) {
      throw new CheckoutException(Failure.of(Failure.Kind.UNKNOWN_PLAN, "Plan not found"));
    }
    return new Sale.PlanSale(plan, price);
  }

  private Sale credits(int quantity, Organization organization) {
    if (!organization.mayBuyCredits()) {
      throw new CheckoutException(
          Failure.of(Failure.Kind.NOT_SELLABLE, "This organization cannot buy credits"));
    }
    return new Sale.CreditSale(
        credits.price(), quantity, Math.multiplyExact(quantity, credits.perBundle()));
  }

  private Sale balance(long minorUnits) {
    if (minorUnits < balance.minimum() || minorUnits > balance.maximum()) {
      throw new CheckoutException(
          Failure.onField(
              Failure.Kind.INVALID_REQUEST,
              Failure.Field.AMOUNT,
              "must be from " + balance.minimum() + " to " + balance.maximum()));
    }
    return new Sale.BalanceSale(new Money(minorUnits, balance.currency()), balance.name());
  }
}
