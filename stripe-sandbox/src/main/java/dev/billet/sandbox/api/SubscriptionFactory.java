package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.Metadata;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes subscriptions: from the API's parameters, or for a session that is being paid. */
final class SubscriptionFactory {

  private static final long DAY = 24 * 60 * 60;

  /** How long a first payment may take before an incomplete subscription expires. */
  static final long INCOMPLETE_LIFE = 23 * 60 * 60;

  private SubscriptionFactory() {}

  /** {@code POST /v1/subscriptions}. */
  static ObjectNode create(Call request) {
    ObjectNode params = request.params();
    String customerId = request.text("customer");
    if (customerId == null) {
      request.refuseReference("account", params.get("customer_account"), "customer_account");
      throw ApiError.missing("customer");
    }
    if (params.path("items").isEmpty()) {
      throw ApiError.missing("items");
    }
    ObjectNode customer = request.referenced(Customers.OBJECT, customerId, "customer");
    Call call = TestClocks.on(request, customer);
    ObjectNode subscription = begin(call, customer, params);
    JsonParams.copy(params, subscription, "application_fee_percent", "description");
    SubscriptionUpdate.applySettings(call, subscription, params);
    addItems(call, subscription, params);
    long trialEnd = trialEnd(call, params, subscription);
    setPeriods(call, subscription, trialEnd, params);
    SubscriptionUpdate.applyEnd(call, subscription, params);
    return FirstInvoice.collect(call, customer, subscription, params);
  }

  /**
   * Creates one for a session that is being paid.
   *
   * @param data the session's {@code subscription_data}
   * @param items the session's line items in full; those with a one-time price are left out
   */
  static ObjectNode create(Call call, ObjectNode session, ObjectNode data, List<ObjectNode> items) {
    ObjectNode subscription = begin(call, session, data);
    subscription.set("customer", session.get("customer"));
    subscription.set("currency", session.get("currency"));
    JsonParams.copy(data, subscription, "application_fee_percent", "description", "on_behalf_of");
    JsonParams.copy(data, subscription, "trial_settings");
    for (ObjectNode item : items) {
      if (item.get("price") instanceof ObjectNode price && price.get("recurring").isObject()) {
        add(subscription, item(call, subscription, price, item.get("quantity")));
      }
    }
    setPeriods(call, subscription, trialEnd(call, data), data);
    call.table(Subscriptions.OBJECT).put(subscription);
    Agenda.subscription(call, subscription);
    return subscription;
  }

  /** Returns when a trial ends, or 0 where there is none. */
  static long trialEnd(Call call, ObjectNode data) {
    JsonNode end = data.path("trial_end");
    if (end.isNumber()) {
      return end.longValue();
    }
    long days = data.path("trial_period_days").asLong();
    return days == 0 ? 0 : call.now() + days * DAY;
  }

  static void add(ObjectNode subscription, ObjectNode item) {
    subscription.withObjectProperty("items").withArrayProperty("data").add(item);
  }

  private static long trialEnd(Call call, ObjectNode params, ObjectNode subscription) {
    if (!JsonParams.flag(params, "trial_from_plan", false)
        || params.has("trial_end")
        || params.has("trial_period_days")) {
      return trialEnd(call, params);
    }
    JsonNode first = subscription.path("items").path("data").path(0);
    long days = first.path("price").path("recurring").path("trial_period_days").asLong();
    return days == 0 ? 0 : call.now() + days * DAY;
  }

  private static ObjectNode begin(Call call, ObjectNode buyer, ObjectNode params) {
    ObjectNode subscription = Subscriptions.SHAPE.create();
    String id = call.ids().next("sub_1");
    subscription.put("id", id).put("created", call.now()).put("start_date", call.now());
    subscription.set("customer", buyer.get("id"));
    if (buyer.path("test_clock").isTextual()) {
      subscription.set("test_clock", buyer.get("test_clock"));
    }
    subscription.set("metadata", Metadata.initial(params.get("metadata")));
    ((ObjectNode) subscription.get("items"))
        .put("url", "/v1/subscription_items?subscription=" + id);
    if (params.path("billing_mode").path("type").asText().equals("classic")) {
      subscription.putObject("billing_mode").put("type", "classic").putNull("flexible");
    }
    return subscription;
  }

  private static void addItems(Call call, ObjectNode subscription, ObjectNode params) {
    String currency = call.text("currency");
    Set<String> seen = new HashSet<>();
    int index = 0;
    for (JsonNode given : params.path("items")) {
      String at = "items[" + index++ + "]";
      ObjectNode item = item(call, subscription, (ObjectNode) given, at, seen);
      String priced = item.path("price").path("currency").asText();
      currency = currency == null ? priced : currency;
      if (!currency.equals(priced)) {
        throw ApiError.invalid(
            at + "[price]",
            "The price specified only supports `%s`. This doesn't match the expected currency: `%s`."
                .formatted(priced, currency));
      }
      add(subscription, item);
    }
    subscription.put("currency", currency);
  }

  /** Makes an item from an element of {@code items}; {@code seen} has the prices already there. */
  static ObjectNode item(
      Call call, ObjectNode subscription, ObjectNode given, String at, Set<String> seen) {
    call.refuseReference("tax rate", given.path("tax_rates").get(0), at + "[tax_rates][0]");
    ObjectNode price = SubscriptionItems.recurringPrice(call, given, at);
    if (price == null) {
      throw ApiError.missing(at.isEmpty() ? "price" : at + "[price]");
    }
    if (!seen.add(price.get("id").textValue())) {
      throw ApiError.invalid(
          at.isEmpty() ? "price" : at + "[price]",
          "Cannot add multiple subscription items with the same plan: "
              + price.get("id").textValue());
    }
    ObjectNode item = item(call, subscription, price, given.get("quantity"));
    item.set("metadata", Metadata.initial(given.get("metadata")));
    JsonParams.copy(given, item, "billing_thresholds");
    return item;
  }

  private static ObjectNode item(
      Call call, ObjectNode subscription, ObjectNode price, @Nullable JsonNode quantity) {
    boolean metered = price.path("recurring").path("usage_type").asText().equals("metered");
    JsonNode many = quantity == null || quantity.isNull() ? null : quantity;
    if (many == null && !metered) {
      many = call.params().numberNode(1);
    }
    return SubscriptionItems.make(
        call, subscription.get("id").textValue(), price, metered ? null : many);
  }

  /** Sets the anchor, and the first period of each item. */
  private static void setPeriods(
      Call call, ObjectNode subscription, long trialEnd, ObjectNode params) {
    long anchor = call.now();
    if (trialEnd > 0) {
      if (trialEnd <= call.now()) {
        throw ApiError.invalid(
            "trial_end", "Invalid timestamp: must be an integer Unix timestamp in the future.");
      }
      subscription.put("status", "trialing").put("trial_start", call.now());
      subscription.put("trial_end", trialEnd);
      anchor = trialEnd;
    } else if (params.path("billing_cycle_anchor").isNumber()) {
      anchor = params.get("billing_cycle_anchor").longValue();
      if (anchor <= call.now()) {
        throw ApiError.invalid(
            "billing_cycle_anchor",
            "Invalid timestamp: must be an integer Unix timestamp in the future.");
      }
    }
    subscription.put("billing_cycle_anchor", anchor);
    for (ObjectNode item : SubscriptionItems.of(subscription)) {
      JsonNode terms = item.path("price").path("recurring");
      long end = trialEnd > 0 ? trialEnd : Periods.endAfter(anchor, call.now(), terms);
      item.put("current_period_start", call.now()).put("current_period_end", end);
    }
  }

  /** Returns the items that are paid once, as lines want them: a price and a quantity each. */
  static List<ObjectNode> oneTime(Call call, ObjectNode params) {
    List<ObjectNode> items = new ArrayList<>();
    int index = 0;
    for (JsonNode given : params.path("add_invoice_items")) {
      String at = "add_invoice_items[" + index++ + "]";
      ObjectNode price = SubscriptionItems.price(call, (ObjectNode) given, at);
      ObjectNode item = JsonParams.empty();
      item.set("price", Objects.requireNonNull(price));
      item.put("quantity", given.path("quantity").asLong(1));
      item.set("metadata", Metadata.initial(given.get("metadata")));
      items.add(item);
    }
    return items;
  }
}
