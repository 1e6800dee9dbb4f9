package dev.billet.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.path.NodePath;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The validator's errors, said as pydantic says them: one for each place, declared fields in the
 * order of the document, then the extra ones in the order of the input.
 */
final class Violations {

  private Violations() {}

  /**
   * Translates what the validator found.
   *
   * @param schema the schema that was applied, for the order of its fields
   * @param root {@code body} or the kind of parameter, the first part of every location
   * @param value the whole value that was validated
   */
  static List<Violation> of(Schema schema, List<Error> errors, String root, JsonNode value) {
    Map<List<Object>, Violation> byLocation = new LinkedHashMap<>();
    errors.stream()
        .filter(Violations::saysSomething)
        .sorted(Comparator.comparingInt(Violations::precedence))
        .map(error -> of(error, schema, root, value))
        .forEach(violation -> byLocation.putIfAbsent(violation.location(), violation));
    List<String> order = new ArrayList<>();
    schema.getSchemaNode().path("properties").fieldNames().forEachRemaining(order::add);
    value.fieldNames().forEachRemaining(order::add);
    List<Violation> violations = new ArrayList<>(byLocation.values());
    violations.sort(Comparator.comparingInt(violation -> position(violation, order)));
    return violations;
  }

  static Violation missing(List<Object> location, JsonNode container) {
    return new Violation("missing", location, "Field required", orNull(container), Map.of());
  }

  /** A value that breaks a rule of ours which no schema can say. */
  static Violation ofValue(String field, String message, JsonNode body) {
    return new Violation(
        "value_error",
        List.of("body", field),
        "Value error, " + message,
        orNull(body.path(field)),
        Map.of("error", Map.of()));
  }

  private static JsonNode orNull(JsonNode value) {
    return value.isMissingNode() ? NullNode.getInstance() : value;
  }

  private static int position(Violation violation, List<String> order) {
    return violation.location().size() < 2
        ? -1
        : order.indexOf(violation.location().get(1).toString());
  }

  // A choice of types fails as a whole and in each of its branches: only the branch that was meant
  // says anything to a caller, and nobody who sent a value meant null.
  private static boolean saysSomething(Error error) {
    return switch (error.getKeyword()) {
      case "anyOf", "oneOf", "allOf", "$ref" -> false;
      case "type" -> !error.getSchemaNode().asText().equals("null");
      default -> true;
    };
  }

  // Pydantic stops at the first rule that a value breaks, and asks in this order.
  private static int precedence(Error error) {
    return switch (error.getKeyword()) {
      case "type" -> 0;
      case "minLength" -> 1;
      case "maxLength" -> 2;
      case "pattern" -> 3;
      default -> 4;
    };
  }

  private static Violation of(Error error, Schema schema, String root, JsonNode whole) {
    List<Object> location = location(error.getInstanceLocation(), root);
    JsonNode rule = error.getSchemaNode();
    JsonNode value = at(whole, error.getInstanceLocation());
    return switch (error.getKeyword()) {
      case "type" -> wrongType(expected(rule), location, value);
      case "required" -> missing(append(location, error.getProperty()), value);
      case "additionalProperties", "unevaluatedProperties" ->
          new Violation(
              "extra_forbidden",
              append(location, error.getProperty()),
              "Extra inputs are not permitted",
              value.path(error.getProperty()),
              Map.of());
      case "minimum" ->
          bound(
              Violation.GREATER_THAN_EQUAL,
              "greater than or equal to",
              "ge",
              rule,
              location,
              value);
      case "maximum" ->
          bound(Violation.LESS_THAN_EQUAL, "less than or equal to", "le", rule, location, value);
      case "minLength" ->
          length("string_too_short", "at least", "min_length", rule, location, value);
      case "maxLength" -> length("string_too_long", "at most", "max_length", rule, location, value);
      case "pattern" ->
          new Violation(
              "string_pattern_mismatch",
              location,
              "String should match pattern '" + rule.asText() + "'",
              value,
              Map.of("pattern", rule.asText()),
              meaning(error, schema));
      default ->
          new Violation(
              "value_error",
              location,
              "Value error, " + error.getMessage(),
              value,
              Map.of("error", Map.of()));
    };
  }

  private static Optional<String> meaning(Error error, Schema schema) {
    String pattern = error.getSchemaLocation().getFragment().toString();
    JsonNode document = schema.findSchemaResourceRoot().getSchemaNode();
    JsonNode around = document.at(pattern.substring(0, pattern.lastIndexOf('/')));
    return Optional.ofNullable(around.path("x-billet-pattern-means").textValue());
  }

  private static Violation wrongType(String expected, List<Object> location, JsonNode value) {
    return switch (expected) {
      case "string" -> plain("string_type", "Input should be a valid string", location, value);
      case "integer" ->
          value.isNumber()
              ? plain(
                  "int_from_float",
                  "Input should be a valid integer, got a number with a fractional part",
                  location,
                  value)
              : plain("int_type", "Input should be a valid integer", location, value);
      case "number" -> plain("float_type", "Input should be a valid number", location, value);
      case "boolean" -> plain("bool_type", "Input should be a valid boolean", location, value);
      case "array" -> plain("list_type", "Input should be a valid list", location, value);
      default ->
          plain(
              "model_attributes_type",
              "Input should be a valid dictionary or object to extract fields from",
              location,
              value);
    };
  }

  private static String expected(JsonNode type) {
    if (!type.isArray()) {
      return type.asText();
    }
    for (JsonNode alternative : type) {
      if (!alternative.asText().equals("null")) {
        return alternative.asText();
      }
    }
    return "null";
  }

  private static Violation plain(
      String type, String message, List<Object> location, JsonNode value) {
    return new Violation(type, location, message, value, Map.of());
  }

  private static Violation bound(
      String type,
      String words,
      String parameter,
      JsonNode bound,
      List<Object> location,
      JsonNode value) {
    return new Violation(
        type,
        location,
        "Input should be " + words + " " + bound.asText(),
        value,
        Map.of(parameter, bound));
  }

  private static Violation length(
      String type,
      String words,
      String parameter,
      JsonNode bound,
      List<Object> location,
      JsonNode value) {
    String unit = bound.asInt() == 1 ? " character" : " characters";
    return new Violation(
        type,
        location,
        "String should have " + words + " " + bound.asText() + unit,
        value,
        Map.of(parameter, bound));
  }

  private static List<Object> location(NodePath path, String root) {
    List<Object> location = new ArrayList<>();
    location.add(root);
    for (int i = 0; i < path.getNameCount(); i++) {
      location.add(path.getElement(i));
    }
    return location;
  }

  private static List<Object> append(List<Object> location, String name) {
    List<Object> longer = new ArrayList<>(location);
    longer.add(name);
    return longer;
  }

  private static JsonNode at(JsonNode whole, NodePath path) {
    JsonNode value = whole;
    for (int i = 0; i < path.getNameCount(); i++) {
      Object element = path.getElement(i);
      value = element instanceof Integer index ? value.path(index) : value.path(element.toString());
    }
    return value;
  }
}
