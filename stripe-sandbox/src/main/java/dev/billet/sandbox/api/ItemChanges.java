package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.Metadata;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a request changes of a subscription's items: added, removed, or at another price or
 * quantity.
 *
 * @param all the changes, in the request's order
 */
record ItemChanges(List<Change> all) {

  /**
   * One item before and after; not to be changed.
   *
   * @param before null where it was added
   * @param after null where it was removed
   */
  record Change(@Nullable ObjectNode before, @Nullable ObjectNode after) {}

  /**
   * Carries changes out.
   *
   * @param subscription what to change
   * @param given the elements of a request's {@code items}
   * @param list the name of that parameter; empty where the request is about one item alone
   */
  static ItemChanges apply(Call call, ObjectNode subscription, JsonNode given, String list) {
    List<Change> changes = new ArrayList<>();
    int index = 0;
    for (JsonNode one : given) {
      String at = list.isEmpty() ? "" : list + "[" + index++ + "]";
      changes.add(apply(call, subscription, (ObjectNode) one, at));
    }
    if (SubscriptionItems.of(subscription).isEmpty()) {
      throw ApiError.invalid(
          null,
          "A subscription must have at least one active plan. To cancel a subscription, please use the cancel API endpoint on a subscription instead.");
    }
    return new ItemChanges(changes);
  }

  /** Returns whether an item is now paid more or less often than before. */
  boolean changesInterval() {
    return all.stream()
        .anyMatch(
            change ->
                change.before != null
                    && change.after != null
                    && !Periods.same(
                        change.before.path("price").path("recurring"),
                        change.after.path("price").path("recurring")));
  }

  /** Returns the changes of what is charged. */
  List<Change> priced() {
    return all.stream()
        .filter(
            change ->
                change.before == null
                    || change.after == null
                    || !change.before.get("price").equals(change.after.get("price"))
                    || change.before.path("quantity").asLong()
                        != change.after.path("quantity").asLong())
        .toList();
  }

  private static Change apply(Call call, ObjectNode subscription, ObjectNode given, String at) {
    JsonNode id = given.get("id");
    if (id == null) {
      return add(call, subscription, given, at);
    }
    ArrayNode data = (ArrayNode) subscription.path("items").path("data");
    for (int i = 0; i < data.size(); i++) {
      if (id.equals(data.get(i).get("id"))) {
        ObjectNode item = (ObjectNode) data.get(i);
        if (JsonParams.flag(given, "deleted", false)) {
          data.remove(i);
          return new Change(item, null);
        }
        return change(call, subscription, item, given, at);
      }
    }
    throw ApiError.noSuch(SubscriptionItems.OBJECT, id.textValue(), at + "[id]");
  }

  private static Change add(Call call, ObjectNode subscription, ObjectNode given, String at) {
    Set<String> seen = new HashSet<>();
    for (ObjectNode item : SubscriptionItems.of(subscription)) {
      seen.add(item.path("price").path("id").asText());
    }
    ObjectNode item = SubscriptionFactory.item(call, subscription, given, at, seen);
    requireCurrency(subscription, item, at);
    long end =
        Subscriptions.status(subscription).equals("trialing")
            ? subscription.get("trial_end").longValue()
            : Periods.endAfter(
                subscription.get("billing_cycle_anchor").longValue(),
                call.now(),
                item.path("price").path("recurring"));
    item.put("current_period_start", call.now()).put("current_period_end", end);
    SubscriptionFactory.add(subscription, item);
    return new Change(null, item);
  }

  private static Change change(
      Call call, ObjectNode subscription, ObjectNode item, ObjectNode given, String at) {
    ObjectNode before = item.deepCopy();
    ObjectNode price = SubscriptionItems.recurringPrice(call, given, at);
    if (price != null) {
      SubscriptionItems.setPrice(item, price);
      requireCurrency(subscription, item, at);
    }
    boolean metered =
        item.path("price").path("recurring").path("usage_type").asText().equals("metered");
    JsonParams.copy(given, item, "quantity", "billing_thresholds");
    if (metered) {
      item.remove("quantity");
    } else if (!item.has("quantity")) {
      item.put("quantity", 1);
    }
    item.set("metadata", Metadata.merge((ObjectNode) item.get("metadata"), given.get("metadata")));
    return new Change(before, item);
  }

  private static void requireCurrency(ObjectNode subscription, ObjectNode item, String at) {
    String expected = subscription.get("currency").textValue();
    String priced = item.path("price").path("currency").asText();
    if (!priced.equals(expected)) {
      throw ApiError.invalid(
          at.isEmpty() ? "price" : at + "[price]",
          "The price specified only supports `%s`. This doesn't match the expected currency: `%s`."
              .formatted(priced, expected));
    }
  }
}
