package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.bool;
import static dev.billet.sandbox.wire.Params.currency;
import static dev.billet.sandbox.wire.Params.integer;
import static dev.billet.sandbox.wire.Params.map;
import static dev.billet.sandbox.wire.Params.metadata;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.range;
import static dev.billet.sandbox.wire.Params.string;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.Metadata;
import dev.billet.sandbox.wire.ObjectParam;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** {@code /v1/shipping_rates}: what sending something costs, and how long it takes. */
final class ShippingRates {

  static final String OBJECT = "shipping_rate";

  private static final String PATH = "/v1/shipping_rates";
  private static final String ID = "shipping_rate_token";

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "shipping_rate", "active": true, "created": 0,
           "delivery_estimate": null, "display_name": null, "livemode": false, "metadata": {},
           "tax_behavior": "unspecified", "tax_code": null, "type": "fixed_amount"}
          """);

  private static final Template ESTIMATE = Template.of("{\"maximum\": null, \"minimum\": null}");

  private static final ObjectParam BOUND =
      object()
          .required("unit", oneOf("business_day", "day", "hour", "month", "week"))
          .required("value", integer(1, Integer.MAX_VALUE));

  /** What a rate is made of, alone or along with a session. */
  static final ObjectParam DATA =
      object()
          .optional(
              "delivery_estimate", object().optional("maximum", BOUND).optional("minimum", BOUND))
          .required("display_name", string(100))
          .optional(
              "fixed_amount",
              object()
                  .required("amount", Prices.UNIT_AMOUNT)
                  .required("currency", currency())
                  .optional(
                      "currency_options",
                      map(
                          object()
                              .required("amount", Prices.UNIT_AMOUNT)
                              .optional("tax_behavior", Prices.TAX_BEHAVIOR))))
          .optional("metadata", metadata())
          .optional("tax_behavior", Prices.TAX_BEHAVIOR)
          .optional("tax_code", string())
          .optional("type", oneOf("fixed_amount"));

  private static final ObjectParam UPDATE =
      object()
          .optional("active", bool())
          .optional(
              "fixed_amount",
              object()
                  .optional(
                      "currency_options",
                      map(
                          object()
                              .optional("amount", Prices.UNIT_AMOUNT)
                              .optional("tax_behavior", Prices.TAX_BEHAVIOR))))
          .optional("metadata", metadata())
          .optional("tax_behavior", Prices.TAX_BEHAVIOR);

  private static final ObjectParam LIST =
      Lists.paged(
          object()
              .optional("active", bool())
              .optional("created", range())
              .optional("currency", currency()));

  private ShippingRates() {}

  static List<Operation> operations() {
    String one = PATH + "/{id}";
    return List.of(
        Operation.post(PATH, OBJECT, DATA, call -> create(call, call.params(), "fixed_amount")),
        Operation.get(PATH, "list:" + OBJECT, LIST, ShippingRates::page),
        Operation.get(one, OBJECT, object(), call -> call.found(OBJECT, ID)),
        Operation.post(one, OBJECT, UPDATE, ShippingRates::update));
  }

  /**
   * Creates one.
   *
   * @param at the name of the parameter with the amount
   */
  static ObjectNode create(Call call, ObjectNode params, String at) {
    if (!params.has("fixed_amount")) {
      throw ApiError.missing(at);
    }
    ObjectNode rate = SHAPE.create();
    rate.put("id", call.ids().next("shr_1")).put("created", call.now());
    JsonParams.copy(params, rate, "display_name", "tax_behavior", "tax_code");
    if (params.has("delivery_estimate")) {
      rate.set("delivery_estimate", ESTIMATE.complete(params.get("delivery_estimate")));
    }
    ObjectNode amount = JsonParams.object(params, "fixed_amount").deepCopy();
    setOptions(amount, JsonParams.object(amount, "currency_options"));
    rate.set("fixed_amount", amount);
    rate.set("metadata", Metadata.initial(params.get("metadata")));
    call.table(OBJECT).put(rate);
    return rate;
  }

  /**
   * Returns what a rate costs in a currency.
   *
   * @throws ApiError 400 where it is not for that currency
   */
  static long amount(ObjectNode rate, String currency, String at) {
    JsonNode amount = rate.path("fixed_amount");
    if (amount.path("currency").asText().equals(currency)) {
      return amount.path("amount").longValue();
    }
    JsonNode option = amount.path("currency_options").path(currency);
    if (option.isObject()) {
      return option.path("amount").longValue();
    }
    throw ApiError.invalid(
        at,
        "The shipping rate specified only supports `%s`. This doesn't match the expected currency: `%s`."
            .formatted(amount.path("currency").asText(), currency));
  }

  private static ObjectNode update(Call call) {
    ObjectNode rate = call.found(OBJECT, ID).deepCopy();
    ObjectNode params = call.params();
    JsonParams.copy(params, rate, "active", "tax_behavior");
    ObjectNode options =
        JsonParams.object(JsonParams.object(params, "fixed_amount"), "currency_options");
    setOptions((ObjectNode) rate.get("fixed_amount"), options);
    rate.set("metadata", Metadata.merge((ObjectNode) rate.get("metadata"), params.get("metadata")));
    call.table(OBJECT).put(rate);
    return rate;
  }

  private static void setOptions(ObjectNode amount, ObjectNode given) {
    if (given.isEmpty()) {
      return;
    }
    ObjectNode options = amount.withObjectProperty("currency_options");
    for (Map.Entry<String, JsonNode> one : given.properties()) {
      ObjectNode option = JsonParams.empty().put("tax_behavior", "unspecified").put("amount", 0);
      if (options.get(one.getKey()) instanceof ObjectNode known) {
        option.setAll(known);
      }
      option.setAll((ObjectNode) one.getValue());
      options.set(one.getKey(), option);
    }
  }

  private static ObjectNode page(Call call) {
    String currency = call.text("currency");
    Predicate<ObjectNode> priced =
        rate ->
            currency == null
                || rate.path("fixed_amount").path("currency").asText().equals(currency);
    return Lists.page(
        call,
        OBJECT,
        PATH,
        priced.and(Lists.equal(call, "active")).and(Lists.within(call, "created")));
  }
}
