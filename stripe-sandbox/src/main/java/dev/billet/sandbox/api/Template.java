package dev.billet.sandbox.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The full shape of an object as JSON, with the values it has until something sets them. */
final class Template {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ObjectNode shape;

  private Template(ObjectNode shape) {
    this.shape = shape;
  }

  static Template of(String json) {
    try {
      return new Template((ObjectNode) MAPPER.readTree(json));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("a template that is no JSON", e);
    }
  }

  /** Returns a new object of this shape. */
  ObjectNode create() {
    return shape.deepCopy();
  }

  /**
   * Returns a new object of this shape that has the given members, deeply; null where nothing was
   * given. It is how a parameter is echoed whose object shows more members than were sent.
   */
  @Nullable ObjectNode complete(@Nullable JsonNode given) {
    return given instanceof ObjectNode object ? overlay(create(), object) : null;
  }

  private static ObjectNode overlay(ObjectNode base, ObjectNode given) {
    for (Map.Entry<String, JsonNode> entry : given.properties()) {
      if (base.get(entry.getKey()) instanceof ObjectNode inner
          && entry.getValue() instanceof ObjectNode more) {
        overlay(inner, more);
      } else {
        base.set(entry.getKey(), entry.getValue());
      }
    }
    return base;
  }
}
