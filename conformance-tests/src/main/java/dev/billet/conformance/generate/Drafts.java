package dev.billet.conformance.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.billet.conformance.document.Json;
import dev.billet.conformance.document.Operation;
import dev.billet.conformance.document.Parameter;
import dev.billet.conformance.document.RequestBody;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The request of an operation that everything else is varied from: what is given, else what the
 * document gives as an example, else the plainest that fits.
 */
final class Drafts {

  private final Givens givens;

  Drafts(Givens givens) {
    this.givens = givens;
  }

  Draft of(Operation operation) {
    Map<String, String> values = new LinkedHashMap<>();
    for (Parameter parameter : operation.parameters()) {
      boolean given = givens.values().containsKey(parameter.name());
      if (parameter.required() || given) {
        values.put(parameter.where(), value(parameter));
      }
    }
    JsonNode body = operation.body().map(this::body).orElse(null);
    Map<String, String> headers = new LinkedHashMap<>();
    givens.key().ifPresent(key -> headers.putAll(credential(operation, key)));
    operation
        .body()
        .filter(it -> body != null)
        .ifPresent(it -> headers.put("Content-Type", mediaType(it)));
    return new Draft(operation, values, headers, body);
  }

  /** A value for a parameter, whether or not it is needed. */
  String value(Parameter parameter) {
    String given = givens.values().get(parameter.name());
    if (given != null) {
      return given;
    }
    JsonNode value = parameter.example().orElseGet(() -> Sample.of(parameter.schema()));
    return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
  }

  /** The header fields that present a key, where the operation asks for one. */
  static Map<String, String> credential(Operation operation, String key) {
    return operation.credentials().stream()
        .map(scheme -> header(scheme, key))
        .flatMap(Optional::stream)
        .findFirst()
        .map(it -> Map.of(it.getKey(), it.getValue()))
        .orElse(Map.of());
  }

  /** The header field in which a scheme has a key; empty where it is no header. */
  static Optional<Map.Entry<String, String>> header(JsonNode scheme, String key) {
    String type = scheme.path("type").asText();
    if (type.equals("apiKey") && scheme.path("in").asText().equals("header")) {
      return Optional.of(Map.entry(scheme.path("name").asText(), key));
    }
    if (type.equals("http") && scheme.path("scheme").asText().equalsIgnoreCase("basic")) {
      String encoded =
          Base64.getEncoder().encodeToString((key + ":").getBytes(StandardCharsets.UTF_8));
      return Optional.of(Map.entry("Authorization", "Basic " + encoded));
    }
    boolean bearer = type.equals("http") || type.equals("oauth2") || type.equals("openIdConnect");
    return bearer ? Optional.of(Map.entry("Authorization", "Bearer " + key)) : Optional.empty();
  }

  private @Nullable JsonNode body(RequestBody body) {
    if (!body.json()) {
      return Json.parse("{}");
    }
    JsonNode example = body.example().orElseGet(() -> Sample.of(body.schema()));
    if (!(example instanceof ObjectNode object)) {
      return example;
    }
    ObjectNode filled = object.deepCopy();
    for (JsonNode alternative : Facets.alternatives(body.schema())) {
      alternative.path("properties").fieldNames().forEachRemaining(name -> fill(filled, name));
    }
    return filled;
  }

  private void fill(ObjectNode body, String name) {
    String given = givens.values().get(name);
    if (given != null) {
      body.set(name, parsed(given));
    }
  }

  private static JsonNode parsed(String text) {
    try {
      return Json.parse(text);
    } catch (IllegalArgumentException e) {
      return TextNode.valueOf(text);
    }
  }

  private static String mediaType(RequestBody body) {
    return body.mediaTypes().contains("application/json")
        ? "application/json"
        : body.mediaTypes().stream().findFirst().orElse("application/json");
  }
}
