package dev.billet.sandbox.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Iterator;
import java.util.Locale;
import java.util.Map;

/** JSON set out for reading: coloured, ids linked, secrets hidden, dates told. */
final class JsonView {

  /** Later than any count or amount that is likely in a member with such a name. */
  private static final long A_DATE = 1_000_000_000L;

  private JsonView() {}

  /** Writes a tree. */
  static void write(Html html, JsonNode node, View view) {
    html.open("pre", "class", "json", "tabindex", "0");
    value(html, "", node, 0, view);
    html.close();
  }

  private static void value(Html html, String name, JsonNode node, int depth, View view) {
    if (node.isObject()) {
      object(html, node, depth, view);
    } else if (node.isArray()) {
      array(html, node, depth, view);
    } else if (node.isTextual()) {
      string(html, name, node, view);
    } else if (node.isNumber() && node.longValue() > A_DATE && isMoment(name)) {
      html.element("span", node.asText(), "class", "n", "title", Times.utc(node.longValue()));
    } else {
      html.element("span", node.asText(), "class", node.isNumber() ? "n" : "k");
    }
  }

  private static void object(Html html, JsonNode object, int depth, View view) {
    if (object.isEmpty()) {
      html.text("{}");
      return;
    }
    html.text("{\n");
    Iterator<Map.Entry<String, JsonNode>> members = object.properties().iterator();
    while (members.hasNext()) {
      Map.Entry<String, JsonNode> member = members.next();
      html.text(indent(depth + 1));
      html.element("span", quoted(member.getKey()), "class", "m").text(": ");
      value(html, member.getKey(), member.getValue(), depth + 1, view);
      html.text(members.hasNext() ? ",\n" : "\n");
    }
    html.text(indent(depth) + "}");
  }

  private static void array(Html html, JsonNode array, int depth, View view) {
    if (array.isEmpty()) {
      html.text("[]");
      return;
    }
    html.text("[\n");
    Iterator<JsonNode> elements = array.elements();
    while (elements.hasNext()) {
      html.text(indent(depth + 1));
      value(html, "", elements.next(), depth + 1, view);
      html.text(elements.hasNext() ? ",\n" : "\n");
    }
    html.text(indent(depth) + "]");
  }

  private static void string(Html html, String name, JsonNode node, View view) {
    if (name.endsWith("secret")) {
      html.element("span", "\"" + Tenants.masked(node.textValue()) + "\"", "class", "s");
      return;
    }
    String page =
        name.isEmpty() || name.endsWith("url") ? "" : view.sections().page(node.textValue());
    if (page.isEmpty()) {
      html.element("span", node.toString(), "class", "s");
    } else {
      html.open("a", "class", "s", "href", page).text(node.toString()).close();
    }
  }

  private static boolean isMoment(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.equals("created")
        || lower.equals("at")
        || lower.endsWith("_at")
        || lower.endsWith("_end")
        || lower.endsWith("_start")
        || lower.endsWith("_date")
        || lower.endsWith("_time")
        || lower.equals("start")
        || lower.equals("end");
  }

  private static String quoted(String name) {
    return TextNode.valueOf(name).toString();
  }

  private static String indent(int depth) {
    return "  ".repeat(depth);
  }
}
