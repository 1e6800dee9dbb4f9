package dev.billet.conformance.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/**
 * A parameter outside the body.
 *
 * @param in {@code path}, {@code query}, {@code header} or {@code cookie}
 * @param schema its schema with references followed
 * @param check the same schema, to hold values against
 * @param example a value that the document gives, where it does
 */
public record Parameter(
    String name,
    String in,
    boolean required,
    JsonNode schema,
    SchemaCheck check,
    Optional<JsonNode> example) {

  /** Where it is, as constraints name it: {@code query limit}. */
  public String where() {
    return in + " " + name;
  }

  /** A text as the parameter's type reads it; what cannot be read so stays text. */
  public JsonNode typed(String text) {
    String type = schema.path("type").asText();
    if (type.equals("integer") && text.matches("-?(?:0|[1-9][0-9]*)")) {
      return BigIntegerNode.valueOf(new BigInteger(text));
    }
    if (type.equals("number") && text.matches("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?")) {
      return DecimalNode.valueOf(new BigDecimal(text));
    }
    return TextNode.valueOf(text);
  }

  /** Whether a text is a value of it. */
  public boolean accepts(String text) {
    return check.accepts(typed(text));
  }
}
