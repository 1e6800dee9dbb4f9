package dev.billet.sandbox.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * The latest webhooks: what was sent where, each try and its answer, and a button to do so again.
 */
final class DeliveriesPage {

  static final String KEY = "deliveries";

  /** As many as are shown. */
  static final int SIZE = 100;

  private static final List<Column> COLUMNS =
      List.of(
          Column.of("Event", DeliveriesPage::event),
          Column.of("Endpoint", Cells.text("url")),
          Column.of("State", Cells.badge("status")),
          Column.of("Tries", DeliveriesPage::tries),
          Column.of("", DeliveriesPage::resend));

  private DeliveriesPage() {}

  /**
   * Makes the page.
   *
   * @param deliveries what the controls list, newest first
   */
  static Content show(View view, JsonNode deliveries) {
    Html html = new Html().element("h1", "Webhook deliveries");
    Notices.write(html, view);
    html.element(
        "p",
        "The latest " + SIZE + ". An answer other than 2xx is tried again by the sandbox's clock.",
        "class",
        "lead");
    Lines.plain(html, COLUMNS, deliveries, view);
    return Content.of("Webhook deliveries", html);
  }

  private static void event(Html html, JsonNode delivery, View view) {
    String id = delivery.path("event").asText();
    html.open("a", "href", Paths.of(Sections.EVENTS, id), "title", id);
    html.text(delivery.path("event_type").asText()).close();
  }

  private static void tries(Html html, JsonNode delivery, View view) {
    JsonNode attempts = delivery.path("attempts");
    if (attempts.isEmpty()) {
      html.text("–");
      return;
    }
    html.open("ol", "class", "tries");
    for (JsonNode attempt : attempts) {
      html.open("li");
      long at = attempt.path("at").asLong();
      html.text(came(attempt) + ", " + attempt.path("duration_ms").asText() + " ms, ");
      html.element("span", Times.relative(at, view.now()), "title", Times.utc(at));
      String answer = attempt.path("answer").asText();
      if (!answer.isEmpty()) {
        html.open("details").element("summary", "Answer").element("pre", answer).close();
      }
      html.close();
    }
    html.close();
    JsonNode next = delivery.path("next_attempt");
    if (next.isNumber()) {
      html.text("Next at ");
      Times.write(html, next.asLong(), view.now());
    }
  }

  private static String came(JsonNode attempt) {
    return attempt.path("status").isNumber()
        ? attempt.path("status").asText()
        : attempt.path("error").asText().replaceFirst("\\.$", "");
  }

  private static void resend(Html html, JsonNode delivery, View view) {
    String event = delivery.path("event").asText();
    String endpoint = delivery.path("webhook_endpoint").asText();
    view.button(html, "Send again", "plain", String.join("/", KEY, event, endpoint, "resend"));
  }
}
