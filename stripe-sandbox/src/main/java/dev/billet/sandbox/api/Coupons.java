package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.currency;
import static dev.billet.sandbox.wire.Params.emptyable;
import static dev.billet.sandbox.wire.Params.integer;
import static dev.billet.sandbox.wire.Params.list;
import static dev.billet.sandbox.wire.Params.map;
import static dev.billet.sandbox.wire.Params.metadata;
import static dev.billet.sandbox.wire.Params.number;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.range;
import static dev.billet.sandbox.wire.Params.string;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account;
import dev.billet.sandbox.store.Account.Due;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.Metadata;
import dev.billet.sandbox.wire.ObjectParam;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** {@code /v1/coupons}: what may be taken off, how often, and until when. */
final class Coupons {

  static final String OBJECT = "coupon";

  private static final String PATH = "/v1/coupons";

  /** What a coupon shows only to who asks for it, by the coupon's id. */
  private static final String HIDDEN = "coupon.hidden";

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "coupon", "amount_off": null, "created": 0, "currency": null,
           "duration": "once", "duration_in_months": null, "livemode": false,
           "max_redemptions": null, "metadata": {}, "name": null, "percent_off": null,
           "redeem_by": null, "times_redeemed": 0, "valid": true}
          """);

  private static final ObjectParam CREATE =
      object()
          .optional("amount_off", integer(1, 99_999_999))
          .optional("applies_to", object().optional("products", list(string())))
          .optional("currency", currency())
          .optional(
              "currency_options", map(object().required("amount_off", integer(1, 99_999_999))))
          .optional("duration", oneOf("forever", "once", "repeating"))
          .optional("duration_in_months", integer(1, 1_200))
          .optional("id", string(500))
          .optional("max_redemptions", integer(1, Integer.MAX_VALUE))
          .optional("metadata", emptyable(metadata()))
          .optional("name", string(40))
          .optional("percent_off", number())
          .optional("redeem_by", integer())
          .exactlyOne("percent_off", "amount_off")
          .rule(Coupons::checkTogether);

  private static final ObjectParam UPDATE =
      object()
          .optional(
              "currency_options", map(object().required("amount_off", integer(1, 99_999_999))))
          .optional("metadata", emptyable(metadata()))
          .optional("name", string(40));

  private Coupons() {}

  static List<Operation> operations() {
    String one = PATH + "/{id}";
    return List.of(
        Operation.post(PATH, OBJECT, CREATE, Coupons::create),
        Operation.get(
            PATH,
            "list:" + OBJECT,
            Lists.paged(object().optional("created", range())),
            call -> Lists.page(call, OBJECT, PATH, Lists.within(call, "created"))),
        Operation.get(one, OBJECT, object(), call -> call.found(OBJECT, OBJECT)),
        Operation.post(one, OBJECT, UPDATE, Coupons::update),
        Operation.delete(one, OBJECT, object(), Coupons::delete));
  }

  /** Returns the coupon that a parameter names, or refuses one that is used up. */
  static ObjectNode redeemable(Call call, String id, String param) {
    ObjectNode coupon = call.referenced(OBJECT, id, param);
    if (!coupon.get("valid").asBoolean()) {
      throw ApiError.invalid(param, "coupon_expired", "Coupon expired: " + id);
    }
    return coupon;
  }

  /** Counts a redemption; the last one that a coupon allows makes it invalid. */
  static void redeem(Call call, String id) {
    ObjectNode before = call.table(OBJECT).find(id);
    if (before != null) {
      int times = before.get("times_redeemed").intValue() + 1;
      ObjectNode coupon = before.deepCopy().put("times_redeemed", times);
      if (times >= coupon.get("max_redemptions").asInt(Integer.MAX_VALUE)) {
        coupon.put("valid", false);
      }
      call.table(OBJECT).put(coupon);
    }
  }

  /** Looks at a coupon whose time may be over. */
  static void due(Call call, String id) {
    ObjectNode coupon = call.table(OBJECT).find(id);
    if (coupon != null && coupon.get("redeem_by").asLong(Long.MAX_VALUE) <= call.now()) {
      call.table(OBJECT).put(coupon.deepCopy().put("valid", false));
    }
  }

  /** Returns what a coupon says of products, which it shows only where that is expanded. */
  static JsonNode appliesTo(Account account, ObjectNode coupon) {
    JsonNode known = hidden(account, coupon).get("applies_to");
    return known == null
        ? JsonParams.empty().set("products", JsonParams.empty().arrayNode())
        : known;
  }

  /** Returns a coupon's amounts in other currencies, shown only where that is expanded. */
  static JsonNode currencyOptions(Account account, ObjectNode coupon) {
    return JsonParams.object(hidden(account, coupon), "currency_options");
  }

  /** Returns what a coupon takes off a sum in a currency; at most the sum. */
  static long off(Call call, ObjectNode coupon, long sum, String currency) {
    if (coupon.get("percent_off").isNumber()) {
      BigDecimal part = coupon.get("percent_off").decimalValue().movePointLeft(2);
      return BigDecimal.valueOf(sum)
          .multiply(part)
          .setScale(0, java.math.RoundingMode.HALF_UP)
          .longValueExact();
    }
    boolean same = Objects.equals(coupon.path("currency").textValue(), currency);
    JsonNode amount =
        same
            ? coupon.get("amount_off")
            : currencyOptions(call.account(), coupon).path(currency).path("amount_off");
    return Math.min(amount.asLong(0), sum);
  }

  private static ObjectNode hidden(Account account, ObjectNode coupon) {
    ObjectNode known = account.table(HIDDEN).find(coupon.get("id").textValue());
    return known == null ? JsonParams.empty() : known;
  }

  private static ObjectNode create(Call call) {
    ObjectNode params = call.params();
    ObjectNode coupon = SHAPE.create();
    String id = Objects.requireNonNullElseGet(call.text("id"), () -> call.ids().next("", 8));
    if (call.table(OBJECT).find(id) != null) {
      throw ApiError.invalid("id", "resource_already_exists", "Coupon already exists.");
    }
    coupon.put("id", id).put("created", call.now());
    JsonParams.copy(
        params,
        coupon,
        "amount_off",
        "currency",
        "duration",
        "duration_in_months",
        "max_redemptions",
        "name",
        "percent_off",
        "redeem_by");
    coupon.set("metadata", Metadata.initial(params.get("metadata")));
    if (coupon.get("redeem_by").isNumber()) {
      long until = coupon.get("redeem_by").longValue();
      if (until <= call.now()) {
        throw ApiError.invalid("redeem_by", "redeem_by must be in the future.");
      }
      call.account().schedule(new Due(until, OBJECT, id));
    }
    keepHidden(call, id, params);
    call.table(OBJECT).put(coupon);
    call.emit("coupon.created", coupon);
    return coupon;
  }

  private static ObjectNode update(Call call) {
    ObjectNode before = call.found(OBJECT, OBJECT);
    ObjectNode coupon = before.deepCopy();
    JsonParams.copy(call.params(), coupon, "name");
    coupon.set(
        "metadata",
        Metadata.merge((ObjectNode) coupon.get("metadata"), call.params().get("metadata")));
    keepHidden(call, call.id(), call.params());
    call.table(OBJECT).put(coupon);
    call.emit("coupon.updated", coupon, before);
    return coupon;
  }

  private static ObjectNode delete(Call call) {
    ObjectNode coupon = call.found(OBJECT, OBJECT);
    ObjectNode remains = JsonParams.empty().put("id", call.id()).put("object", OBJECT);
    remains.put("deleted", true);
    call.table(OBJECT).delete(call.id(), remains);
    call.emit("coupon.deleted", coupon);
    return remains;
  }

  private static void keepHidden(Call call, String id, ObjectNode params) {
    if (params.has("applies_to") || params.has("currency_options")) {
      ObjectNode before = call.table(HIDDEN).find(id);
      ObjectNode hidden = before == null ? JsonParams.empty().put("id", id) : before.deepCopy();
      JsonParams.copy(params, hidden, "applies_to");
      hidden
          .withObjectProperty("currency_options")
          .setAll(JsonParams.object(params, "currency_options"));
      call.table(HIDDEN).put(hidden);
    }
  }

  private static void checkTogether(ObjectNode params, ObjectParam.Names at) {
    JsonNode percent = params.get("percent_off");
    if (percent != null
        && (percent.decimalValue().signum() <= 0
            || percent.decimalValue().compareTo(BigDecimal.valueOf(100)) > 0)) {
      throw ApiError.invalid(
          "percent_off", "Invalid percent_off: must be greater than 0 and at most 100");
    }
    if (params.has("amount_off") && !params.has("currency")) {
      throw ApiError.missing("currency");
    }
    boolean repeats = params.path("duration").asText().toLowerCase(Locale.ROOT).equals("repeating");
    if (repeats && !params.has("duration_in_months")) {
      throw ApiError.missing("duration_in_months");
    }
    if (!repeats && params.has("duration_in_months")) {
      throw ApiError.invalid(
          "duration_in_months",
          "`duration_in_months` can only be set when `duration` is `repeating`.");
    }
  }
}
