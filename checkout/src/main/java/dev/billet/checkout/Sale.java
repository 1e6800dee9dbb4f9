package dev.billet.checkout;

/** A purchase with the catalogue's price to it: what the payment provider is asked to sell. */
public sealed interface Sale {

  /**
   * The configuration key a price came from, for the log when the provider knows no such price.
   *
   * @return for example {@code billet.catalogue.plans.pro.price}
   */
  String catalogueKey();

  /**
   * One seat of a recurring plan.
   *
   * @param plan the plan's name in the catalogue
   * @param price the id of its recurring Stripe Price
   */
  record PlanSale(String plan, String price) implements Sale {
    @Override
    public String catalogueKey() {
      return "billet.catalogue.plans." + plan + ".price";
    }
  }

  /**
   * Bundles of credits.
   *
   * @param price the id of the one-time Stripe Price of one bundle
   * @param bundles how many bundles
   * @param credits how many credits those bundles hold altogether
   */
  record CreditSale(String price, int bundles, long credits) implements Sale {
    @Override
    public String catalogueKey() {
      return "billet.catalogue.credits.price";
    }
  }

  /**
   * Prepaid balance.
   *
   * @param amount what is paid, and what is credited
   * @param name what the buyer reads on the checkout page
   */
  record BalanceSale(Money amount, String name) implements Sale {
    @Override
    public String catalogueKey() {
      return "billet.catalogue.balance";
    }
  }
}
