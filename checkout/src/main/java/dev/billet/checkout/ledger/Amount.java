package dev.billet.checkout.ledger;

import dev.billet.checkout.Money;
import java.util.Optional;

/**
 * So much of something an organization has; may be negative.
 *
 * @param asset what it is
 * @param value in minor units of the currency, or in credits
 * @param currency the ISO 4217 code in lower case; empty for credits, and for nothing else
 */
public record Amount(Asset asset, long value, Optional<String> currency) {

  /** What can be counted. */
  public enum Asset {
    /** Money that was paid to the vendor. */
    PAYMENTS,
    /** Prepaid balance. */
    BALANCE,
    /** Credits. */
    CREDITS
  }

  public Amount {
    if ((asset == Asset.CREDITS) != currency.isEmpty()) {
      throw new IllegalArgumentException("money has a currency and credits have none");
    }
  }

  /** Money that was paid. */
  public static Amount paid(Money money) {
    return new Amount(Asset.PAYMENTS, money.minorUnits(), Optional.of(money.currency()));
  }

  /** Prepaid balance. */
  public static Amount balance(Money money) {
    return new Amount(Asset.BALANCE, money.minorUnits(), Optional.of(money.currency()));
  }

  /** Credits. */
  public static Amount credits(long credits) {
    return new Amount(Asset.CREDITS, credits, Optional.empty());
  }

  /** The same thing, another number of it. */
  public Amount withValue(long other) {
    return new Amount(asset, other, currency);
  }
}
