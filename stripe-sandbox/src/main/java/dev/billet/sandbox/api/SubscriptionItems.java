package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/subscription_items}. An item is kept in its subscription, and changing one is changing
 * the subscription.
 */
final class SubscriptionItems {

  static final String OBJECT = "subscription_item";

  private static final String PATH = "/v1/subscription_items";

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "subscription_item", "billing_thresholds": null, "created": 0,
           "current_period_end": 0, "current_period_start": 0, "discounts": [], "metadata": {},
           "plan": null, "price": null, "subscription": null, "tax_rates": []}
          """);

  private static final Template PLAN =
      Template.of(
          """
          {"id": null, "object": "plan", "active": true, "amount": null, "amount_decimal": null,
           "billing_scheme": "per_unit", "created": 0, "currency": null, "interval": null,
           "interval_count": 1, "livemode": false, "metadata": {}, "meter": null,
           "nickname": null, "product": null, "tiers_mode": null, "transform_usage": null,
           "trial_period_days": null, "usage_type": "licensed"}
          """);

  private SubscriptionItems() {}

  static List<Operation> operations() {
    String one = PATH + "/{id}";
    return List.of(
        Operation.post(PATH, OBJECT, SubscriptionParams.ITEM_CREATE, SubscriptionItems::create),
        Operation.get(
            PATH, "list:" + OBJECT, SubscriptionParams.ITEM_LIST, SubscriptionItems::page),
        Operation.get(one, OBJECT, object(), call -> in(holder(call), call.id())),
        Operation.post(one, OBJECT, SubscriptionParams.ITEM_UPDATE, SubscriptionItems::update),
        Operation.delete(one, OBJECT, SubscriptionParams.ITEM_DELETE, SubscriptionItems::delete));
  }

  /**
   * Makes an item of a subscription.
   *
   * @param quantity how many, or null where a meter counts
   */
  static ObjectNode make(
      Call call, String subscription, ObjectNode price, @Nullable JsonNode quantity) {
    ObjectNode item = SHAPE.create();
    item.put("id", call.ids().next("si_", 14)).put("created", call.now());
    item.put("subscription", subscription);
    setPrice(item, price);
    if (quantity != null && quantity.isNumber()) {
      item.set("quantity", quantity);
    }
    return item;
  }

  static void setPrice(ObjectNode item, ObjectNode price) {
    item.set("price", price);
    item.set("plan", plan(price));
  }

  /** Returns a subscription's items; they may be changed if the subscription may. */
  static List<ObjectNode> of(ObjectNode subscription) {
    return subscription
        .path("items")
        .path("data")
        .valueStream()
        .map(ObjectNode.class::cast)
        .toList();
  }

  /**
   * Finds the price that a parameter names or describes.
   *
   * @param given has one of {@code price}, {@code plan} and {@code price_data}
   * @param at the name of the parameter that has them; empty at the top
   * @return the price, or null where none is named
   */
  static @Nullable ObjectNode price(Call call, ObjectNode given, String at) {
    if (given.get("price_data") instanceof ObjectNode data) {
      String param = name(at, "price_data");
      String product = data.get("product").textValue();
      call.referenced(Products.OBJECT, product, param + "[product]");
      return Prices.create(call, null, product, data.deepCopy().put("active", false), param);
    }
    String member = given.has("plan") ? "plan" : "price";
    JsonNode id = given.get(member);
    if (id == null) {
      return null;
    }
    ObjectNode price = call.referenced(Prices.OBJECT, id.textValue(), name(at, member));
    if (!price.get("active").asBoolean()) {
      throw ApiError.invalid(
          name(at, member),
          "The price specified is inactive. This field only accepts active prices.");
    }
    return price;
  }

  /** As {@link #price}, but refuses a price that is paid once. */
  static @Nullable ObjectNode recurringPrice(Call call, ObjectNode given, String at) {
    ObjectNode price = price(call, given, at);
    if (price != null && price.get("recurring").isNull()) {
      throw ApiError.invalid(
          name(at, "price"),
          "The price specified is set to `type=one_time` but this field only accepts prices with `type=recurring`.");
    }
    return price;
  }

  private static String name(String at, String member) {
    return at.isEmpty() ? member : at + "[" + member + "]";
  }

  private static ObjectNode create(Call call) {
    String id = call.params().get("subscription").textValue();
    ObjectNode before = call.referenced(Subscriptions.OBJECT, id, "subscription");
    List<String> known = of(before).stream().map(item -> item.get("id").textValue()).toList();
    ObjectNode after = SubscriptionUpdate.changeItem(call, before, change(call, null));
    return of(after).stream()
        .filter(item -> !known.contains(item.get("id").textValue()))
        .findFirst()
        .orElseThrow();
  }

  private static ObjectNode update(Call call) {
    ObjectNode before = holder(call);
    return in(SubscriptionUpdate.changeItem(call, before, change(call, call.id())), call.id());
  }

  private static ObjectNode delete(Call call) {
    ObjectNode before = holder(call);
    if (of(before).size() == 1) {
      throw ApiError.invalid(
          null,
          "A subscription must have at least one active plan. To cancel a subscription, please use the cancel API endpoint on a subscription instead.");
    }
    SubscriptionUpdate.changeItem(call, before, change(call, call.id()).put("deleted", true));
    return JsonParams.empty().put("id", call.id()).put("object", OBJECT).put("deleted", true);
  }

  private static ObjectNode page(Call call) {
    String id = call.params().get("subscription").textValue();
    ObjectNode subscription = call.referenced(Subscriptions.OBJECT, id, "subscription");
    return Lists.page(call, OBJECT, of(subscription), PATH);
  }

  /** An item's own parameters, as a subscription's update would have them in its list. */
  private static ObjectNode change(Call call, @Nullable String id) {
    ObjectNode change = JsonParams.empty();
    JsonParams.copy(
        call.params(),
        change,
        "billing_thresholds",
        "discounts",
        "metadata",
        "plan",
        "price",
        "price_data",
        "quantity",
        "tax_rates");
    return id == null ? change : change.put("id", id);
  }

  private static ObjectNode holder(Call call) {
    return call.table(Subscriptions.OBJECT).newestFirst().stream()
        .filter(subscription -> of(subscription).stream().anyMatch(item -> is(item, call.id())))
        .findFirst()
        .orElseThrow(() -> ApiError.notFound(OBJECT, call.id(), "item"));
  }

  private static ObjectNode in(ObjectNode subscription, String id) {
    return of(subscription).stream().filter(item -> is(item, id)).findFirst().orElseThrow();
  }

  private static boolean is(ObjectNode item, String id) {
    return Objects.equals(item.get("id").textValue(), id);
  }

  /** A recurring price as it was shown before there were prices; Stripe still shows both. */
  private static ObjectNode plan(ObjectNode price) {
    ObjectNode plan = PLAN.create();
    JsonParams.copy(
        price,
        plan,
        "id",
        "active",
        "billing_scheme",
        "created",
        "currency",
        "metadata",
        "nickname",
        "product",
        "tiers_mode");
    plan.set("amount", price.get("unit_amount"));
    plan.set("amount_decimal", price.get("unit_amount_decimal"));
    JsonParams.copy(
        (ObjectNode) price.get("recurring"),
        plan,
        "interval",
        "interval_count",
        "meter",
        "trial_period_days",
        "usage_type");
    return plan;
  }
}
