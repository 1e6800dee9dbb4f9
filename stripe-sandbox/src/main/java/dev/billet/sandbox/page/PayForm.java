package dev.billet.sandbox.page;

import static dev.billet.sandbox.page.Layout.escape;

import dev.billet.sandbox.api.Buying.View;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page of an open session: what is bought, and a form to pay it with. */
final class PayForm {

  private static final String HINTS =
      """
      <section class="hints" aria-labelledby="hints">
      <h2 id="hints">Test cards</h2>
      <p>Any expiry in the future and any three digits as the security code.</p>
      <dl>
      <dt>4242 4242 4242 4242</dt><dd>pays</dd>
      <dt>4000 0000 0000 0002</dt><dd>is declined</dd>
      <dt>4000 0000 0000 9995</dt><dd>has insufficient funds</dd>
      </dl>
      </section>
      """;

  private PayForm() {}

  /**
   * Returns the document.
   *
   * @param email what to begin the e-mail field with
   * @param problems what is wrong with what was typed, by the field's name
   * @param alert what went wrong with the payment, or null
   */
  static String render(
      View view, String email, Map<String, String> problems, @Nullable String alert) {
    StringBuilder html = new StringBuilder("<div class=\"columns\">").append(Order.summary(view));
    html.append(
        "<section class=\"card\" aria-labelledby=\"pay\"><h2 id=\"pay\">Pay with card</h2>");
    if (alert != null) {
      html.append("<p class=\"alert\" role=\"alert\">").append(escape(alert)).append("</p>");
    }
    html.append("<form method=\"post\" novalidate>");
    html.append(field(Card.EMAIL, "Email", "email", "email", "you@example.com", email, problems));
    html.append(
        field(
            Card.NUMBER, "Card number", "text", "cc-number", "4242 4242 4242 4242", "", problems));
    html.append("<div class=\"pair\">");
    html.append(field(Card.EXPIRY, "Expiry (MM / YY)", "text", "cc-exp", "12 / 34", "", problems));
    html.append(field(Card.CVC, "Security code (CVC)", "text", "cc-csc", "123", "", problems));
    html.append("</div><button type=\"submit\">").append(escape(action(view)));
    html.append("</button></form>").append(cancel(view)).append(HINTS).append("</section></div>");
    String title = (alert != null || !problems.isEmpty() ? "Error: " : "") + action(view);
    return Layout.document(title + " – " + Order.merchant(view), html.toString());
  }

  private static String action(View view) {
    if (Order.isSubscription(view)) {
      return "Subscribe";
    }
    String total = Order.total(view);
    return total.isEmpty() ? "Save card" : "Pay " + total;
  }

  private static String field(
      String name,
      String label,
      String type,
      String autocomplete,
      String example,
      String value,
      Map<String, String> problems) {
    String problem = problems.get(name);
    String state =
        problem == null
            ? ""
            : " aria-invalid=\"true\" aria-describedby=\""
                + name
                + "-error\""
                + focus(name, problems);
    String error =
        problem == null
            ? ""
            : "<p class=\"error\" id=\"" + name + "-error\">" + escape(problem) + "</p>";
    String keyboard = type.equals("text") ? " inputmode=\"numeric\"" : "";
    return """
        <div class="field"><label for="%s">%s</label><input id="%s" name="%s" type="%s" autocomplete="%s"%s placeholder="%s" value="%s" required%s>%s</div>
        """
        .formatted(
            name,
            escape(label),
            name,
            name,
            type,
            autocomplete,
            keyboard,
            escape(example),
            escape(value),
            state,
            error);
  }

  /** The first field that is wrong is where the buyer continues. */
  private static String focus(String name, Map<String, String> problems) {
    return problems.keySet().iterator().next().equals(name) ? " autofocus" : "";
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
