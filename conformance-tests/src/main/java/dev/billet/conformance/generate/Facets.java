package dev.billet.conformance.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a schema asks, looked at through its alternatives. Stateless. */
final class Facets {

  static final List<String> KEYWORDS =
      List.of(
          "type",
          "enum",
          "const",
          "minLength",
          "maxLength",
          "pattern",
          "format",
          "minimum",
          "maximum",
          "exclusiveMinimum",
          "exclusiveMaximum",
          "multipleOf",
          "minItems",
          "maxItems",
          "uniqueItems");

  private Facets() {}

  /** The schema's alternatives with what surrounds them; itself where it has none. */
  static List<JsonNode> alternatives(JsonNode schema) {
    for (String keyword : List.of("anyOf", "oneOf")) {
      if (schema.path(keyword).isArray()) {
        List<JsonNode> alternatives = new ArrayList<>();
        schema.path(keyword).forEach(it -> alternatives.add(merged(schema, it, keyword)));
        return alternatives;
      }
    }
    JsonNode merged = schema;
    for (JsonNode part : schema.path("allOf")) {
      merged = merged(merged, part, "allOf");
    }
    return List.of(merged);
  }

  /** The names of the types that it allows; all where it says nothing. */
  static Set<String> types(JsonNode schema) {
    Set<String> types = new TreeSet<>();
    for (JsonNode alternative : alternatives(schema)) {
      JsonNode type = alternative.path("type");
      if (type.isTextual()) {
        types.add(type.asText());
      }
      type.forEach(it -> types.add(it.asText()));
      if (type.isMissingNode() && !alternative.has("enum") && !alternative.has("const")) {
        types.addAll(Set.of("string", "integer", "number", "boolean", "object", "array", "null"));
      }
    }
    if (types.contains("number")) {
      types.add("integer");
    }
    return types;
  }

  /** The alternatives that are of a type. */
  static List<JsonNode> ofType(JsonNode schema, String type) {
    return alternatives(schema).stream().filter(it -> types(it).contains(type)).toList();
  }

  /** Every keyword of {@link #KEYWORDS} that it or one of its alternatives has. */
  static Set<String> keywords(JsonNode schema) {
    Set<String> keywords = new TreeSet<>();
    for (JsonNode alternative : alternatives(schema)) {
      KEYWORDS.stream().filter(alternative::has).forEach(keywords::add);
    }
    return keywords;
  }

  private static JsonNode merged(JsonNode schema, JsonNode part, String without) {
    if (schema instanceof ObjectNode outer && part instanceof ObjectNode inner) {
      ObjectNode merged = outer.deepCopy();
      merged.remove(without);
      merged.setAll(inner);
      return merged;
    }
    return part;
  }
}
