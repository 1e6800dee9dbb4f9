package dev.billet.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/**
 * Writes whole numbers as whole numbers. To JSON Schema {@code 1.0} and {@code 1e300} are integers;
 * the validator would compare them by their lowest 64 bits.
 */
final class WholeNumbers {

  private WholeNumbers() {}

  /** The same value, with every whole number in it plain. */
  static JsonNode plain(JsonNode value) {
    if (value.isBigDecimal()) {
      BigDecimal number = value.decimalValue().stripTrailingZeros();
      return number.scale() <= 0 ? BigIntegerNode.valueOf(number.toBigIntegerExact()) : value;
    }
    if (value.isObject()) {
      ObjectNode object = JsonNodeFactory.instance.objectNode();
      value.properties().forEach(member -> object.set(member.getKey(), plain(member.getValue())));
      return object;
    }
    if (value.isArray()) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode(value.size());
      value.forEach(element -> array.add(plain(element)));
      return array;
    }
    return value;
  }
}
