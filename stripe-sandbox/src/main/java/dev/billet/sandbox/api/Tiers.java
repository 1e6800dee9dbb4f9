package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account;
import dev.billet.sandbox.wire.ApiError;
import java.math.BigDecimal;
import java.util.Map;

/**
 * The tiers of prices that depend on how many are bought. They are kept beside the price, which
 * shows them only where they are expanded.
 */
final class Tiers {

  private static final String TABLE = "price.tiers";

  private static final Template SHAPE =
      Template.of(
          """
          {"flat_amount": null, "flat_amount_decimal": null, "unit_amount": null,
           "unit_amount_decimal": null, "up_to": null}
          """);

  private Tiers() {}

  /** Keeps a price's tiers, which have to rise and to leave no quantity without a tier. */
  static void keep(Call call, String price, JsonNode given) {
    ObjectNode kept = JsonParams.empty().put("id", price);
    ArrayNode tiers = kept.putArray("tiers");
    long before = 0;
    for (int i = 0; i < given.size(); i++) {
      JsonNode upTo = given.get(i).get("up_to");
      boolean last = i == given.size() - 1;
      if (last != upTo.isNull()) {
        throw ApiError.invalid(
            "tiers[" + i + "][up_to]", "The last tier, and only that, must have `up_to` as `inf`.");
      }
      if (!last && upTo.longValue() <= before) {
        throw ApiError.invalid(
            "tiers[" + i + "][up_to]", "The tiers' `up_to` must rise from tier to tier.");
      }
      before = upTo.asLong();
      tiers.add(shape((ObjectNode) given.get(i)));
    }
    call.table(TABLE).put(kept);
  }

  /** Returns the tiers of a price, none where it is the same for any quantity. */
  static JsonNode of(Account account, ObjectNode price) {
    ObjectNode kept = account.table(TABLE).find(price.get("id").textValue());
    return kept == null ? JsonParams.empty().arrayNode() : kept.get("tiers");
  }

  /** Returns what so many cost, in minor units that may have a fraction. */
  static BigDecimal amount(Account account, ObjectNode price, long quantity) {
    boolean graduated = price.path("tiers_mode").asText().equals("graduated");
    BigDecimal sum = BigDecimal.ZERO;
    long begin = 0;
    for (JsonNode tier : of(account, price)) {
      long end = tier.get("up_to").asLong(Long.MAX_VALUE);
      boolean within = quantity <= end;
      if (graduated) {
        long inTier = Math.min(quantity, end) - begin;
        sum = sum.add(decimal(tier, "flat_amount")).add(units(tier, inTier));
      } else if (within) {
        sum = decimal(tier, "flat_amount").add(units(tier, quantity));
      }
      if (within) {
        break;
      }
      begin = end;
    }
    return sum;
  }

  private static BigDecimal units(JsonNode tier, long quantity) {
    return decimal(tier, "unit_amount").multiply(BigDecimal.valueOf(quantity));
  }

  private static BigDecimal decimal(JsonNode tier, String name) {
    JsonNode amount = tier.get(name + "_decimal");
    return amount.isTextual() ? new BigDecimal(amount.textValue()) : BigDecimal.ZERO;
  }

  /** Shows both forms of each amount, whichever was given. */
  private static ObjectNode shape(ObjectNode given) {
    ObjectNode tier = SHAPE.create();
    for (Map.Entry<String, JsonNode> entry : given.properties()) {
      tier.set(entry.getKey(), entry.getValue());
    }
    for (String name : new String[] {"flat_amount", "unit_amount"}) {
      String decimal = name + "_decimal";
      if (tier.get(name).isNumber()) {
        tier.put(decimal, tier.get(name).asText());
      } else if (tier.get(decimal).isTextual()) {
        BigDecimal value = new BigDecimal(tier.get(decimal).textValue()).stripTrailingZeros();
        tier.put(decimal, value.toPlainString());
        if (value.scale() <= 0) {
          tier.put(name, value.longValueExact());
        }
      }
    }
    return tier;
  }
}
