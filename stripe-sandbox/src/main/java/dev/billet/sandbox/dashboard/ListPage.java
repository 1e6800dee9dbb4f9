package dev.billet.sandbox.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** A section's list, 25 to a page, newest first. */
final class ListPage {

  private static final String SIZE = "25";
  private static final String AFTER = "starting_after";
  private static final String BEFORE = "ending_before";

  private ListPage() {}

  static Content show(Section section, View view) {
    ObjectNode list = view.books().list(section.path(), params(section, view));
    Html html = new Html().element("h1", section.title());
    filter(html, section, view);
    Lines.write(html, section, list.get("data"), view);
    pages(html, section, list, view);
    return Content.of(section.title(), html);
  }

  private static Map<String, String> params(Section section, View view) {
    Map<String, String> params = new LinkedHashMap<>(section.params());
    params.put("limit", SIZE);
    for (String name : new String[] {section.filter().param(), AFTER, BEFORE}) {
      if (!name.isEmpty() && !view.param(name).isEmpty()) {
        params.put(name, view.param(name));
      }
    }
    return params;
  }

  private static void filter(Html html, Section section, View view) {
    Section.Filter filter = section.filter();
    if (filter.param().isEmpty()) {
      return;
    }
    String chosen = view.param(filter.param());
    if (filter.values().isEmpty()) {
      search(html, section, chosen);
      return;
    }
    html.open("p", "class", "filter").with(one -> choice(one, section, "", chosen));
    filter.values().forEach(value -> choice(html, section, value, chosen));
    html.close();
  }

  private static void choice(Html html, Section section, String value, String chosen) {
    String href = Paths.query(Paths.of(section.key()), Map.of(section.filter().param(), value));
    String label = value.isEmpty() ? "All" : value.replace('_', ' ');
    if (value.equals(chosen)) {
      html.element("a", label, "href", href, "aria-current", "true");
    } else {
      html.link(href, label);
    }
    html.text(" ");
  }

  private static void search(Html html, Section section, String chosen) {
    String param = section.filter().param();
    html.open("form", "class", "filter", "action", Paths.of(section.key()), "role", "search");
    html.element("label", "Type", "for", "filter");
    html.leaf("input", "id", "filter", "name", param, "value", chosen, "placeholder", "invoice.*");
    html.element("button", "Filter", "type", "submit");
    if (!chosen.isEmpty()) {
      html.link(Paths.of(section.key()), "All");
    }
    html.close();
  }

  private static void pages(Html html, Section section, ObjectNode list, View view) {
    JsonNode data = list.get("data");
    boolean backwards = !view.param(BEFORE).isEmpty();
    boolean more = list.get("has_more").asBoolean();
    boolean newer = backwards ? more : !view.param(AFTER).isEmpty();
    boolean older = backwards || more;
    if (!newer && !older) {
      return;
    }
    html.open("nav", "class", "pages", "aria-label", "Pages");
    html.link(Paths.of(section.key()), "Newest");
    if (newer && !data.isEmpty()) {
      html.link(turn(section, view, BEFORE, data.get(0)), "Newer");
    }
    if (older && !data.isEmpty()) {
      html.link(turn(section, view, AFTER, data.get(data.size() - 1)), "Older");
    }
    html.close();
  }

  private static String turn(Section section, View view, String direction, JsonNode object) {
    Map<String, String> params = new LinkedHashMap<>();
    String filter = section.filter().param();
    if (!filter.isEmpty()) {
      params.put(filter, view.param(filter));
    }
    params.put(direction, object.path("id").asText());
    return Paths.query(Paths.of(section.key()), params);
  }
}
