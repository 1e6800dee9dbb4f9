package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.bool;
import static dev.billet.sandbox.wire.Params.currency;
import static dev.billet.sandbox.wire.Params.decimal;
import static dev.billet.sandbox.wire.Params.emptyable;
import static dev.billet.sandbox.wire.Params.integer;
import static dev.billet.sandbox.wire.Params.list;
import static dev.billet.sandbox.wire.Params.map;
import static dev.billet.sandbox.wire.Params.metadata;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.range;
import static dev.billet.sandbox.wire.Params.string;
import static dev.billet.sandbox.wire.Params.upTo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.Metadata;
import dev.billet.sandbox.wire.ObjectParam;
import dev.billet.sandbox.wire.Param;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /v1/prices}. */
final class Prices {

  static final String OBJECT = "price";

  /** The largest unit amount that Stripe stores; how much may be charged at once is less. */
  static final long MAX_UNIT_AMOUNT = 999_999_999_999L;

  private static final String PATH = "/v1/prices";

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "price", "active": true, "billing_scheme": "per_unit",
           "created": 0, "currency": null, "custom_unit_amount": null, "livemode": false,
           "lookup_key": null, "metadata": {}, "nickname": null, "product": null,
           "recurring": null, "tax_behavior": "unspecified", "tiers_mode": null,
           "transform_quantity": null, "type": "one_time", "unit_amount": null,
           "unit_amount_decimal": null}
          """);

  private static final Template RECURRING =
      Template.of(
          """
          {"interval": null, "interval_count": 1, "meter": null, "trial_period_days": null,
           "usage_type": "licensed"}
          """);

  static final Template CUSTOM_AMOUNT =
      Template.of("{\"maximum\": null, \"minimum\": null, \"preset\": null}");

  static final Param TAX_BEHAVIOR = oneOf("exclusive", "inclusive", "unspecified");
  static final Param INTERVAL = oneOf("day", "week", "month", "year");
  static final Param UNIT_AMOUNT = integer(0, MAX_UNIT_AMOUNT);

  /** Of a price made on the fly: how often it is paid. */
  static final ObjectParam SIMPLE_RECURRING =
      object().required("interval", INTERVAL).optional("interval_count", integer(1, 1095));

  private static final ObjectParam CUSTOM_UNIT_AMOUNT =
      object()
          .required("enabled", bool())
          .optional("maximum", integer(0, MAX_UNIT_AMOUNT))
          .optional("minimum", integer(0, MAX_UNIT_AMOUNT))
          .optional("preset", integer(0, MAX_UNIT_AMOUNT));

  private static final ObjectParam TIER =
      object()
          .optional("flat_amount", UNIT_AMOUNT)
          .optional("flat_amount_decimal", decimal())
          .optional("unit_amount", UNIT_AMOUNT)
          .optional("unit_amount_decimal", decimal())
          .required("up_to", upTo());

  private static final ObjectParam CURRENCY_OPTION =
      object()
          .optional("custom_unit_amount", CUSTOM_UNIT_AMOUNT)
          .optional("tax_behavior", TAX_BEHAVIOR)
          .optional("tiers", list(TIER))
          .optional("unit_amount", UNIT_AMOUNT)
          .optional("unit_amount_decimal", decimal());

  /** A product's first price, made with it. */
  static final ObjectParam DEFAULT_PRICE =
      object()
          .required("currency", currency())
          .optional("currency_options", map(CURRENCY_OPTION))
          .optional("custom_unit_amount", CUSTOM_UNIT_AMOUNT)
          .optional("metadata", metadata())
          .optional("recurring", SIMPLE_RECURRING)
          .optional("tax_behavior", TAX_BEHAVIOR)
          .optional("unit_amount", UNIT_AMOUNT)
          .optional("unit_amount_decimal", decimal())
          .exactlyOne("unit_amount", "unit_amount_decimal", "custom_unit_amount");

  private static final ObjectParam PRODUCT_DATA =
      object()
          .optional("active", bool())
          .optional("id", string())
          .optional("metadata", metadata())
          .required("name", string())
          .optional("statement_descriptor", string(22))
          .optional("tax_code", string())
          .optional("unit_label", string(12));

  private static final ObjectParam CREATE =
      object()
          .required("currency", currency())
          .optional("active", bool())
          .optional("billing_scheme", oneOf("per_unit", "tiered"))
          .optional("currency_options", map(CURRENCY_OPTION))
          .optional("custom_unit_amount", CUSTOM_UNIT_AMOUNT)
          .optional("lookup_key", string(200))
          .optional("metadata", metadata())
          .optional("nickname", string())
          .optional("product", string())
          .optional("product_data", PRODUCT_DATA)
          .optional(
              "recurring",
              SIMPLE_RECURRING
                  .optional("meter", string())
                  .optional("trial_period_days", integer(1, 730))
                  .optional("usage_type", oneOf("licensed", "metered")))
          .optional("tax_behavior", TAX_BEHAVIOR)
          .optional("tiers", list(TIER))
          .optional("tiers_mode", oneOf("graduated", "volume"))
          .optional("transfer_lookup_key", bool())
          .optional(
              "transform_quantity",
              object()
                  .required("divide_by", integer(1, 1_000_000))
                  .required("round", oneOf("up", "down")))
          .optional("unit_amount", UNIT_AMOUNT)
          .optional("unit_amount_decimal", decimal())
          .exactlyOne("product", "product_data")
          .exclusive("unit_amount", "unit_amount_decimal", "custom_unit_amount")
          .rule(Prices::requireAmountByScheme);

  private static final ObjectParam UPDATE =
      object()
          .optional("active", bool())
          .optional("currency_options", emptyable(map(CURRENCY_OPTION)))
          .optional("lookup_key", emptyable(string(200)))
          .optional("metadata", emptyable(metadata()))
          .optional("nickname", emptyable(string()))
          .optional("tax_behavior", TAX_BEHAVIOR)
          .optional("transfer_lookup_key", bool());

  private static final ObjectParam LIST =
      Lists.paged(
          object()
              .optional("active", bool())
              .optional("created", range())
              .optional("currency", currency())
              .optional("lookup_keys", list(string(), 10))
              .optional("product", string())
              .optional(
                  "recurring",
                  object()
                      .optional("interval", INTERVAL)
                      .optional("meter", string())
                      .optional("usage_type", oneOf("licensed", "metered")))
              .optional("type", oneOf("one_time", "recurring")));

  private Prices() {}

  static List<Operation> operations() {
    return List.of(
        Operation.post(PATH, OBJECT, CREATE, Prices::create),
        Operation.get(PATH, "list:" + OBJECT, LIST, Prices::page),
        Operation.get(PATH + "/{id}", OBJECT, object(), call -> call.found(OBJECT, OBJECT)),
        Operation.post(PATH + "/{id}", OBJECT, UPDATE, Prices::update));
  }

  /**
   * Creates a price from the parameters of any operation that can make one.
   *
   * @param id its id, or null for one like Stripe's
   * @param product the product's id, which has to exist
   * @param at where the parameters are, for a message; empty at the top
   */
  static ObjectNode create(
      Call call, @Nullable String id, String product, ObjectNode params, String at) {
    ObjectNode price = SHAPE.create();
    price.put("id", id == null ? call.ids().next("price_1") : id).put("created", call.now());
    price.put("product", product);
    JsonParams.copy(
        params,
        price,
        "active",
        "billing_scheme",
        "currency",
        "lookup_key",
        "nickname",
        "tax_behavior",
        "tiers_mode",
        "transform_quantity");
    ObjectNode recurring = RECURRING.complete(params.get("recurring"));
    if (recurring != null) {
      price.put("type", "recurring").set("recurring", recurring);
    }
    if (params.get("tiers") instanceof ArrayNode tiers) {
      Tiers.keep(call, price.get("id").textValue(), tiers);
    }
    Amounts.setUnitAmount(price, params, at);
    ObjectNode custom = CUSTOM_AMOUNT.complete(params.get("custom_unit_amount"));
    if (custom != null && custom.remove("enabled").asBoolean()) {
      price.set("custom_unit_amount", custom);
    }
    price.set("metadata", Metadata.initial(params.get("metadata")));
    call.table(OBJECT).put(price);
    CurrencyOptions.set(call, price, params, at);
    call.emit("price.created", price);
    return price;
  }

  private static ObjectNode create(Call call) {
    ObjectNode params = call.params();
    claimLookupKey(call, null);
    String product = call.text("product");
    if (product == null) {
      product =
          Products.create(call, JsonParams.object(params, "product_data")).get("id").textValue();
    } else {
      call.referenced(Products.OBJECT, product, "product");
    }
    return create(call, null, product, params, "");
  }

  private static ObjectNode update(Call call) {
    ObjectNode before = call.found(OBJECT, OBJECT);
    ObjectNode price = before.deepCopy();
    claimLookupKey(call, call.id());
    JsonParams.copy(call.params(), price, "active", "lookup_key", "nickname", "tax_behavior");
    price.set(
        "metadata",
        Metadata.merge((ObjectNode) price.get("metadata"), call.params().get("metadata")));
    call.table(OBJECT).put(price);
    CurrencyOptions.set(call, price, call.params(), "");
    call.emit("price.updated", price, before);
    return price;
  }

  /** A lookup key belongs to one price; it moves only when the client says so. */
  private static void claimLookupKey(Call call, @Nullable String newOwner) {
    String key = call.text("lookup_key");
    if (key == null) {
      return;
    }
    for (ObjectNode other : List.copyOf(call.table(OBJECT).newestFirst())) {
      boolean same = Objects.equals(newOwner, other.get("id").textValue());
      if (same || !key.equals(other.get("lookup_key").textValue())) {
        continue;
      }
      if (!JsonParams.flag(call.params(), "transfer_lookup_key", false)) {
        throw ApiError.invalid(
            "lookup_key",
            "A price (`" + other.get("id").textValue() + "`) already uses that lookup key.");
      }
      ObjectNode freed = other.deepCopy().putNull("lookup_key");
      call.table(OBJECT).put(freed);
      call.emit("price.updated", freed, other);
    }
  }

  private static ObjectNode page(Call call) {
    JsonNode keys = call.params().get("lookup_keys");
    ObjectNode recurring = JsonParams.object(call.params(), "recurring");
    Predicate<ObjectNode> matches =
        price ->
            (keys == null || keys.valueStream().anyMatch(price.get("lookup_key")::equals))
                && recurring
                    .propertyStream()
                    .allMatch(
                        wanted ->
                            wanted.getValue().equals(price.get("recurring").get(wanted.getKey())));
    return Lists.page(
        call,
        OBJECT,
        PATH,
        matches
            .and(Lists.equal(call, "active", "currency", "product", "type"))
            .and(Lists.within(call, "created")));
  }

  private static void requireAmountByScheme(ObjectNode params, ObjectParam.Names at) {
    boolean tiered = params.path("billing_scheme").asText().equals("tiered");
    boolean amount =
        params.has("unit_amount")
            || params.has("unit_amount_decimal")
            || params.has("custom_unit_amount");
    if (tiered && !params.has("tiers")) {
      throw ApiError.missing(at.of("tiers"));
    }
    if (tiered && !params.has("tiers_mode")) {
      throw ApiError.missing(at.of("tiers_mode"));
    }
    if (!tiered && !amount) {
      throw ApiError.missing(at.of("unit_amount"));
    }
  }
}
