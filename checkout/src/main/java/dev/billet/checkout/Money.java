package dev.billet.checkout;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An exact amount.
 *
 * @param minorUnits the amount in the currency's smallest unit: cents for {@code usd}, yen for
 *     {@code jpy}
 * @param currency the ISO 4217 code in lower case, as Stripe writes it
 */
public record Money(long minorUnits, String currency) {

  private static final Pattern CODE = Pattern.compile("[a-z]{3}");

  public Money {
    currency = currency.toLowerCase(Locale.ROOT);
    if (!CODE.matcher(currency).matches()) {
      throw new IllegalArgumentException("not an ISO 4217 currency code: " + currency);
    }
  }
}
