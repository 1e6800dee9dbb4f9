package dev.billet.sandbox.page;

import static dev.billet.sandbox.page.Layout.escape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.api.Buying.View;
import dev.billet.sandbox.wire.Money;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The page of an open session: what is bought, and the forms to pay it with. */
final class PayForm {

  /** The field with the shipping rate that was chosen. */
  static final String SHIPPING = "shippingRate";

  /** The field with the promotion code that was typed. */
  static final String PROMOTION = "promotionCode";

  private static final String CARD_HINTS =
      """
      <section class="hints" aria-labelledby="hints">
      <h2 id="hints">Test cards</h2>
      <p>Any expiry in the future and any three digits as the security code.</p>
      <dl>
      <dt>4242 4242 4242 4242</dt><dd>pays</dd>
      <dt>4000 0025 0000 3155</dt><dd>asks for 3-D Secure</dd>
      <dt>4000 0000 0000 0002</dt><dd>is declined</dd>
      <dt>4000 0000 0000 9995</dt><dd>has insufficient funds</dd>
      <dt>4000 0000 0000 0259</dt><dd>pays, and disputes it</dd>
      </dl>
      </section>
      """;

  private static final String SEPA_HINTS =
      """
      <dl class="hints">
      <dt>DE89370400440532013000</dt><dd>pays</dd>
      <dt>AT321904300235473204</dt><dd>pays in three minutes</dd>
      <dt>DE62370400440532013001</dt><dd>fails</dd>
      </dl>
      """;

  private static final String US_HINTS =
      """
      <p class="hints">Routing number 110000000 with</p>
      <dl class="hints">
      <dt>000123456789</dt><dd>pays</dd>
      <dt>000111111113</dt><dd>fails: the account is closed</dd>
      <dt>000111111116</dt><dd>fails: there is no such account</dd>
      </dl>
      """;

  private PayForm() {}

  /**
   * Returns the document.
   *
   * @param filled what to begin the form with that it is of
   * @param problems what is wrong with what was typed, by the field's name
   * @param alert what went wrong with the payment, or null
   */
  static String render(
      View view, Filled filled, Map<String, String> problems, @Nullable String alert) {
    StringBuilder html = new StringBuilder("<div class=\"columns\">").append(Order.summary(view));
    List<String> methods = methods(view);
    html.append("<section class=\"card\" aria-labelledby=\"pay\"><h2 id=\"pay\">");
    html.append(methods.equals(List.of("card")) ? "Pay with card" : "Payment method");
    html.append("</h2>").append(shipping(view)).append(promotion(view));
    if (alert != null) {
      html.append("<p class=\"alert\" role=\"alert\">").append(escape(alert)).append("</p>");
    }
    String open = methods.contains(filled.method()) ? filled.method() : methods.get(0);
    for (String method : methods) {
      Fields fields = new Fields(method.equals(filled.method()) ? problems : Map.of());
      Map<String, String> shown =
          method.equals(open) ? filled.shown() : Map.of(Filled.EMAIL, filled.email());
      String form = form(view, method, fields, shown);
      html.append(methods.size() == 1 ? form : choice(method, method.equals(open), form));
    }
    html.append(cancel(view)).append("</section></div>");
    String title = (alert != null || !problems.isEmpty() ? "Error: " : "") + action(view);
    return Layout.document(title + " – " + Order.merchant(view), html.toString());
  }

  /** Returns the form for a promotion code, where the session takes one and has none yet. */
  private static String promotion(View view) {
    boolean takes =
        view.session().path("allow_promotion_codes").asBoolean()
            && view.session().path("discounts").isEmpty();
    return takes
        ? """
          <form method="post"><div class="field"><label for="promotionCode">Promotion code</label><input id="promotionCode" name="promotionCode" type="text" autocomplete="off" required></div><button type="submit" class="second">Apply</button></form>
          """
        : "";
  }

  /**
   * Returns the choice of shipping, where there is one. It is a form of its own, so that what is
   * paid is always what was shown.
   */
  private static String shipping(View view) {
    if (view.shipping().size() < 2) {
      return "";
    }
    String chosen = view.session().path("shipping_cost").path("shipping_rate").asText();
    StringBuilder html = new StringBuilder("<form method=\"post\"><fieldset>");
    html.append("<legend>Shipping</legend>");
    int index = 0;
    for (ObjectNode rate : view.shipping()) {
      JsonNode option = view.session().path("shipping_options").path(index++);
      String id = rate.get("id").textValue();
      long amount = option.path("shipping_amount").longValue();
      html.append("<label class=\"choice\"><input type=\"radio\" name=\"shippingRate\" value=\"");
      html.append(escape(id)).append(id.equals(chosen) ? "\" checked> " : "\"> ");
      html.append(escape(rate.path("display_name").asText())).append(" – ");
      html.append(escape(amount == 0 ? "free" : Money.format(amount, Order.currency(view))));
      html.append("</label>");
    }
    return html.append("<button type=\"submit\" class=\"second\">Update shipping</button>")
        .append("</fieldset></form>")
        .toString();
  }

  /** Returns the ways to pay that a session takes and this page has; at least one. */
  private static List<String> methods(View view) {
    List<String> taken =
        view.session().path("payment_method_types").valueStream().map(JsonNode::asText).toList();
    List<String> methods =
        Stream.of("card", BankDebit.SEPA, BankDebit.US).filter(taken::contains).toList();
    return methods.isEmpty() ? List.of("card") : methods;
  }

  /** One of several forms, of which one is open. */
  private static String choice(String method, boolean open, String form) {
    String label =
        switch (method) {
          case BankDebit.SEPA -> "SEPA direct debit";
          case BankDebit.US -> "US bank account";
          default -> "Card";
        };
    return "<details name=\"method\""
        + (open ? " open" : "")
        + "><summary>"
        + label
        + "</summary>"
        + form
        + "</details>";
  }

  private static String form(View view, String method, Fields fields, Map<String, String> shown) {
    // With several forms on the page, each needs ids of its own; the first keeps the plain ones.
    Fields own = fields.of(method.equals(methods(view).get(0)) ? "" : method + "-");
    StringBuilder html = new StringBuilder("<form method=\"post\" novalidate>");
    html.append("<input type=\"hidden\" name=\"method\" value=\"").append(method).append("\">");
    String email = shown.getOrDefault(Filled.EMAIL, "");
    html.append(own.email(email));
    if (method.equals("card")) {
      html.append(own.digits(Card.NUMBER, "Card number", "cc-number", "4242 4242 4242 4242"));
      html.append("<div class=\"pair\">");
      html.append(own.digits(Card.EXPIRY, "Expiry (MM / YY)", "cc-exp", "12 / 34"));
      html.append(own.digits(Card.CVC, "Security code (CVC)", "cc-csc", "123")).append("</div>");
    } else {
      html.append(own.text(BankDebit.NAME, "Name", "name", "Ada Buyer", shown));
      html.append(method.equals(BankDebit.SEPA) ? sepa(own) : account(own));
    }
    html.append("<button type=\"submit\">").append(escape(action(view))).append("</button>");
    html.append("</form>");
    return html.append(hints(method)).toString();
  }

  private static String sepa(Fields fields) {
    return fields.text(BankDebit.IBAN, "IBAN", "off", "DE89 3704 0044 0532 0130 00", Map.of());
  }

  private static String account(Fields fields) {
    return "<div class=\"pair\">"
        + fields.digits(BankDebit.ROUTING, "Routing number", "off", "110000000")
        + fields.digits(BankDebit.ACCOUNT, "Account number", "off", "000123456789")
        + "</div>";
  }

  private static String hints(String method) {
    return switch (method) {
      case BankDebit.SEPA -> SEPA_HINTS;
      case BankDebit.US -> US_HINTS;
      default -> CARD_HINTS;
    };
  }

  /** Returns what the button says. */
  static String action(View view) {
    if (Order.isSubscription(view)) {
      return "Subscribe";
    }
    String total = Order.total(view);
    return total.isEmpty() ? "Save card" : "Pay " + total;
  }

  private static String cancel(View view) {
    String url = view.session().path("cancel_url").asText("");
    return url.isEmpty() || view.session().get("cancel_url").isNull()
        ? ""
        : "<a class=\"cancel\" href=\""
            + escape(CheckoutPage.ascii(url))
            + "\">Cancel and return to "
            + escape(Order.merchant(view))
            + "</a>";
  }
}
