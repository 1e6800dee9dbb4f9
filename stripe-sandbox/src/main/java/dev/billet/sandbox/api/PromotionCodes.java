package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.bool;
import static dev.billet.sandbox.wire.Params.currency;
import static dev.billet.sandbox.wire.Params.emptyable;
import static dev.billet.sandbox.wire.Params.integer;
import static dev.billet.sandbox.wire.Params.map;
import static dev.billet.sandbox.wire.Params.metadata;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.range;
import static dev.billet.sandbox.wire.Params.string;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account.Due;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.Metadata;
import dev.billet.sandbox.wire.ObjectParam;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /v1/promotion_codes}: what buyers type to redeem a coupon. */
final class PromotionCodes {

  static final String OBJECT = "promotion_code";

  private static final String PATH = "/v1/promotion_codes";
  private static final String NOUN = "promotion code";

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "promotion_code", "active": true, "code": null, "created": 0,
           "customer": null, "customer_account": null, "expires_at": null, "livemode": false,
           "max_redemptions": null, "metadata": {},
           "promotion": {"coupon": null, "type": "coupon"},
           "restrictions": {"first_time_transaction": false, "minimum_amount": null,
                            "minimum_amount_currency": null},
           "times_redeemed": 0}
          """);

  private static final ObjectParam MINIMUM =
      object().optional("minimum_amount", integer(1, 99_999_999));

  private static final ObjectParam CREATE =
      object()
          .optional("active", bool())
          .optional("code", string(500))
          .optional("customer", string())
          .optional("customer_account", string())
          .optional("expires_at", integer())
          .optional("max_redemptions", integer(1, Integer.MAX_VALUE))
          .optional("metadata", metadata())
          .required(
              "promotion", object().optional("coupon", string()).required("type", oneOf("coupon")))
          .optional(
              "restrictions",
              object()
                  .optional("currency_options", map(MINIMUM))
                  .optional("first_time_transaction", bool())
                  .optional("minimum_amount", integer(1, 99_999_999))
                  .optional("minimum_amount_currency", currency()))
          .exclusive("customer", "customer_account");

  private static final ObjectParam UPDATE =
      object()
          .optional("active", bool())
          .optional("metadata", emptyable(metadata()))
          .optional("restrictions", object().optional("currency_options", map(MINIMUM)));

  private static final ObjectParam LIST =
      Lists.paged(
          object()
              .optional("active", bool())
              .optional("code", string())
              .optional("coupon", string())
              .optional("created", range())
              .optional("customer", string())
              .optional("customer_account", string()));

  private PromotionCodes() {}

  static List<Operation> operations() {
    String one = PATH + "/{id}";
    return List.of(
        Operation.post(PATH, OBJECT, CREATE, PromotionCodes::create),
        Operation.get(PATH, "list:" + OBJECT, LIST, PromotionCodes::page),
        Operation.get(one, OBJECT, object(), PromotionCodes::found),
        Operation.post(one, OBJECT, UPDATE, PromotionCodes::update));
  }

  /**
   * Returns the promotion code that a parameter names, or refuses one that cannot be used.
   *
   * @param customer who would redeem it, or null where nobody is known yet
   */
  static ObjectNode redeemable(Call call, String id, String param, @Nullable String customer) {
    ObjectNode code = call.table(OBJECT).find(id);
    if (code == null) {
      throw ApiError.noSuch(NOUN, id, param);
    }
    String problem = problem(call, code, customer);
    if (problem != null) {
      throw ApiError.invalid(param, problem);
    }
    return code;
  }

  /** Returns the code that a buyer typed, if it is one and can be used; null otherwise. */
  static @Nullable ObjectNode typed(Call call, String text, @Nullable String customer) {
    return call.table(OBJECT).newestFirst().stream()
        .filter(code -> code.get("code").textValue().equalsIgnoreCase(text))
        .filter(code -> problem(call, code, customer) == null)
        .findFirst()
        .orElse(null);
  }

  /** Returns whether an order is too small for a code, in the code's currency or another's. */
  static boolean isTooSmall(ObjectNode code, long amount, String currency) {
    JsonNode rules = code.get("restrictions");
    boolean same = rules.path("minimum_amount_currency").asText().equals(currency);
    JsonNode minimum =
        same
            ? rules.get("minimum_amount")
            : rules.path("currency_options").path(currency).path("minimum_amount");
    boolean needs = rules.path("minimum_amount").isNumber();
    return needs && (!minimum.isNumber() || amount < minimum.longValue());
  }

  /** Counts a redemption; the last one that a code allows makes it inactive. */
  static void redeem(Call call, String id) {
    ObjectNode before = call.table(OBJECT).find(id);
    if (before != null) {
      int times = before.get("times_redeemed").intValue() + 1;
      ObjectNode code = before.deepCopy().put("times_redeemed", times);
      if (times >= code.get("max_redemptions").asInt(Integer.MAX_VALUE)) {
        code.put("active", false);
      }
      call.table(OBJECT).put(code);
      call.emit("promotion_code.updated", code, before);
    }
  }

  /** Looks at a code whose time may be over. */
  static void due(Call call, String id) {
    ObjectNode code = call.table(OBJECT).find(id);
    if (code != null && code.get("expires_at").asLong(Long.MAX_VALUE) <= call.now()) {
      ObjectNode expired = code.deepCopy().put("active", false);
      call.table(OBJECT).put(expired);
      call.emit("promotion_code.updated", expired, code);
    }
  }

  private static @Nullable String problem(Call call, ObjectNode code, @Nullable String customer) {
    ObjectNode coupon =
        call.table(Coupons.OBJECT).find(code.path("promotion").path("coupon").asText());
    if (!code.get("active").asBoolean() || coupon == null || !coupon.get("valid").asBoolean()) {
      return "This promotion code cannot be redeemed because it is no longer active.";
    }
    if (code.get("customer").isTextual() && !code.get("customer").asText().equals(customer)) {
      return "This promotion code cannot be redeemed because it belongs to another customer.";
    }
    boolean first = code.path("restrictions").path("first_time_transaction").asBoolean();
    if (first && customer != null && hasPaid(call, customer)) {
      return "This promotion code cannot be redeemed because the associated customer has prior transactions.";
    }
    return null;
  }

  private static boolean hasPaid(Call call, String customer) {
    return call.table(PaymentIntents.OBJECT).newestFirst().stream()
        .anyMatch(
            intent ->
                intent.path("customer").asText().equals(customer)
                    && intent.path("status").asText().equals("succeeded"));
  }

  private static ObjectNode create(Call call) {
    ObjectNode params = call.params();
    String coupon = params.path("promotion").path("coupon").textValue();
    if (coupon == null) {
      throw ApiError.missing("promotion[coupon]");
    }
    Coupons.redeemable(call, coupon, "promotion[coupon]");
    String given = call.text("code");
    String text = given == null ? call.ids().next("", 8).toUpperCase(Locale.ROOT) : given;
    refuseTwice(call, text);
    ObjectNode code = SHAPE.create();
    code.put("id", call.ids().next("promo_1")).put("created", call.now()).put("code", text);
    JsonParams.copy(params, code, "active", "expires_at", "max_redemptions");
    String customer = call.text("customer");
    if (customer != null) {
      call.referenced(Customers.OBJECT, customer, "customer");
      code.put("customer", customer);
    }
    ((ObjectNode) code.get("promotion")).put("coupon", coupon);
    ObjectNode rules = (ObjectNode) code.get("restrictions");
    rules.setAll(JsonParams.object(params, "restrictions"));
    if (rules.get("minimum_amount").isNumber() && rules.get("minimum_amount_currency").isNull()) {
      throw ApiError.missing("restrictions[minimum_amount_currency]");
    }
    code.set("metadata", Metadata.initial(params.get("metadata")));
    if (code.get("expires_at").isNumber()) {
      long until = code.get("expires_at").longValue();
      if (until <= call.now()) {
        throw ApiError.invalid("expires_at", "`expires_at` must be in the future.");
      }
      call.account().schedule(new Due(until, OBJECT, code.get("id").textValue()));
    }
    call.table(OBJECT).put(code);
    call.emit("promotion_code.created", code);
    return code;
  }

  private static ObjectNode update(Call call) {
    ObjectNode before = found(call);
    ObjectNode code = before.deepCopy();
    JsonParams.copy(call.params(), code, "active");
    if (!before.get("active").asBoolean() && code.get("active").asBoolean()) {
      refuseTwice(call, code.get("code").textValue());
    }
    ObjectNode rules = (ObjectNode) code.get("restrictions");
    for (var option :
        JsonParams.object(JsonParams.object(call.params(), "restrictions"), "currency_options")
            .properties()) {
      rules.withObjectProperty("currency_options").set(option.getKey(), option.getValue());
    }
    code.set(
        "metadata",
        Metadata.merge((ObjectNode) code.get("metadata"), call.params().get("metadata")));
    call.table(OBJECT).put(code);
    call.emit("promotion_code.updated", code, before);
    return code;
  }

  private static void refuseTwice(Call call, String text) {
    boolean taken =
        call.table(OBJECT).newestFirst().stream()
            .anyMatch(
                other ->
                    other.get("active").asBoolean()
                        && other.get("code").textValue().equalsIgnoreCase(text));
    if (taken) {
      throw ApiError.invalid(
          "code", "An active promotion code with `code: " + text + "` already exists.");
    }
  }

  private static ObjectNode found(Call call) {
    ObjectNode code = call.table(OBJECT).find(call.id());
    if (code == null) {
      throw ApiError.notFound(NOUN, call.id(), OBJECT);
    }
    return code;
  }

  private static ObjectNode page(Call call) {
    String coupon = call.text("coupon");
    String text = call.text("code");
    Predicate<ObjectNode> matches =
        code ->
            (coupon == null || code.path("promotion").path("coupon").asText().equals(coupon))
                && (text == null || code.get("code").textValue().equalsIgnoreCase(text));
    return Lists.page(
        call,
        OBJECT,
        PATH,
        matches
            .and(Lists.equal(call, "active", "customer", "customer_account"))
            .and(Lists.within(call, "created")));
  }
}
