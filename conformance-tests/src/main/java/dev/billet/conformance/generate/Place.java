package dev.billet.conformance.generate;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in a body that a schema is about.
 *
 * @param at where in the body
 */
record Place(JsonPointer at, JsonNode schema) {

  private static final int DEEPEST = 6;

  /** Every place of a body, the whole of it first; of a list, its first item. */
  static List<Place> of(JsonNode schema) {
    List<Place> places = new ArrayList<>();
    collect(JsonPointer.empty(), schema, places, 0);
    return places;
  }

  private static void collect(JsonPointer at, JsonNode schema, List<Place> places, int depth) {
    places.add(new Place(at, schema));
    if (depth == DEEPEST) {
      return;
    }
    for (JsonNode alternative : Facets.alternatives(schema)) {
      for (Map.Entry<String, JsonNode> member : alternative.path("properties").properties()) {
        collect(at.appendProperty(member.getKey()), member.getValue(), places, depth + 1);
      }
      if (alternative.path("items").isObject()) {
        collect(at.appendIndex(0), alternative.path("items"), places, depth + 1);
      }
    }
  }

  /** How constraints name it. */
  String where() {
    return at.matches() ? "body" : "body " + at;
  }

  /** For a person: the last step, or the whole body. */
  String title() {
    return at.matches() ? "the body" : at.toString().substring(1).replace('/', '.');
  }

  /** Whether a body has something here. */
  boolean in(JsonNode body) {
    return !body.at(at).isMissingNode();
  }

  /** Whether a body has something that this could be a member of. */
  boolean fits(JsonNode body) {
    return at.matches() || body.at(at.head()).isContainerNode();
  }

  /** A copy of a body with this value here, or with nothing here where the value is null. */
  JsonNode set(JsonNode body, @Nullable JsonNode value) {
    if (at.matches()) {
      return value == null ? body : value;
    }
    JsonNode copy = body.deepCopy();
    JsonNode parent = copy.at(at.head());
    if (parent instanceof ObjectNode object) {
      if (value == null) {
        object.remove(at.last().getMatchingProperty());
      } else {
        object.set(at.last().getMatchingProperty(), value);
      }
    } else if (parent instanceof ArrayNode array && value != null) {
      int index = at.last().getMatchingIndex();
      if (index < array.size()) {
        array.set(index, value);
      } else {
        array.add(value);
      }
    }
    return copy;
  }
}
