package dev.billet.sandbox.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The latest requests to the API, and what came of each. */
final class RequestsPage {

  static final String KEY = "requests";

  /** The query's parameter, and its value, for refused requests only. */
  private static final String SHOW = "show";

  private static final String ERRORS = "errors";
  private static final String PAGE = "page";
  private static final int SIZE = 25;

  static final List<Column> COLUMNS =
      List.of(
          Column.of("Request", RequestsPage::line),
          Column.of("Answer", RequestsPage::status),
          Column.of("Error", RequestsPage::error),
          Column.amount("Took", RequestsPage::duration),
          Column.of("At", Cells.time("created")));

  private RequestsPage() {}

  /**
   * Makes the list.
   *
   * @param requests what the controls list, newest first
   */
  static Content list(View view, JsonNode requests) {
    boolean errors = view.param(SHOW).equals(ERRORS);
    List<JsonNode> wanted = errors ? refused(requests) : all(requests);
    int page = number(view.param(PAGE));
    int from = Math.min(page * SIZE, wanted.size());
    int to = Math.min(from + SIZE, wanted.size());
    Html html = new Html().element("h1", "Requests");
    html.open("p", "class", "filter");
    choice(html, "All", "", errors ? "" : "true");
    choice(html, "Errors", ERRORS, errors ? "true" : "");
    html.close();
    Lines.write(html, KEY, COLUMNS, wanted.subList(from, to), view);
    pages(html, errors ? ERRORS : "", page, to < wanted.size());
    return Content.of("Requests", html);
  }

  /** Makes the page of one request. */
  static Content one(View view, JsonNode requests, String id) {
    Optional<JsonNode> found =
        all(requests).stream().filter(one -> one.path("id").asText().equals(id)).findFirst();
    if (found.isEmpty()) {
      return Content.refusal(
          404,
          "No such request",
          "There is none with the id " + id + " of this account, or it was too long ago.");
    }
    JsonNode request = found.get();
    Html html = new Html().open("p", "class", "crumb").link(Paths.of(KEY), "Requests").close();
    html.open("h1").text("Request ").element("code", id).close();
    html.open("dl", "class", "facts card");
    for (Column column : COLUMNS) {
      html.open("div").element("dt", column.title()).open("dd");
      column.cell().write(html, request, view);
      html.close().close();
    }
    html.close();
    List<ObjectNode> events = view.books().eventsOf(id);
    Optional<Section> section = view.sections().find(Sections.EVENTS);
    if (section.isPresent() && !events.isEmpty()) {
      html.open("section").element("h2", "Events");
      Lines.write(html, section.get(), events, view);
      html.close();
    }
    html.open("section").element("h2", "Entry in the log");
    JsonView.write(html, request, view);
    return Content.of("Request " + id, html.close());
  }

  /** Returns the requests that were refused or got no answer. */
  static List<JsonNode> refused(JsonNode requests) {
    return all(requests).stream()
        .filter(one -> one.path("status").asInt() >= 400 || one.path("status").asInt() == 0)
        .toList();
  }

  private static List<JsonNode> all(JsonNode requests) {
    return StreamSupport.stream(requests.spliterator(), false).toList();
  }

  private static void choice(Html html, String label, String show, String current) {
    String href = Paths.query(Paths.of(KEY), Map.of(SHOW, show));
    if (current.isEmpty()) {
      html.link(href, label);
    } else {
      html.element("a", label, "href", href, "aria-current", current);
    }
  }

  private static void pages(Html html, String show, int page, boolean more) {
    if (page == 0 && !more) {
      return;
    }
    html.open("nav", "class", "pages", "aria-label", "Pages");
    if (page > 0) {
      html.link(turn(show, page - 1), "Newer");
    }
    if (more) {
      html.link(turn(show, page + 1), "Older");
    }
    html.close();
  }

  private static String turn(String show, int page) {
    Map<String, String> params = new LinkedHashMap<>();
    params.put(SHOW, show);
    params.put(PAGE, page == 0 ? "" : Integer.toString(page));
    return Paths.query(Paths.of(KEY), params);
  }

  private static int number(String text) {
    return text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
  }

  private static void line(Html html, JsonNode request, View view) {
    String line = request.path("method").asText() + " " + request.path("path").asText();
    html.element("code", line, "class", "path");
  }

  private static void status(Html html, JsonNode request, View view) {
    int status = request.path("status").asInt();
    String tone = status == 0 || status >= 500 ? "bad" : status >= 400 ? "waiting" : "good";
    String label = status == 0 ? "dropped" : Integer.toString(status);
    html.element("span", label, "class", "badge " + tone);
    if (request.path("replayed").asBoolean()) {
      html.text(" ");
      Cells.badge(html, "replayed");
    }
  }

  private static void error(Html html, JsonNode request, View view) {
    JsonNode error = request.path("error");
    if (error.isObject()) {
      String code = Cells.string(error, "code");
      html.element("strong", code.isEmpty() ? Cells.string(error, "type") : code);
      html.text(" ").element("span", Cells.string(error, "message"), "class", "soft");
    }
  }

  private static void duration(Html html, JsonNode request, View view) {
    long micros = request.path("duration_us").asLong();
    html.text(micros < 1_000 ? "< 1 ms" : micros / 1_000 + " ms");
  }
}
