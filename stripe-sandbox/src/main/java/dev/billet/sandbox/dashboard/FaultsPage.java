package dev.billet.sandbox.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The switches for trouble. */
final class FaultsPage {

  static final String KEY = "faults";

  private static final Map<String, String> KINDS = kinds();

  /** The path of the rules for webhooks. */
  static final String DELIVERIES = "delivery-faults";

  private static final List<Column> DELIVERY_COLUMNS =
      List.of(
          Column.of("Events", Cells.text("events")),
          Column.of("Trouble", Cells.badge("kind")),
          Column.amount("Delay, s", Cells.text("delay")),
          Column.amount("Chance", Cells.text("probability")),
          Column.of("Met", FaultsPage::met),
          Column.of(
              "",
              (html, rule, view) ->
                  view.button(
                      html,
                      "Remove",
                      "plain",
                      DELIVERIES + "/" + rule.path("id").asText() + "/remove")));

  private static final List<Column> COLUMNS =
      List.of(
          Column.of("Endpoint", Cells.text("endpoint")),
          Column.of("Trouble", Cells.badge("kind")),
          Column.amount("Delay, ms", Cells.text("delay_ms")),
          Column.amount("Chance", Cells.text("probability")),
          Column.of("Met", FaultsPage::met),
          Column.of("", FaultsPage::remove));

  private FaultsPage() {}

  /**
   * Makes the page.
   *
   * @param rules what the controls list for requests
   * @param deliveryRules what the controls list for webhooks
   */
  static Content show(View view, JsonNode rules, JsonNode deliveryRules) {
    Html html = new Html().element("h1", "Faults");
    Notices.write(html, view);
    html.element(
        "p",
        "Requests to the API that match a rule meet its trouble. Nothing of Stripe's own pages, and nothing here, is affected.",
        "class",
        "lead");
    html.open("section").element("h2", "Requests to the API");
    Lines.plain(html, COLUMNS, rules, view);
    if (!rules.isEmpty()) {
      html.open("div", "class", "actions");
      view.button(html, "Remove all", "danger", "faults/clear");
      html.close();
    }
    form(html, view);
    html.close();
    html.open("section").element("h2", "Webhooks");
    Lines.plain(html, DELIVERY_COLUMNS, deliveryRules, view);
    if (!deliveryRules.isEmpty()) {
      html.open("div", "class", "actions");
      view.button(html, "Remove all", "danger", DELIVERIES + "/clear");
      html.close();
    }
    deliveryForm(html, view);
    html.close();
    return Content.of("Faults", html);
  }

  private static void deliveryForm(Html html, View view) {
    view.form(html, DELIVERIES, "class", "card fields");
    field(html, "Events", "events", "text", "invoice.*", "required");
    choice(html, "delivery-kind", List.of("duplicate", "reorder", "delay", "drop"));
    field(html, "Delay, s", "delay", "number", "60", "min", "1");
    html.element("button", "Add rule", "type", "submit").close();
  }

  private static void choice(Html html, String id, List<String> kinds) {
    html.open("div")
        .element("label", "Trouble", "for", id)
        .open("select", "id", id, "name", "kind");
    kinds.forEach(kind -> html.element("option", kind, "value", kind));
    html.close().close();
  }

  private static void form(Html html, View view) {
    view.form(html, "faults", "class", "card fields");
    field(html, "Endpoint", "endpoint", "text", "POST /v1/checkout/sessions", "required");
    html.open("div").element("label", "Trouble", "for", "kind");
    html.open("select", "id", "kind", "name", "kind");
    KINDS.forEach((kind, label) -> html.element("option", label, "value", kind));
    html.close().close();
    field(html, "Delay, ms", "delay_ms", "number", "0", "min", "0");
    field(html, "Times, 0 for always", "times", "number", "0", "min", "0");
    field(html, "Chance, 0 to 1", "probability", "text", "1", "inputmode", "decimal");
    html.element("button", "Add rule", "type", "submit").close();
  }

  static void field(
      Html html, String label, String name, String type, String example, String... more) {
    String[] attributes = new String[8 + more.length + more.length % 2];
    attributes[0] = "id";
    attributes[1] = name;
    attributes[2] = "name";
    attributes[3] = name;
    attributes[4] = "type";
    attributes[5] = type;
    attributes[6] = "placeholder";
    attributes[7] = example;
    for (int i = 8; i < attributes.length; i++) {
      attributes[i] = i - 8 < more.length ? more[i - 8] : "";
    }
    html.open("div").element("label", label, "for", name).leaf("input", attributes).close();
  }

  private static void met(Html html, JsonNode rule, View view) {
    long times = rule.path("times").asLong();
    html.text(rule.path("met").asText() + (times == 0 ? "" : " of " + times));
  }

  private static void remove(Html html, JsonNode rule, View view) {
    view.button(html, "Remove", "plain", "faults/" + rule.path("id").asText() + "/remove");
  }

  private static Map<String, String> kinds() {
    Map<String, String> kinds = new LinkedHashMap<>();
    kinds.put("rate_limit", "429 rate_limit");
    kinds.put("lock_timeout", "429 lock_timeout");
    kinds.put("error_before_commit", "500, nothing executed");
    kinds.put("error_after_commit", "500, although executed");
    kinds.put("drop_before_commit", "connection dropped, nothing executed");
    kinds.put("drop_after_commit", "connection dropped, although executed");
    kinds.put("slow", "slow");
    return kinds;
  }
}
