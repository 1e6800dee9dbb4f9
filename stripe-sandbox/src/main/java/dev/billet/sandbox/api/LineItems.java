package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a checkout session sells. Kept beside the session with the price's id in the price's place,
 * and shown with the price as it is now.
 */
final class LineItems {

  static final String OBJECT = "item";

  /** Where a session's line items and its data for what it will create are kept, by its id. */
  static final String ORDERS = "checkout.session.order";

  private static final int MAX_RECURRING = 20;
  private static final int FIRST_PAGE = 10;

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "item", "adjustable_quantity": null, "amount_discount": 0,
           "amount_subtotal": 0, "amount_tax": 0, "amount_total": 0, "currency": null,
           "description": null, "metadata": {}, "price": null, "quantity": null}
          """);

  private static final Template ADJUSTABLE =
      Template.of("{\"enabled\": false, \"maximum\": null, \"minimum\": null}");

  private LineItems() {}

  /** Makes the line items of a session from its parameters; creates prices that come with them. */
  static List<ObjectNode> create(Call call, ObjectNode params, String mode) {
    List<ObjectNode> prices = prices(call, params, mode);
    List<ObjectNode> items = new ArrayList<>();
    int index = 0;
    for (JsonNode given : params.path("line_items")) {
      items.add(item(call, (ObjectNode) given, prices.get(index++)));
    }
    return items;
  }

  /** Returns a session's line items in full. */
  static List<ObjectNode> of(Account account, String session) {
    ObjectNode order = Objects.requireNonNull(account.table(ORDERS).find(session));
    List<ObjectNode> items = new ArrayList<>();
    for (JsonNode kept : order.path("items")) {
      ObjectNode item = kept.deepCopy();
      item.set("price", account.table(Prices.OBJECT).find(item.get("price").textValue()));
      items.add(item);
    }
    return items;
  }

  /** Returns the list object that a session expands to. */
  static ObjectNode firstPage(Account account, ObjectNode session) {
    List<ObjectNode> all = of(account, session.get("id").textValue());
    return Lists.of(
        all.subList(0, Math.min(FIRST_PAGE, all.size())),
        all.size() > FIRST_PAGE,
        CheckoutSessions.PATH + "/" + session.get("id").textValue() + "/line_items");
  }

  private static ObjectNode item(Call call, ObjectNode given, ObjectNode price) {
    ObjectNode item = SHAPE.create();
    item.put("id", call.ids().next("li_1"));
    item.set("adjustable_quantity", ADJUSTABLE.complete(given.get("adjustable_quantity")));
    long quantity = given.path("quantity").asLong(0);
    long amount = Amounts.of(call, price, quantity);
    item.put("amount_subtotal", amount).put("amount_total", amount);
    item.set("currency", price.get("currency"));
    item.put("description", productName(call, price));
    item.set("metadata", Metadata.initial(given.get("metadata")));
    item.set("price", price.get("id"));
    item.set("quantity", given.get("quantity"));
    return item;
  }

  private static List<ObjectNode> prices(Call call, ObjectNode params, String mode) {
    String currency = call.text("currency");
    ObjectNode interval = null;
    int recurring = 0;
    List<ObjectNode> prices = new ArrayList<>();
    int index = 0;
    for (JsonNode given : params.path("line_items")) {
      String at = "line_items[" + index++ + "]";
      ObjectNode price = price(call, (ObjectNode) given, at);
      // What recurs is billed in the price's own currency: subscriptions have no other here.
      if (currency != null && mode.equals("payment")) {
        price = CurrencyOptions.in(call, price, currency);
      }
      String priced = price.get("currency").textValue();
      currency = currency == null ? priced : currency;
      if (!currency.equals(priced)) {
        throw ApiError.invalid(
            at + "[price]",
            "The price specified only supports `%s`. This doesn't match the expected currency: `%s`."
                .formatted(priced, currency));
      }
      if (price.get("recurring") instanceof ObjectNode terms) {
        recurring++;
        interval = sameInterval(interval, terms);
      }
      prices.add(price);
    }
    checkKinds(prices.size(), recurring, mode);
    return prices;
  }

  private static ObjectNode price(Call call, ObjectNode given, String at) {
    call.refuseReference("tax rate", given.path("tax_rates").get(0), at + "[tax_rates][0]");
    JsonNode id = given.get("price");
    if (id == null) {
      return priceFromData(call, JsonParams.object(given, "price_data"), at + "[price_data]");
    }
    ObjectNode price = call.referenced(Prices.OBJECT, id.textValue(), at + "[price]");
    if (!price.get("active").asBoolean()) {
      throw ApiError.invalid(
          at + "[price]",
          "The price specified is inactive. This field only accepts active prices.");
    }
    boolean metered = price.path("recurring").path("usage_type").asText().equals("metered");
    if (!metered && !given.has("quantity")) {
      throw CheckoutSessionRules.quantityMissing(at + "[quantity]");
    }
    if (metered && given.has("quantity")) {
      throw ApiError.invalid(
          at + "[quantity]",
          "You cannot specify `quantity` for metered prices. Remove it from `" + at + "`.");
    }
    return price;
  }

  private static ObjectNode priceFromData(Call call, ObjectNode data, String at) {
    String product = data.path("product").textValue();
    if (product == null) {
      product =
          Products.create(call, JsonParams.object(data, "product_data")).get("id").textValue();
    } else {
      call.referenced(Products.OBJECT, product, at + "[product]");
    }
    // Such a price is for this one session: Stripe does not let it be used again.
    return Prices.create(call, null, product, data.deepCopy().put("active", false), at);
  }

  private static ObjectNode sameInterval(@Nullable ObjectNode before, ObjectNode terms) {
    boolean same =
        before == null
            || (before.get("interval").equals(terms.get("interval"))
                && before.get("interval_count").asLong() == terms.get("interval_count").asLong());
    if (!same) {
      throw ApiError.invalid(
          "line_items",
          "Checkout does not support multiple prices with different billing intervals.");
    }
    return terms;
  }

  private static void checkKinds(int all, int recurring, String mode) {
    if (mode.equals("payment") && recurring > 0) {
      throw ApiError.invalid(
          "line_items",
          "You specified `payment` mode but passed a recurring price. Either switch to `subscription` mode or use only one-time prices.");
    }
    if (mode.equals("subscription") && recurring == 0) {
      throw ApiError.invalid(
          "line_items",
          "You must provide at least one recurring price in `subscription` mode when using prices.");
    }
    if (mode.equals("subscription")
        && (recurring > MAX_RECURRING || all - recurring > MAX_RECURRING)) {
      throw ApiError.invalid(
          "line_items",
          "In `subscription` mode, you can pass at most 20 recurring and 20 one-time line items.");
    }
  }

  private static String productName(Call call, ObjectNode price) {
    ObjectNode product = call.table(Products.OBJECT).find(price.get("product").textValue());
    return product == null ? "" : product.get("name").textValue();
  }
}
