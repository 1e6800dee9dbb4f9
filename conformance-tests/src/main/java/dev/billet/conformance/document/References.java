package dev.billet.conformance.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Follows references in a schema, as deep as they go; one that leads back stays as it is. */
record References(JsonNode document) {

  JsonNode resolved(JsonNode node) {
    return resolved(node, 0);
  }

  private JsonNode resolved(JsonNode node, int depth) {
    if (depth > 24) {
      return node;
    }
    if (node.isArray()) {
      ArrayNode copy = JsonNodeFactory.instance.arrayNode();
      node.forEach(item -> copy.add(resolved(item, depth + 1)));
      return copy;
    }
    if (!(node instanceof ObjectNode object)) {
      return node;
    }
    ObjectNode merged = object.objectNode();
    String ref = node.path("$ref").asText();
    if (ref.startsWith("#")) {
      JsonNode target = resolved(document.at(ref.substring(1)), depth + 1);
      if (target instanceof ObjectNode found) {
        merged.setAll(found);
      }
    }
    object
        .properties()
        .forEach(
            it -> {
              if (!it.getKey().equals("$ref")) {
                merged.set(it.getKey(), resolved(it.getValue(), depth + 1));
              }
            });
    return merged;
  }
}
