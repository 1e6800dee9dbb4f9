package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Parts of a period's price, to the second, as invoice items that wait for an invoice. */
final class Prorations {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMM yyyy", Locale.ROOT).withZone(ZoneOffset.UTC);

  private Prorations() {}

  /** What is given back of an item's period that was paid for. */
  static ObjectNode credit(Call call, ObjectNode subscription, ObjectNode item, long from) {
    return item(call, subscription, item, from, -1, "Unused time on ");
  }

  /** What is asked for the rest of an item's period. */
  static ObjectNode charge(Call call, ObjectNode subscription, ObjectNode item, long from) {
    return item(call, subscription, item, from, 1, "Remaining time on ");
  }

  /** Returns the part of an amount that belongs to the end of a period, rounded half up. */
  static long part(long amount, long from, long start, long end) {
    if (end <= start) {
      return 0;
    }
    long rest = Math.max(0, Math.min(end - from, end - start));
    return BigDecimal.valueOf(amount)
        .multiply(BigDecimal.valueOf(rest))
        .divide(BigDecimal.valueOf(end - start), 0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  private static ObjectNode item(
      Call call, ObjectNode subscription, ObjectNode item, long from, int sign, String words) {
    JsonNode price = item.get("price");
    long quantity = item.path("quantity").asLong(0);
    long end = item.get("current_period_end").longValue();
    long start =
        Periods.startBefore(
            subscription.get("billing_cycle_anchor").longValue(), end, price.path("recurring"));
    long amount = sign * part(Amounts.of(call, (ObjectNode) price, quantity), from, start, end);
    String name = InvoiceLines.productName(call, price);
    String many = quantity > 1 ? quantity + " × " + name : name;
    ObjectNode proration =
        InvoiceItems.make(call, subscription, amount, price.get("currency").textValue());
    proration.put(
        "description", words + many + " after " + DAY.format(Instant.ofEpochSecond(from)));
    proration.put("proration", true).put("discountable", false).put("quantity", quantity);
    proration.put("quantity_decimal", Long.toString(quantity));
    proration.putObject("proration_details").putNull("credited_items").putArray("discount_amounts");
    proration.putObject("period").put("end", end).put("start", from);
    proration.set("pricing", InvoiceLines.pricing(price));
    ((ObjectNode) proration.path("parent").path("subscription_details"))
        .set("subscription_item", item.get("id"));
    return proration;
  }
}
