package dev.billet.conformance.mutate;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.conformance.document.ApiDocument;
import dev.billet.conformance.document.RequestBody;
import dev.billet.conformance.document.SchemaCheck;
import java.math.BigInteger;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** A schema with one constraint changed. Stateless. */
final class Altered {

  /** What is done to a constraint. */
  enum Change {
    /** It is taken out. */
    WITHOUT,
    /** Its bound lets one more through. */
    LOOSER,
    /** Its bound lets one less through. */
    STRICTER
  }

  private Altered() {}

  /**
   * Changes a constraint.
   *
   * @param document whose schema it is: what it still refers to is there
   * @param at where in a value the constraint is about
   * @param keyword the keyword; {@code required NAME} for one member
   * @return empty where there is nothing to change: only bounds can be looser or stricter
   */
  static Optional<SchemaCheck> of(
      ApiDocument document, JsonNode schema, JsonPointer at, String keyword, Change change) {
    JsonNode copy = schema.deepCopy();
    alter(copy, at, keyword, change);
    if (copy.equals(schema)) {
      return Optional.empty();
    }
    ObjectNode other = ((ObjectNode) document.tree()).deepCopy();
    other
        .putObject("paths")
        .putObject("/altered")
        .putObject("post")
        .putObject("requestBody")
        .putObject("content")
        .putObject("application/json")
        .set("schema", copy);
    return ApiDocument.of("altered", other).operations().get(0).body().flatMap(RequestBody::check);
  }

  private static void alter(JsonNode schema, JsonPointer at, String keyword, Change change) {
    for (String alternatives : List.of("anyOf", "oneOf", "allOf")) {
      schema.path(alternatives).forEach(it -> alter(it, at, keyword, change));
    }
    if (!at.matches()) {
      String name = Objects.requireNonNull(at.getMatchingProperty());
      JsonNode deeper =
          schema.path("items").isObject()
              ? schema.path("items")
              : schema.path("properties").path(name);
      alter(deeper, at.tail(), keyword, change);
    } else if (schema instanceof ObjectNode object) {
      switch (change) {
        case WITHOUT -> remove(object, keyword);
        case LOOSER -> shift(object, keyword, BigInteger.ONE);
        case STRICTER -> shift(object, keyword, BigInteger.ONE.negate());
      }
    }
  }

  private static void remove(ObjectNode schema, String keyword) {
    if (keyword.startsWith("required ")) {
      drop(schema.path("required"), keyword.substring("required ".length()));
    } else {
      schema.remove(keyword);
    }
  }

  private static void shift(ObjectNode schema, String keyword, BigInteger wider) {
    if (!keyword.matches("(minimum|maximum)|(min|max)(Length|Items)")
        || !schema.path(keyword).isIntegralNumber()) {
      return;
    }
    BigInteger bound = schema.path(keyword).bigIntegerValue();
    BigInteger shifted = keyword.startsWith("min") ? bound.subtract(wider) : bound.add(wider);
    if (shifted.signum() >= 0 || keyword.endsWith("imum")) {
      schema.put(keyword, shifted);
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
