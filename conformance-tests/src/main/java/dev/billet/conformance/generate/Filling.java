package dev.billet.conformance.generate;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.billet.conformance.document.Json;
import dev.billet.conformance.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A printed request while its placeholders are filled in. */
final class Filling {

  private final UnaryOperator<String> variables;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final String method;
  private String path;
  private @Nullable String body;

  Filling(JsonNode request, UnaryOperator<String> variables) {
    this.variables = variables;
    this.method = request.path("method").asText("POST");
    this.path = request.path("path").asText();
    this.body = request.path("body").textValue();
    request.path("headers").properties().forEach(it -> set(it.getKey(), it.getValue()));
  }

  void fill(Map.Entry<String, JsonNode> entry) {
    String[] key = entry.getKey().split(":", 2);
    String name = Objects.requireNonNull(key[1]);
    JsonNode value = filled(entry.getValue());
    switch (Objects.requireNonNull(key[0])) {
      case "header" -> set(name, value);
      case "path" -> path = path.replace("{" + name + "}", value.asText());
      case "body" -> fillBody(JsonPointer.compile(name), value);
      default -> throw new IllegalArgumentException("cannot fill in " + entry.getKey());
    }
  }

  Request request() {
    return new Request(
        method,
        path.replace("{", "%7B").replace("}", "%7D"),
        headers,
        body == null ? null : body.getBytes(StandardCharsets.UTF_8));
  }

  private void set(String name, JsonNode value) {
    headers.keySet().removeIf(name::equalsIgnoreCase);
    if (!value.isNull()) {
      headers.put(name, value.asText());
    }
  }

  // The printed text goes as it is, unless something in it is filled in.
  private void fillBody(JsonPointer at, JsonNode value) {
    JsonNode parsed = Json.parse(body == null ? "{}" : body);
    JsonNode parent = parsed.at(at.head());
    if (parent instanceof ArrayNode array) {
      array.set(at.last().getMatchingIndex(), value);
    } else {
      ((ObjectNode) parent).set(at.last().getMatchingProperty(), value);
    }
    body = parsed.toString();
  }

  private JsonNode filled(JsonNode value) {
    return value.isTextual() ? TextNode.valueOf(variables.apply(value.asText())) : value;
  }
}
