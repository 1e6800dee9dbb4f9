package dev.billet.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.networknt.schema.Schema;
import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A parameter outside the body: a header, a part of the path or of the query. Text and whole
 * numbers are supported, which is all that the contracts have; another type is refused at the
 * start.
 *
 * @param in {@code header}, {@code path} or {@code query}
 * @param name the name, which in a header has no case
 * @param required whether a request without it is refused
 * @param schema what a value must keep to
 */
record Parameter(String in, String name, boolean required, Schema schema) {

  private static final Set<String> TYPES = Set.of("string", "integer");

  // As JSON writes one. What is written otherwise stays text, and breaks the rule of the type.
  private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9][0-9]*)");

  Parameter {
    JsonNode type = schema.getSchemaNode().path("type");
    if (!TYPES.contains(type.asText())) {
      throw new IllegalStateException(
          "one of " + TYPES + " is supported, but " + name + " is: " + type);
    }
  }

  List<Violation> violations(Exchange exchange) {
    List<String> values = exchange.parameter(in, name);
    String shown = in.equals("header") ? name.toLowerCase(Locale.ROOT) : name;
    if (values.isEmpty()) {
      return required
          ? List.of(Violations.missing(List.of(in, shown), MissingNode.getInstance()))
          : List.of();
    }
    if (values.size() > 1) {
      return List.of(
          new Violation(
              "value_error",
              List.of(in, shown),
              "Value error, must be sent once",
              TextNode.valueOf(String.join(", ", values)),
              Map.of("error", Map.of())));
    }
    JsonNode value = typed(values.get(0));
    return Violations.of(schema, schema.validate(value), in, value).stream()
        .map(it -> it.at(List.of(in, shown)))
        .toList();
  }

  private JsonNode typed(String text) {
    boolean integer = schema.getSchemaNode().path("type").asText().equals("integer");
    return integer && INTEGER.matcher(text).matches()
        ? BigIntegerNode.valueOf(new BigInteger(text))
        : TextNode.valueOf(text);
  }
}
