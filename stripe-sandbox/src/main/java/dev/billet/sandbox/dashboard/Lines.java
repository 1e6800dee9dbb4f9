package dev.billet.sandbox.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** A table of objects, a row for each. */
final class Lines {

  private Lines() {}

  /** Writes objects of a section, with their pages' addresses, or says that there are none. */
  static void write(Html html, Section section, Iterable<? extends JsonNode> objects, View view) {
    write(html, section.key(), section.columns(), objects, view);
  }

  /** Writes objects that have no pages. */
  static void plain(
      Html html, List<Column> columns, Iterable<? extends JsonNode> objects, View view) {
    write(html, "", columns, objects, view);
  }

  /**
   * Writes objects.
   *
   * @param key the path of their pages, or the empty text where they have none
   * @param columns what is shown; the first leads to an object's page
   */
  static void write(
      Html html,
      String key,
      List<Column> columns,
      Iterable<? extends JsonNode> objects,
      View view) {
    if (!objects.iterator().hasNext()) {
      html.element("p", "Nothing here yet.", "class", "empty");
      return;
    }
    html.open("div", "class", "scroll").open("table").open("thead").open("tr");
    for (Column column : columns) {
      html.element("th", column.title(), "scope", "col", "class", column.style());
    }
    html.close().close().open("tbody");
    for (JsonNode object : objects) {
      row(html, key, columns, object, view);
    }
    html.close().close().close();
  }

  private static void row(Html html, String key, List<Column> columns, JsonNode object, View view) {
    String id = object.path("id").asText();
    html.open("tr", "data-key", id);
    boolean first = !key.isEmpty();
    for (Column column : columns) {
      html.open("td", "data-label", column.title(), "class", column.style());
      if (first) {
        html.open("a", "class", "key", "href", Paths.of(key, id));
      }
      column.cell().write(html, object, view);
      if (first) {
        html.close();
      }
      html.close();
      first = false;
    }
    html.close();
  }
}
