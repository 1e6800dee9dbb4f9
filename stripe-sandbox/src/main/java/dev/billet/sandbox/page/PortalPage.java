package dev.billet.sandbox.page;

import static dev.billet.sandbox.page.Layout.escape;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.api.Portal;
import dev.billet.sandbox.api.Portal.View;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.FormDecoder;
import dev.billet.sandbox.wire.Money;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * The billing portal at a portal session's {@code url}: a customer's subscriptions and invoices.
 * Safe for several threads.
 */
public final class PortalPage {

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("MMMM d, yyyy", Locale.US).withZone(ZoneOffset.UTC);

  private final Portal portal;

  /** Makes the page for this portal. */
  public PortalPage(Portal portal) {
    this.portal = portal;
  }

  /** Shows the portal behind the end of its URL. */
  public PageAnswer show(String token) {
    return portal.find(token).map(PortalPage::render).orElseGet(Notes::noPortal);
  }

  /** Ends a subscription, or lets it go on, and shows the portal again. */
  public PageAnswer submit(String token, String body) {
    ObjectNode form;
    try {
      form = FormDecoder.decode(body);
    } catch (ApiError e) {
      return show(token);
    }
    String subscription = form.path("subscription").asText();
    boolean ends = form.path("action").asText().equals("cancel");
    // By a redirect, so that loading the page again does nothing a second time.
    return portal
        .setEnding(token, subscription, ends)
        .map(view -> PageAnswer.seeOther(view.session().get("url").textValue()))
        .orElseGet(Notes::noPortal);
  }

  private static PageAnswer render(View view) {
    StringBuilder html = new StringBuilder("<div class=\"columns\"><section>");
    html.append("<h1>Manage your billing</h1><p class=\"total-large\"><small>");
    html.append(escape(text(view.customer(), "name", "")));
    html.append(' ').append(escape(text(view.customer(), "email", ""))).append("</small></p>");
    String back = text(view.session(), "return_url", "");
    if (!back.isEmpty()) {
      html.append("<p><a href=\"").append(escape(CheckoutPage.ascii(back)));
      html.append("\">Return to the merchant</a></p>");
    }
    html.append("</section><section class=\"card\" aria-labelledby=\"subscriptions\">");
    html.append("<h2 id=\"subscriptions\">Subscriptions</h2>");
    if (view.subscriptions().isEmpty()) {
      html.append("<p>There are none.</p>");
    }
    view.subscriptions().forEach(one -> html.append(subscription(one, view)));
    if (view.allows("invoice_history")) {
      html.append("<h2>Invoices</h2><ul class=\"items\">");
      view.invoices().forEach(invoice -> html.append(invoice(invoice)));
      html.append("</ul>");
    }
    return PageAnswer.html(
        200, Layout.document("Manage your billing", html.append("</section></div>").toString()));
  }

  private static String subscription(ObjectNode subscription, View view) {
    StringBuilder html = new StringBuilder("<ul class=\"items\">");
    for (JsonNode item : subscription.path("items").path("data")) {
      html.append("<li><span><span class=\"name\">");
      html.append(escape(item.path("price").path("product").path("name").asText()));
      html.append("</span><span class=\"detail\">").append(escape(state(subscription)));
      html.append("</span></span><span class=\"amount\">");
      JsonNode amount = item.path("price").path("unit_amount");
      if (amount.isNumber()) {
        html.append(escape(Money.format(amount.longValue(), text(subscription, "currency", ""))));
      }
      html.append("</span></li>");
    }
    html.append("</ul>");
    boolean ended = text(subscription, "status", "").matches("canceled|incomplete_expired");
    if (!ended && view.allows("subscription_cancel")) {
      html.append(button(subscription));
    }
    return html.toString();
  }

  private static String button(ObjectNode subscription) {
    boolean ends = subscription.path("cancel_at_period_end").asBoolean();
    return """
        <form method="post"><input type="hidden" name="subscription" value="%s"><input type="hidden" name="action" value="%s"><button type="submit">%s</button></form>
        """
        .formatted(
            escape(text(subscription, "id", "")),
            ends ? "renew" : "cancel",
            ends ? "Don't cancel subscription" : "Cancel subscription");
  }

  private static String state(ObjectNode subscription) {
    if (subscription.path("ended_at").isNumber()) {
      return "Ended on " + day(subscription.get("ended_at"));
    }
    if (subscription.path("cancel_at").isNumber()) {
      return "Cancels on " + day(subscription.get("cancel_at"));
    }
    JsonNode end = subscription.path("items").path("data").path(0).path("current_period_end");
    String status = text(subscription, "status", "").replace('_', ' ');
    return status + ", renews on " + day(end);
  }

  private static String invoice(ObjectNode invoice) {
    String total = Money.format(invoice.get("total").longValue(), text(invoice, "currency", ""));
    return "<li><span><span class=\"name\">"
        + escape(day(invoice.get("created")))
        + "</span><span class=\"detail\">"
        + escape(text(invoice, "number", "") + " " + text(invoice, "status", ""))
        + "</span></span><span class=\"amount\">"
        + escape(total)
        + "</span></li>";
  }

  private static String day(JsonNode moment) {
    return DAY.format(Instant.ofEpochSecond(moment.longValue()));
  }

  private static String text(ObjectNode object, String member, String otherwise) {
    return object.path(member).isTextual() ? object.get(member).textValue() : otherwise;
  }
}
