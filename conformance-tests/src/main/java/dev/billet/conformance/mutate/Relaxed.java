package dev.billet.conformance.mutate;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.conformance.document.ApiDocument;
import dev.billet.conformance.document.RequestBody;
import dev.billet.conformance.document.SchemaCheck;
import java.util.List;
import java.util.Objects;

/** A schema with one constraint taken out. Stateless. */
final class Relaxed {

  private Relaxed() {}

  /**
   * Takes a keyword out of a schema.
   *
   * @param document whose schema it is: what it still refers to is there
   * @param at where in a value the constraint is about
   * @param keyword the keyword; {@code required NAME} for one member
   */
  static SchemaCheck without(
      ApiDocument document, JsonNode schema, JsonPointer at, String keyword) {
    JsonNode copy = schema.deepCopy();
    relax(copy, at, keyword);
    ObjectNode other = ((ObjectNode) document.tree()).deepCopy();
    other
        .putObject("paths")
        .putObject("/relaxed")
        .putObject("post")
        .putObject("requestBody")
        .putObject("content")
        .putObject("application/json")
        .set("schema", copy);
    return ApiDocument.of("relaxed", other)
        .operations()
        .get(0)
        .body()
        .flatMap(RequestBody::check)
        .orElseThrow();
  }

  private static void relax(JsonNode schema, JsonPointer at, String keyword) {
    for (String alternatives : List.of("anyOf", "oneOf", "allOf")) {
      schema.path(alternatives).forEach(it -> relax(it, at, keyword));
    }
    if (!at.matches()) {
      String name = Objects.requireNonNull(at.getMatchingProperty());
      JsonNode deeper =
          schema.path("items").isObject()
              ? schema.path("items")
              : schema.path("properties").path(name);
      relax(deeper, at.tail(), keyword);
    } else if (schema instanceof ObjectNode object) {
      if (keyword.startsWith("required ")) {
        drop(object.path("required"), keyword.substring("required ".length()));
      } else {
        object.remove(keyword);
      }
    }
  }

  private static void drop(JsonNode names, String name) {
    if (names instanceof ArrayNode list) {
      for (int index = list.size() - 1; index >= 0; index--) {
        if (list.path(index).asText().equals(name)) {
          list.remove(index);
        }
      }
    }
  }
}
