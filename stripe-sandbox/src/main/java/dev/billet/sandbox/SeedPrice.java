package dev.billet.sandbox;

import org.jspecify.annotations.Nullable;

/**
 * A price, with the product it belongs to, that exists in the sandbox from its start.
 *
 * <p>Stripe assigns price ids itself, so a configuration can only name a price that somebody
 * created first. Seeding turns that round for tests and demonstrations: the id is chosen here.
 *
 * @param id the price's id, such as {@code price_pro}
 * @param productName the product's name, as the hosted page shows it
 * @param currency three-letter ISO code in lower case, such as {@code usd}
 * @param unitAmount the price of one, in the currency's minor unit; not negative
 * @param interval {@code day}, {@code week}, {@code month} or {@code year} for a recurring price,
 *     or null for a one-time price
 */
public record SeedPrice(
    String id, String productName, String currency, long unitAmount, @Nullable String interval) {

  /**
   * Checks what Stripe would check.
   *
   * @throws IllegalArgumentException if a component is empty, negative or unknown
   */
  public SeedPrice {
    if (!id.matches("[A-Za-z0-9_-]{1,255}")) {
      throw new IllegalArgumentException("not a price id: '" + id + "'");
    }
    if (productName.isBlank()) {
      throw new IllegalArgumentException("price " + id + " needs a product name");
    }
    if (!currency.matches("[a-z]{3}")) {
      throw new IllegalArgumentException("price " + id + " has no such currency: " + currency);
    }
    if (unitAmount < 0) {
      throw new IllegalArgumentException("price " + id + " has a negative amount");
    }
    if (interval != null && !interval.matches("day|week|month|year")) {
      throw new IllegalArgumentException("price " + id + " has no such interval: " + interval);
    }
  }
}
