package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.Currencies;
import java.util.Map;

/**
 * What a price is in other currencies than its own. Kept beside the price, which shows it only
 * where a client expands it.
 */
final class CurrencyOptions {

  private static final String KEPT = "price.currency_options";
  private static final String PARAM = "currency_options";

  private static final Template SHAPE =
      Template.of(
          """
          {"custom_unit_amount": null, "tax_behavior": "unspecified", "unit_amount": null,
           "unit_amount_decimal": null}
          """);

  private CurrencyOptions() {}

  /**
   * Keeps what was given for a price; what is there for other currencies stays, and an empty value
   * unsets all.
   *
   * @param at where the parameters are, for a message; empty at the top
   */
  static void set(Call call, ObjectNode price, ObjectNode params, String at) {
    JsonNode given = params.get(PARAM);
    if (given == null) {
      return;
    }
    ObjectNode kept = JsonParams.empty();
    kept.set("id", price.get("id"));
    ObjectNode options = kept.putObject("options");
    if (given instanceof ObjectNode changes) {
      options.setAll(kept(call.account(), price));
      for (Map.Entry<String, JsonNode> one : changes.properties()) {
        String name = (at.isEmpty() ? PARAM : at + "[" + PARAM + "]") + "[" + one.getKey() + "]";
        if (!Currencies.isSupported(one.getKey())) {
          throw ApiError.invalid(name, "Invalid currency: " + one.getKey());
        }
        options.set(one.getKey(), option((ObjectNode) one.getValue(), name));
      }
    }
    call.table(KEPT).put(kept);
  }

  /** Returns what a price's {@code currency_options} expand to: its own currency is one of them. */
  static ObjectNode of(Account account, ObjectNode price) {
    ObjectNode all = JsonParams.empty();
    ObjectNode own = SHAPE.create();
    JsonParams.copy(
        price, own, "custom_unit_amount", "tax_behavior", "unit_amount", "unit_amount_decimal");
    all.set(price.get("currency").textValue(), own);
    all.setAll(kept(account, price));
    return all;
  }

  /** Returns a price as it is in a currency; as it is anyway where it has none for that. */
  static ObjectNode in(Call call, ObjectNode price, String currency) {
    if (!(kept(call.account(), price).get(currency) instanceof ObjectNode option)) {
      return price;
    }
    ObjectNode converted = price.deepCopy().put("currency", currency);
    JsonParams.copy(option, converted, "unit_amount", "unit_amount_decimal");
    return converted;
  }

  private static ObjectNode kept(Account account, ObjectNode price) {
    ObjectNode kept = account.table(KEPT).find(price.get("id").textValue());
    return kept == null ? JsonParams.empty() : JsonParams.object(kept, "options");
  }

  private static ObjectNode option(ObjectNode given, String at) {
    ObjectNode option = SHAPE.create();
    Amounts.setUnitAmount(option, given, at);
    JsonParams.copy(given, option, "tax_behavior");
    ObjectNode custom = Prices.CUSTOM_AMOUNT.complete(given.get("custom_unit_amount"));
    if (custom != null && custom.remove("enabled").asBoolean()) {
      option.set("custom_unit_amount", custom);
    }
    return option;
  }
}
