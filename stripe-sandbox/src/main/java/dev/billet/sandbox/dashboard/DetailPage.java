package dev.billet.sandbox.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One object: what its list shows of it, what belongs to it, what happened to it, and all of it.
 */
final class DetailPage {

  private static final String RELATED = "10";

  private DetailPage() {}

  static Content show(Section section, String id, View view) {
    Optional<ObjectNode> found = view.books().find(section.path(), id);
    if (found.isEmpty()) {
      return Content.refusal(
          404,
          "No such " + section.noun().toLowerCase(Locale.ROOT),
          "There is none with the id " + id + " in this account, or it was deleted.");
    }
    ObjectNode object = found.get();
    Html html = new Html();
    html.open("p", "class", "crumb").link(Paths.of(section.key()), section.title()).close();
    html.open("h1").text(section.noun() + " ").element("code", id).close();
    Notices.write(html, view);
    if (section.key().equals(Sections.SESSIONS)) {
      SessionPanel.actions(html, object, view);
    }
    facts(html, section, object, view);
    if (section.key().equals(Sections.SESSIONS)) {
      SessionPanel.items(html, object, view);
    }
    metadata(html, object);
    section.related().forEach(related -> related(html, related, id, view));
    events(html, section, id, view);
    html.open("section").element("h2", title(section));
    JsonView.write(html, object, view);
    html.close();
    return Content.of(section.noun() + " " + id, html);
  }

  private static String title(Section section) {
    return section.key().equals(Sections.EVENTS) ? "Payload" : "Object";
  }

  private static void facts(Html html, Section section, ObjectNode object, View view) {
    html.open("dl", "class", "facts card");
    boolean named =
        section.key().equals(Sections.EVENTS) || section.key().equals(Sections.ENDPOINTS);
    // Otherwise the first one is the id, which the heading tells.
    for (Column column : section.columns().subList(named ? 0 : 1, section.columns().size())) {
      html.open("div").element("dt", column.title().isEmpty() ? "State" : column.title());
      html.open("dd").with(cell -> column.cell().write(cell, object, view)).close().close();
    }
    links(html, section, object, view);
    html.close();
  }

  /** Whatever else an object names that has a page. */
  private static void links(Html html, Section section, ObjectNode object, View view) {
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      JsonNode value = member.getValue();
      String title = label(member.getKey());
      boolean shown =
          member.getKey().equals("id")
              || section.columns().stream().anyMatch(column -> column.title().equals(title));
      if (value.isTextual() && !shown && !view.sections().page(value.textValue()).isEmpty()) {
        html.open("div").element("dt", title).open("dd");
        Cells.id(html, value.textValue(), view);
        html.close().close();
      }
    }
  }

  private static String label(String member) {
    String words = member.replace('_', ' ');
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }

  private static void metadata(Html html, ObjectNode object) {
    JsonNode metadata = object.path("metadata");
    if (metadata.isEmpty()) {
      return;
    }
    html.open("section").element("h2", "Metadata").open("dl", "class", "facts card");
    for (Map.Entry<String, JsonNode> entry : metadata.properties()) {
      html.open("div").element("dt", entry.getKey());
      html.element("dd", entry.getValue().asText()).close();
    }
    html.close().close();
  }

  private static void related(Html html, Section.Related related, String id, View view) {
    Optional<Section> section = view.sections().find(related.section());
    if (section.isEmpty()) {
      return;
    }
    Map<String, String> params = new LinkedHashMap<>(section.get().params());
    params.put(related.param(), id);
    params.put("limit", RELATED);
    JsonNode data = view.books().list(section.get().path(), params).get("data");
    if (!data.isEmpty()) {
      html.open("section").element("h2", section.get().title());
      Lines.write(html, section.get(), data, view);
      html.close();
    }
  }

  private static void events(Html html, Section section, String id, View view) {
    Optional<Section> events = view.sections().find(Sections.EVENTS);
    if (events.isEmpty() || section.key().equals(Sections.EVENTS)) {
      return;
    }
    List<ObjectNode> about = view.books().eventsAbout(id);
    if (!about.isEmpty()) {
      html.open("section").element("h2", "Events");
      Lines.write(html, events.get(), about, view);
      html.close();
    }
  }
}
