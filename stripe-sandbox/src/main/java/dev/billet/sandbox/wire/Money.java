package dev.billet.sandbox.wire;

import java.math.BigDecimal;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.Locale;

/** Amounts as a person reads them. */
public final class Money {

  private Money() {}

  /** Returns an amount in minor units as text, such as {@code $12.50} or {@code ¥1,250}. */
  public static String format(long amount, String currency) {
    return format(BigDecimal.valueOf(amount), currency);
  }

  /** Returns an amount that may be a fraction of a minor unit as text, such as {@code $0.0025}. */
  public static String format(BigDecimal amount, String currency) {
    int digits = Currencies.fractionDigits(currency);
    NumberFormat format = NumberFormat.getCurrencyInstance(Locale.US);
    String code = currency.toUpperCase(Locale.ROOT);
    try {
      format.setCurrency(Currency.getInstance(code));
    } catch (IllegalArgumentException e) {
      // Stripe keeps a few codes that ISO has dropped: the code itself is the symbol then.
      java.text.DecimalFormat decimal = (java.text.DecimalFormat) format;
      DecimalFormatSymbols symbols = decimal.getDecimalFormatSymbols();
      symbols.setCurrencySymbol(code);
      decimal.setDecimalFormatSymbols(symbols);
    }
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits + 12);
    return format.format(amount.movePointLeft(digits));
  }
}
