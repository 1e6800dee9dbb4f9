package dev.billet.conformance.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Makes a value that a schema describes: the one that it gives, or else the plainest. Stateless.
 */
final class Sample {

  private static final Map<String, String> FORMATS =
      Map.of(
          "uuid", "3fa85f64-5717-4562-b3fc-2c963f66afa6",
          "date", "2026-01-01",
          "date-time", "2026-01-01T12:00:00Z",
          "email", "ada@example.com",
          "uri", "https://example.com/",
          "uri-reference", "https://example.com/",
          "ipv4", "192.0.2.1");

  private Sample() {}

  static JsonNode of(JsonNode schema) {
    return of(schema, 0);
  }

  private static JsonNode of(JsonNode schema, int depth) {
    for (JsonNode given :
        List.of(
            schema.path("const"),
            schema.path("example"),
            schema.path("examples").path(0),
            schema.path("enum").path(0),
            schema.path("default"))) {
      if (!given.isMissingNode()) {
        return given;
      }
    }
    JsonNode plain = Objects.requireNonNull(Facets.alternatives(schema).get(0));
    JsonNode type = plain.path("type");
    return switch (type.isArray() ? type.path(0).asText() : type.asText()) {
      case "integer", "number" -> number(plain);
      case "boolean" -> BooleanNode.FALSE;
      case "null" -> NullNode.getInstance();
      case "array" -> list(plain, depth);
      case "string" -> text(plain);
      default -> plain.has("pattern") ? text(plain) : object(plain, depth);
    };
  }

  private static JsonNode number(JsonNode schema) {
    BigDecimal step = schema.path("multipleOf").decimalValue();
    if (schema.has("minimum")) {
      return DecimalNode.valueOf(schema.path("minimum").decimalValue());
    }
    if (schema.has("exclusiveMinimum")) {
      BigDecimal above = step.signum() == 0 ? BigDecimal.ONE : step;
      return DecimalNode.valueOf(schema.path("exclusiveMinimum").decimalValue().add(above));
    }
    if (schema.has("maximum")) {
      return DecimalNode.valueOf(schema.path("maximum").decimalValue());
    }
    return DecimalNode.valueOf(step.signum() == 0 ? BigDecimal.ONE : step);
  }

  private static JsonNode text(JsonNode schema) {
    if (schema.has("pattern")) {
      return TextNode.valueOf(PatternSample.of(schema.path("pattern").asText()));
    }
    String text = FORMATS.getOrDefault(schema.path("format").asText(), "example");
    int least = schema.path("minLength").asInt(0);
    int most = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    String longer = text + "e".repeat(Math.max(0, least - text.length()));
    return TextNode.valueOf(longer.substring(0, Math.min(longer.length(), most)));
  }

  private static JsonNode list(JsonNode schema, int depth) {
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    for (int index = 0; index < schema.path("minItems").asInt(0) && depth < 6; index++) {
      list.add(of(schema.path("items"), depth + 1));
    }
    return list;
  }

  private static JsonNode object(JsonNode schema, int depth) {
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    for (JsonNode name : schema.path("required")) {
      if (depth < 6) {
        object.set(name.asText(), of(schema.path("properties").path(name.asText()), depth + 1));
      }
    }
    return object;
  }
}
