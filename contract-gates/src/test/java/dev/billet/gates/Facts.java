package dev.billet.gates;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Everything a client could notice of a document, laid flat: references are followed, so that
 * moving a schema changes nothing. Left out on purpose is what is for people: descriptions,
 * examples, titles, summaries, decisions.
 */
final class Facts {

  /** Who sends what a fact is about: bounds on it may become wider or narrower accordingly. */
  enum Side {
    /** The client sends it. */
    REQUEST,
    /** The client receives it. */
    ANSWER
  }

  /**
   * Where a fact is.
   *
   * @param subject for people, e.g. {@code POST /x: body.quantity}
   * @param keyword of JSON Schema, or of OpenAPI
   */
  record Place(String subject, Side side, String keyword) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
      return subject + " " + side + " " + keyword;
    }
  }

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private static final List<String> KEYWORDS =
      List.of(
          "const",
          "default",
          "enum",
          "exclusiveMaximum",
          "exclusiveMinimum",
          "format",
          "maxItems",
          "maxLength",
          "maxProperties",
          "maximum",
          "minItems",
          "minLength",
          "minProperties",
          "minimum",
          "multipleOf",
          "pattern",
          "uniqueItems");

  private final JsonNode document;
  private final Map<Place, JsonNode> found = new TreeMap<>();
  private final Deque<JsonNode> under = new ArrayDeque<>();

  private Facts(JsonNode document) {
    this.document = document;
  }

  /** Lays a document flat. */
  static Map<Place, JsonNode> of(JsonNode document) {
    Facts facts = new Facts(document);
    String base = document.path("x-billet-base-path").asText();
    document
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue().properties().stream()
                    .filter(it -> METHODS.contains(it.getKey()))
                    .forEach(
                        it ->
                            facts.operation(
                                it.getKey().toUpperCase(Locale.ROOT)
                                    + " "
                                    + base
                                    + path.getKey()
                                    + ":",
                                path.getValue(),
                                it.getValue())));
    return facts.found;
  }

  private void operation(String subject, JsonNode path, JsonNode operation) {
    put(subject, Side.ANSWER, "exists", BooleanNode.TRUE);
    put(subject, Side.ANSWER, "operationId", operation.path("operationId"));
    security(subject, operation);
    path.path("parameters").forEach(it -> parameter(subject, follow(it)));
    operation.path("parameters").forEach(it -> parameter(subject, follow(it)));
    JsonNode body = follow(operation.path("requestBody"));
    if (!body.isMissingNode()) {
      put(subject + " body", Side.REQUEST, "exists", BooleanNode.TRUE);
      put(subject + " body", Side.REQUEST, "must", body.path("required"));
      content(subject + " body", Side.REQUEST, body);
    }
    operation
        .path("responses")
        .properties()
        .forEach(it -> answer(subject + " " + it.getKey(), follow(it.getValue())));
  }

  private void security(String subject, JsonNode operation) {
    JsonNode demanded =
        operation.has("security") ? operation.path("security") : document.path("security");
    demanded.forEach(
        alternative -> {
          String schemes =
              alternative.properties().stream()
                  .map(it -> scheme(it.getKey()))
                  .sorted()
                  .collect(Collectors.joining(" and "));
          put(
              subject + " credential " + (schemes.isEmpty() ? "none" : schemes),
              Side.ANSWER,
              "exists",
              BooleanNode.TRUE);
        });
    put(
        subject + " credential",
        Side.REQUEST,
        "must",
        BooleanNode.valueOf(!demanded.isEmpty() && !optional(demanded)));
  }

  private static boolean optional(JsonNode demanded) {
    for (JsonNode alternative : demanded) {
      if (alternative.isEmpty()) {
        return true;
      }
    }
    return false;
  }

  private String scheme(String name) {
    JsonNode scheme = document.path("components").path("securitySchemes").path(name);
    return List.of("type", "scheme", "in", "name").stream()
        .map(it -> scheme.path(it).asText())
        .filter(it -> !it.isEmpty())
        .collect(Collectors.joining(" "));
  }

  private void parameter(String operation, JsonNode parameter) {
    String subject =
        operation + " " + parameter.path("in").asText() + " " + parameter.path("name").asText();
    put(subject, Side.REQUEST, "exists", BooleanNode.TRUE);
    put(subject, Side.REQUEST, "must", parameter.path("required"));
    schema(subject, Side.REQUEST, parameter.path("schema"));
  }

  private void answer(String subject, JsonNode answer) {
    put(subject, Side.ANSWER, "exists", BooleanNode.TRUE);
    answer
        .path("headers")
        .properties()
        .forEach(
            it -> {
              JsonNode header = follow(it.getValue());
              String name = subject + " header " + it.getKey();
              put(name, Side.ANSWER, "exists", BooleanNode.TRUE);
              put(name, Side.ANSWER, "must", header.path("required"));
              schema(name, Side.ANSWER, header.path("schema"));
            });
    content(subject, Side.ANSWER, answer);
  }

  private void content(String subject, Side side, JsonNode holder) {
    holder
        .path("content")
        .properties()
        .forEach(
            it -> {
              String name = subject + " " + it.getKey();
              put(name, side, "exists", BooleanNode.TRUE);
              schema(name, side, it.getValue().path("schema"));
            });
  }

  private void schema(String subject, Side side, JsonNode referring) {
    JsonNode schema = follow(referring);
    // A schema may hold itself; the second time it is the same again.
    if (schema.isMissingNode() || under.contains(schema)) {
      return;
    }
    under.push(schema);
    Set<String> types = types(schema);
    if (!types.isEmpty()) {
      put(subject, side, "type", TextNode.valueOf(String.join(", ", types)));
    }
    // Beside a reference OpenAPI 3.1 lets a schema say more.
    KEYWORDS.forEach(it -> put(subject, side, it, schema.path(it)));
    KEYWORDS.stream()
        .filter(referring::has)
        .forEach(it -> put(subject, side, it, referring.path(it)));
    schema
        .path("required")
        .forEach(it -> put(subject + "." + it.asText(), side, "must", BooleanNode.TRUE));
    schema
        .path("properties")
        .properties()
        .forEach(
            it -> {
              put(subject + "." + it.getKey(), side, "exists", BooleanNode.TRUE);
              schema(subject + "." + it.getKey(), side, it.getValue());
            });
    JsonNode others = schema.path("additionalProperties");
    put(subject, side, "closed", BooleanNode.valueOf(others.isBoolean() && !others.asBoolean()));
    if (others.isObject()) {
      schema(subject + ".*", side, others);
    }
    schema(subject + "[]", side, schema.path("items"));
    for (String several : List.of("anyOf", "oneOf", "allOf")) {
      branches(subject, side, several, schema.path(several));
    }
    under.pop();
  }

  /**
   * Branches are told apart by their types, so that their order does not matter; null is in the
   * type already.
   */
  private void branches(String subject, Side side, String several, JsonNode branches) {
    for (JsonNode branch : branches) {
      String types = String.join("|", types(follow(branch)));
      if (!types.equals("null")) {
        schema(several.equals("allOf") ? subject : subject + "(" + types + ")", side, branch);
      }
    }
  }

  private Set<String> types(JsonNode schema) {
    Set<String> types = new TreeSet<>();
    JsonNode type = schema.path("type");
    if (type.isTextual()) {
      types.add(type.asText());
    }
    type.forEach(it -> types.add(it.asText()));
    for (String several : List.of("anyOf", "oneOf")) {
      schema.path(several).forEach(it -> types.addAll(types(follow(it))));
    }
    return types;
  }

  private JsonNode follow(JsonNode node) {
    JsonNode at = node;
    while (at.has("$ref")) {
      at = document.at(JsonPointer.compile(at.path("$ref").asText().substring(1)));
    }
    return at;
  }

  private void put(String subject, Side side, String keyword, JsonNode value) {
    if (!value.isMissingNode()) {
      found.put(new Place(subject, side, keyword), value);
    }
  }
}
