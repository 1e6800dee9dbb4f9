package dev.billet.sandbox.page;

import static dev.billet.sandbox.page.Layout.escape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.api.Buying.View;
import dev.billet.sandbox.wire.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** What is bought, in words and amounts. */
final class Order {

  private Order() {}

  static String merchant(View view) {
    return view.session().path("branding_settings").path("display_name").asText("Demo merchant");
  }

  static String total(View view) {
    JsonNode total = view.session().get("amount_total");
    return total.isNumber() ? Money.format(total.longValue(), currency(view)) : "";
  }

  /** Returns the whole summary as HTML. */
  static String summary(View view) {
    StringBuilder html = new StringBuilder("<section aria-labelledby=\"merchant\">");
    html.append("<h1 id=\"merchant\">").append(escape(headline(view))).append("</h1>");
    if (view.session().get("amount_total").isNumber()) {
      html.append("<p class=\"total-large\">").append(escape(total(view)));
      html.append(" <small>").append(escape(interval(view))).append("</small></p>");
      html.append("<ul class=\"items\">");
      view.items().forEach(item -> html.append(line(item, view)));
      html.append("</ul>").append(discount(view)).append(shipping(view));
      html.append("<p class=\"sum\"><span>Total due today</span><span class=\"amount\">");
      html.append(escape(total(view))).append("</span></p>");
    }
    return html.append("</section>").toString();
  }

  static boolean isSubscription(View view) {
    return view.session().path("mode").asText().equals("subscription");
  }

  private static String headline(View view) {
    return switch (view.session().path("mode").asText()) {
      case "subscription" -> "Subscribe with " + merchant(view);
      case "setup" -> "Save a card with " + merchant(view);
      default -> "Pay " + merchant(view);
    };
  }

  private static String interval(View view) {
    for (ObjectNode item : view.items()) {
      JsonNode recurring = item.path("price").path("recurring");
      if (recurring.isObject()) {
        return view.trial() ? "today, after the trial " + every(recurring) : every(recurring);
      }
    }
    return "";
  }

  private static String every(JsonNode recurring) {
    long count = recurring.path("interval_count").asLong(1);
    String unit = recurring.path("interval").asText();
    return count == 1 ? "per " + unit : "every " + count + " " + unit + "s";
  }

  private static String line(ObjectNode item, View view) {
    JsonNode price = item.path("price");
    JsonNode recurring = price.path("recurring");
    long quantity = item.path("quantity").asLong(1);
    boolean each = quantity != 1 && price.path("unit_amount_decimal").isTextual();
    String description = price.path("product").path("description").asText("");
    StringBuilder html = new StringBuilder("<li><span><span class=\"name\">");
    html.append(escape(item.path("description").asText())).append("</span>");
    if (!description.isEmpty() && !price.path("product").path("description").isNull()) {
      html.append(detail(description));
    }
    html.append(
        detail("Qty " + quantity + (each ? ", " + unit(item, quantity, view) + " each" : "")));
    if (recurring.isObject()) {
      html.append(detail("Billed " + every(recurring)));
    }
    html.append("</span><span class=\"amount\">");
    html.append(escape(Money.format(item.get("amount_subtotal").longValue(), currency(view))));
    return html.append("</span></li>").toString();
  }

  /** Returns what one costs; a price of another currency is sold for what it is in this one. */
  private static String unit(ObjectNode item, long quantity, View view) {
    JsonNode price = item.path("price");
    BigDecimal each =
        price.path("currency").asText().equals(currency(view))
            ? new BigDecimal(price.path("unit_amount_decimal").asText("0"))
            : BigDecimal.valueOf(item.get("amount_subtotal").longValue())
                .divide(BigDecimal.valueOf(quantity), 12, RoundingMode.HALF_UP)
                .stripTrailingZeros();
    return Money.format(each, currency(view));
  }

  private static String discount(View view) {
    long off = view.session().path("total_details").path("amount_discount").asLong();
    return off == 0
        ? ""
        : "<p class=\"sum\"><span>Discount</span><span class=\"amount\">"
            + escape(Money.format(-off, currency(view)))
            + "</span></p>";
  }

  private static String shipping(View view) {
    JsonNode cost = view.session().path("shipping_cost").path("amount_total");
    return cost.isNumber()
        ? "<p class=\"sum\"><span>Shipping</span><span class=\"amount\">"
            + escape(Money.format(cost.longValue(), currency(view)))
            + "</span></p>"
        : "";
  }

  private static String detail(String text) {
    return "<span class=\"detail\">" + escape(text) + "</span>";
  }

  static String currency(View view) {
    return view.session().path("currency").asText();
  }
}
