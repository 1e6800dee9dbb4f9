package dev.billet.conformance.generate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.document.Operation;
import dev.billet.conformance.document.Parameter;
import dev.billet.conformance.http.Request;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A request in its parts, before it is written. Immutable.
 *
 * @param values the parameters' values, by {@link Parameter#where()}
 * @param headers what is sent besides: credential and media type
 * @param body the body; null for none
 */
record Draft(
    Operation operation,
    Map<String, String> values,
    Map<String, String> headers,
    @Nullable JsonNode body) {

  Draft with(Parameter parameter, String value) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.put(parameter.where(), value);
    return new Draft(operation, changed, headers, body);
  }

  Draft without(Parameter parameter) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.remove(parameter.where());
    return new Draft(operation, changed, headers, body);
  }

  Draft withBody(@Nullable JsonNode other) {
    Map<String, String> changed = new LinkedHashMap<>(headers);
    if (other == null) {
      changed.remove("Content-Type");
    } else if (body == null) {
      changed.put("Content-Type", "application/json");
    }
    return new Draft(operation, values, changed, other);
  }

  Request request() {
    String path = operation.path();
    StringJoiner query = new StringJoiner("&", "?", "").setEmptyValue("");
    Map<String, String> sent = new LinkedHashMap<>(headers);
    for (Parameter parameter : operation.parameters()) {
      String value = values.get(parameter.where());
      if (value != null) {
        switch (parameter.in()) {
          case "path" -> path = path.replace("{" + parameter.name() + "}", encoded(value));
          case "query" -> query.add(encoded(parameter.name()) + "=" + encoded(value));
          case "header" -> sent.put(parameter.name(), value);
          default -> sent.merge("Cookie", parameter.name() + "=" + value, (a, b) -> a + "; " + b);
        }
      }
    }
    byte[] bytes = body == null ? null : body.toString().getBytes(StandardCharsets.UTF_8);
    return new Request(operation.method(), path + query, sent, bytes);
  }

  static String encoded(String value) {
    // Dots alone would be taken for steps up.
    String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    return encoded.matches("\\.{1,2}") ? encoded.replace(".", "%2E") : encoded;
  }
}
