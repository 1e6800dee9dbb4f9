package dev.billet.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.billet.checkout.Idempotency;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells whether two bodies ask for the same: the order of members, white space and the way a number
 * is written do not matter.
 */
final class CanonicalJson {

  private CanonicalJson() {}

  static String hash(JsonNode body) {
    StringBuilder text = new StringBuilder();
    write(body, text);
    return Idempotency.sha256(text.toString());
  }

  private static void write(JsonNode value, StringBuilder text) {
    if (value.isObject()) {
      Map<String, JsonNode> members = new TreeMap<>();
      value.properties().forEach(member -> members.put(member.getKey(), member.getValue()));
      text.append('{');
      members.forEach(
          (name, member) -> {
            text.append(quoted(name)).append(':');
            write(member, text);
            text.append(',');
          });
      text.append('}');
    } else if (value.isArray()) {
      text.append('[');
      for (JsonNode element : value) {
        write(element, text);
        text.append(',');
      }
      text.append(']');
    } else if (value.isNumber()) {
      // Never toPlainString: 1e-999999999 is short as it is written, and a gigabyte in full.
      text.append(value.decimalValue().stripTrailingZeros());
    } else if (!value.isMissingNode()) {
      text.append(value);
    }
  }

  private static String quoted(String name) {
    return TextNode.valueOf(name).toString();
  }
}
