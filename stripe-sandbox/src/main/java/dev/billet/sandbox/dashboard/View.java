package dev.billet.sandbox.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * What a page is made from.
 *
 * @param books the chosen account
 * @param sections the lists there are
 * @param query the request's query
 * @param now the sandbox's time
 * @param token what a form has to carry to be taken
 */
record View(Books books, Sections sections, ObjectNode query, Instant now, String token) {

  /** Returns a parameter of the query, or the empty text. */
  String param(String name) {
    return query.path(name).asText("");
  }

  /** Opens a form that is sent to a path below the dashboard; to be closed by the caller. */
  Html form(Html html, String path, String... attributes) {
    String[] all = new String[attributes.length + 4];
    System.arraycopy(attributes, 0, all, 4, attributes.length);
    all[0] = "method";
    all[1] = "post";
    all[2] = "action";
    all[3] = Paths.of(path.split("/", -1));
    return html.open("form", all)
        .leaf("input", "type", "hidden", "name", Guard.FIELD, "value", token);
  }

  /** Adds a form that is nothing but its button. */
  void button(Html html, String label, String kind, String path) {
    form(html, path, "class", "inline")
        .element("button", label, "type", "submit", "class", kind)
        .close();
  }
}
