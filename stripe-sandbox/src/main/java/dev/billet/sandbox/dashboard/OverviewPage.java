package dev.billet.sandbox.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The first page: how much of everything there is, what happened last, and how to connect. */
final class OverviewPage {

  private static final List<String> COUNTED =
      List.of(Sections.SESSIONS, "payments", "customers", "subscriptions", "invoices", "events");
  private static final String LATEST = "6";

  private static final Map<String, Duration> STEPS = steps();

  private static final List<Column> ERRORS =
      List.of(
          RequestsPage.COLUMNS.get(0),
          RequestsPage.COLUMNS.get(1),
          RequestsPage.COLUMNS.get(2),
          new Column("When", "nowrap", Cells.ago("created")));

  private OverviewPage() {}

  /**
   * Makes the page.
   *
   * @param baseUrl where the API listens
   * @param key the account's secret key, if it may be shown, or the empty text
   * @param clock what the controls say of the clock
   * @param requests the latest requests
   */
  static Content show(View view, String baseUrl, String key, JsonNode clock, JsonNode requests) {
    Html html = new Html().element("h1", "Overview");
    Notices.write(html, view);
    counts(html, view);
    html.open("div", "class", "halves");
    latest(html, Sections.SESSIONS, "Latest sessions", view);
    latest(html, Sections.EVENTS, "Latest events", view);
    html.close();
    errors(html, requests, view);
    html.open("div", "class", "halves");
    connect(html, baseUrl, key);
    clock(html, clock, view);
    html.close();
    return Content.of("Overview", html);
  }

  private static void counts(Html html, View view) {
    html.open("ul", "class", "counts");
    for (String key : COUNTED) {
      view.sections()
          .find(key)
          .ifPresent(
              section -> {
                int count = view.books().count(section.object());
                html.open("li").open("a", "href", Paths.of(key));
                html.element("strong", String.format(Locale.US, "%,d", count));
                html.text(" ").element("span", section.title()).close().close();
              });
    }
    html.close();
  }

  private static void latest(Html html, String key, String title, View view) {
    Section section = view.sections().find(key).orElseThrow();
    Map<String, String> params = Map.of("limit", LATEST);
    html.open("section").element("h2", title);
    List<Column> columns =
        key.equals(Sections.EVENTS)
            ? List.of(section.columns().get(0), new Column("When", "nowrap", Cells.ago("created")))
            : List.of(
                Column.amount("Total", Cells.amount("amount_total")),
                Column.of("Status", Cells.badge("status")),
                Column.of("Buyer", Cells.firstOf("customer_details.email", "customer_email")),
                new Column("When", "nowrap", Cells.ago("created")));
    Lines.write(html, key, columns, view.books().list(section.path(), params).get("data"), view);
    html.close();
  }

  private static void errors(Html html, JsonNode requests, View view) {
    List<JsonNode> refused = RequestsPage.refused(requests);
    if (!refused.isEmpty()) {
      html.open("section").element("h2", "Latest errors");
      List<JsonNode> latest = refused.subList(0, Math.min(5, refused.size()));
      Lines.write(html, RequestsPage.KEY, ERRORS, latest, view);
      html.close();
    }
  }

  private static void connect(Html html, String baseUrl, String key) {
    html.open("section").element("h2", "Connect an SDK").open("dl", "class", "facts card");
    html.open("div").element("dt", "API base").open("dd").element("code", baseUrl);
    html.close().close().open("div").element("dt", "Secret key").open("dd");
    if (key.isEmpty()) {
      html.text("Any that begins with ").element("code", "sk_test_");
      html.text("; each has an account of its own.");
    } else {
      html.open("details", "id", "key").element("summary", Tenants.masked(key));
      html.element("code", key).close();
    }
    html.close().close().close().close();
  }

  private static void clock(Html html, JsonNode clock, View view) {
    html.open("section").element("h2", "Clock").open("div", "class", "card");
    html.open("p").element("strong", Times.utc(clock.path("now").asLong() / 60 * 60));
    long ahead = clock.path("advanced_by").asLong();
    html.element("small", ahead == 0 ? " real time" : " ahead by " + Times.span(ahead)).close();
    html.element("p", "Put it forward: what falls due until then happens at once.");
    view.form(html, "clock", "class", "actions");
    STEPS.forEach(
        (label, by) ->
            html.element(
                "button",
                label,
                "type",
                "submit",
                "class",
                "plain",
                "name",
                "advance",
                "value",
                Long.toString(by.toSeconds())));
    html.close().close().close();
  }

  private static Map<String, Duration> steps() {
    Map<String, Duration> steps = new LinkedHashMap<>();
    steps.put("+ 1 hour", Duration.ofHours(1));
    steps.put("+ 1 day", Duration.ofDays(1));
    steps.put("+ 1 week", Duration.ofDays(7));
    steps.put("+ 31 days", Duration.ofDays(31));
    return steps;
  }
}
