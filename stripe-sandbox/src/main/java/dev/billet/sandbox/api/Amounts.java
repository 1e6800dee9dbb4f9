package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.Currencies;
import dev.billet.sandbox.wire.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Amounts of prices and sessions: from a unit's price to what is charged, and its limits. */
final class Amounts {

  private Amounts() {}

  /** Sets both forms of a price's unit amount from whichever was given. */
  static void setUnitAmount(ObjectNode price, ObjectNode params, String at) {
    JsonNode whole = params.get("unit_amount");
    JsonNode decimal = params.get("unit_amount_decimal");
    if (whole != null && whole.isNumber()) {
      price.put("unit_amount", whole.longValue());
      price.put("unit_amount_decimal", Long.toString(whole.longValue()));
    } else if (decimal != null && decimal.isTextual()) {
      BigDecimal value = new BigDecimal(decimal.textValue()).stripTrailingZeros();
      if (value.signum() < 0 || value.compareTo(BigDecimal.valueOf(Prices.MAX_UNIT_AMOUNT)) > 0) {
        throw ApiError.invalid(
            at.isEmpty() ? "unit_amount_decimal" : at + "[unit_amount_decimal]",
            "Invalid decimal: " + decimal.textValue());
      }
      price.put("unit_amount_decimal", value.toPlainString());
      if (value.scale() <= 0) {
        price.put("unit_amount", value.longValueExact());
      }
    }
  }

  /** Returns what so many of a price cost, in minor units, rounded half up as Stripe does. */
  static long of(Call call, ObjectNode price, long quantity) {
    return price.path("billing_scheme").asText().equals("tiered")
        ? rounded(Tiers.amount(call.account(), price, packages(price, quantity)))
        : of(price, quantity);
  }

  /** As the other, for a price that is the same for any quantity. */
  static long of(ObjectNode price, long quantity) {
    String unit = price.get("unit_amount_decimal").textValue();
    if (unit == null) {
      return 0;
    }
    BigDecimal amount =
        new BigDecimal(unit).multiply(BigDecimal.valueOf(packages(price, quantity)));
    return rounded(amount);
  }

  private static long rounded(BigDecimal amount) {
    return amount
        .setScale(0, RoundingMode.HALF_UP)
        .min(BigDecimal.valueOf(Long.MAX_VALUE / 200))
        .longValueExact();
  }

  /** Some prices are for so many at a time, and what is begun counts whole or not at all. */
  private static long packages(ObjectNode price, long quantity) {
    if (!(price.get("transform_quantity") instanceof ObjectNode transform)) {
      return quantity;
    }
    long size = transform.get("divide_by").longValue();
    boolean up = transform.get("round").textValue().equals("up");
    return up ? (quantity + size - 1) / size : quantity / size;
  }

  /** Refuses an amount that is too large for one charge. */
  static void checkCharge(long amount, String currency) {
    if (amount > Currencies.MAX_CHARGE) {
      throw ApiError.invalid(
          null,
          "amount_too_large",
          "Amount must be no more than "
              + Money.format(Currencies.MAX_CHARGE, currency)
              + " "
              + currency);
    }
  }

  /** Refuses a total that cannot be charged; nothing due is fine. */
  static void checkTotal(long total, String currency) {
    if (total > Currencies.MAX_CHARGE) {
      throw ApiError.invalid(
          null,
          "amount_too_large",
          "The Checkout Session's total amount due must be no more than "
              + Money.format(Currencies.MAX_CHARGE, currency)
              + " "
              + currency);
    }
    long minimum = Currencies.minimumCharge(currency);
    if (total > 0 && total < minimum) {
      throw ApiError.invalid(
          null,
          "amount_too_small",
          "The Checkout Session's total amount due must add up to at least "
              + Money.format(minimum, currency)
              + " "
              + currency);
    }
  }
}
