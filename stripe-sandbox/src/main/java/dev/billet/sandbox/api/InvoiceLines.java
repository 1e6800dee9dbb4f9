package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.Money;
import java.math.BigDecimal;

/** Lines of invoices, before the invoice they belong to gives them its id. */
final class InvoiceLines {

  static final String OBJECT = "line_item";

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "line_item", "amount": 0, "currency": null, "description": null,
           "discount_amounts": [], "discountable": true, "discounts": [], "invoice": null,
           "livemode": false, "metadata": {}, "parent": null,
           "period": {"end": 0, "start": 0}, "pretax_credit_amounts": [], "pricing": null,
           "quantity": null, "quantity_decimal": null, "subscription": null, "subtotal": 0,
           "taxes": []}
          """);

  private InvoiceLines() {}

  /** The current period of a subscription's item. */
  static ObjectNode recurring(Call call, ObjectNode item) {
    ObjectNode price = (ObjectNode) item.get("price");
    ObjectNode line = of(call, item, Amounts.of(call, price, item.path("quantity").asLong(0)));
    line.put("description", priced(call, item, price));
    return ofItem(line, item);
  }

  /** The current period of a subscription's item, begun late: only the rest of it is charged. */
  static ObjectNode rest(Call call, ObjectNode item, long start) {
    ObjectNode price = (ObjectNode) item.get("price");
    long full = Amounts.of(call, price, item.path("quantity").asLong(0));
    long from = item.get("current_period_start").longValue();
    long end = item.get("current_period_end").longValue();
    ObjectNode line = of(call, item, Prorations.part(full, from, start, end));
    line.put("description", priced(call, item, price));
    return ofItem(line, item);
  }

  /** A period of a subscription's item for which nothing is charged. */
  static ObjectNode trial(Call call, ObjectNode item) {
    ObjectNode line = of(call, item, 0);
    line.put("description", "Trial period for " + productName(call, item.get("price")));
    return ofItem(line, item);
  }

  /** What a checkout session sells once. */
  static ObjectNode oneTime(Call call, ObjectNode item) {
    ObjectNode line = of(call, item, item.get("amount_subtotal").longValue());
    line.set("description", item.get("description"));
    line.putObject("period").put("end", call.now()).put("start", call.now());
    return line;
  }

  /** An invoice item that waited for its invoice. */
  static ObjectNode ofInvoiceItem(Call call, ObjectNode item) {
    ObjectNode line = SHAPE.create();
    long amount = item.get("amount").longValue();
    line.put("id", call.ids().next("il_1")).put("amount", amount).put("subtotal", amount);
    JsonParams.copy(
        item,
        line,
        "currency",
        "description",
        "discountable",
        "metadata",
        "period",
        "pricing",
        "quantity",
        "quantity_decimal");
    ObjectNode parent = line.putObject("parent");
    JsonNode details = item.path("parent").path("subscription_details");
    JsonNode subscription = details.path("subscription");
    line.put("subscription", subscription.textValue());
    boolean ofSubscriptionItem = details.path("subscription_item").isTextual();
    String type = ofSubscriptionItem ? "subscription_item_details" : "invoice_item_details";
    parent.putNull("subscription_item_details").putNull("invoice_item_details").put("type", type);
    ObjectNode shown = parent.putObject(type);
    shown.set("invoice_item", item.get("id"));
    shown.set("proration", item.get("proration"));
    shown.putNull("proration_details");
    if (item.get("proration").asBoolean()) {
      shown.putObject("proration_details").putNull("credited_items");
    }
    shown.put("subscription", subscription.textValue());
    if (ofSubscriptionItem) {
      shown.set("subscription_item", details.get("subscription_item"));
    }
    return line;
  }

  /** How a line shows a price. */
  static ObjectNode pricing(JsonNode price) {
    ObjectNode pricing = JsonParams.empty().put("type", "price_details");
    pricing.set("unit_amount_decimal", price.get("unit_amount_decimal"));
    ObjectNode details = pricing.putObject("price_details");
    details.set("price", price.get("id"));
    details.set("product", price.get("product"));
    return pricing;
  }

  static String productName(Call call, JsonNode price) {
    ObjectNode product = call.table(Products.OBJECT).find(price.path("product").asText());
    return product == null ? "" : product.get("name").textValue();
  }

  private static ObjectNode of(Call call, ObjectNode item, long amount) {
    ObjectNode line = SHAPE.create();
    line.put("id", call.ids().next("il_1")).put("amount", amount).put("subtotal", amount);
    JsonNode price = item.get("price");
    line.set("currency", price.get("currency"));
    if (item.path("quantity").isNumber()) {
      line.set("quantity", item.get("quantity"));
      line.put("quantity_decimal", item.get("quantity").asText());
    }
    line.set("pricing", pricing(price));
    return line;
  }

  private static ObjectNode ofItem(ObjectNode line, ObjectNode item) {
    line.set("subscription", item.get("subscription"));
    line.set("metadata", item.get("metadata"));
    line.putObject("period")
        .put("end", item.get("current_period_end").longValue())
        .put("start", item.get("current_period_start").longValue());
    ObjectNode parent = line.putObject("parent").putNull("invoice_item_details");
    parent.put("type", "subscription_item_details");
    ObjectNode details = parent.putObject("subscription_item_details");
    details.putNull("invoice_item").put("proration", false).putNull("proration_details");
    details.set("subscription", item.get("subscription"));
    details.set("subscription_item", item.get("id"));
    return line;
  }

  private static String priced(Call call, ObjectNode item, ObjectNode price) {
    String name = item.path("quantity").asLong(0) + " × " + productName(call, price);
    String unit = price.get("unit_amount_decimal").textValue();
    if (unit == null) {
      return name;
    }
    String amount = Money.format(new BigDecimal(unit), price.get("currency").textValue());
    return name + " (at " + amount + " / " + Periods.name(price.get("recurring")) + ")";
  }
}
