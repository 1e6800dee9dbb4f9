package dev.billet.checkout.ledger;

import dev.billet.checkout.Money;

/**
 * What a checkout was for, as its metadata at the provider says.
 *
 * @param organization the slug
 * @param contract the contract through which it was bought
 * @param goods what was bought
 */
public record Order(String organization, String contract, Goods goods) {

  /** What was bought. */
  public sealed interface Goods {

    /**
     * A seat of a plan.
     *
     * @param name the plan's name in the catalogue
     */
    record Plan(String name) implements Goods {}

    /**
     * Bundles of credits.
     *
     * @param bundles how many bundles, at least one
     * @param credits how many credits those hold altogether, at least one
     */
    record Credits(int bundles, long credits) implements Goods {}

    /**
     * Prepaid balance.
     *
     * @param amount what is credited, and what must have been paid for it
     */
    record Balance(Money amount) implements Goods {}
  }
}
