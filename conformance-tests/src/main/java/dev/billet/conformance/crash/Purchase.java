package dev.billet.conformance.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Something that a buyer sets out to buy, and what will become of it.
 *
 * @param number its place in the run, from 0
 * @param tenant for whom
 * @param goods what
 * @param quantity how many bundles of credits, or how much balance in cents
 * @param fate what will become of it
 * @param later whether what follows the payment happens only when everything has been bought
 * @param returns whether the buyer lands on a page that asks how the checkout stands
 */
record Purchase(
    int number,
    Tenant tenant,
    Goods goods,
    int quantity,
    Fate fate,
    boolean later,
    boolean returns) {

  static final int CREDITS_PER_BUNDLE = 25_000;

  /** What the sandbox's price of that name costs for a bundle, in cents. */
  static final int CENTS_PER_BUNDLE = 2_500;

  /** What is bought. */
  enum Goods {
    CREDITS,
    BALANCE
  }

  /** What becomes of a checkout; how often, in hundredths. */
  enum Fate {
    PAID(46),
    REFUNDED_IN_PART(10),
    REFUNDED_IN_PARTS(7),
    REFUNDED(8),
    DEBITED(9),
    DEBIT_FAILED(3),
    DISPUTED(4),
    DISPUTE_WON(3),
    ABANDONED(7),
    EXPIRED(3);

    private final int share;

    Fate(int share) {
      this.share = share;
    }

    /** Whether money comes, even if it goes again. */
    boolean isPaid() {
      return this != DEBIT_FAILED && this != ABANDONED && this != EXPIRED;
    }

    private static Fate draw(Random random) {
      int left = random.nextInt(100);
      for (Fate fate : values()) {
        left -= fate.share;
        if (left < 0) {
          return fate;
        }
      }
      throw new IllegalStateException("the shares are not a hundred");
    }
  }

  /** Draws as many as are asked for. */
  static List<Purchase> draw(int number, List<Tenant> tenants, Random random) {
    List<Purchase> purchases = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      Goods goods = random.nextBoolean() ? Goods.CREDITS : Goods.BALANCE;
      purchases.add(
          new Purchase(
              i,
              tenants.get(random.nextInt(tenants.size())),
              goods,
              goods == Goods.CREDITS ? 1 + random.nextInt(10) : 500 + random.nextInt(20_000),
              Fate.draw(random),
              random.nextInt(3) == 0,
              random.nextInt(3) == 0));
    }
    return List.copyOf(purchases);
  }

  /** What has to be paid for it, in cents. */
  long price() {
    return goods == Goods.CREDITS ? (long) quantity * CENTS_PER_BUNDLE : quantity;
  }

  /** What its organization gets for that: credits, or cents of balance. */
  long grant() {
    return goods == Goods.CREDITS ? (long) quantity * CREDITS_PER_BUNDLE : quantity;
  }
}
