package dev.billet.conformance.document;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Takes a document apart, following its references. */
final class DocumentReader {

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");
  // OpenAPI 3.1, 4.8.12.1: header parameters of these names are ignored.
  private static final Set<String> IGNORED_HEADERS =
      Set.of("accept", "content-type", "authorization");

  private final JsonNode document;
  private final String iri;
  private final SchemaRegistry registry;

  DocumentReader(String key, JsonNode document) {
    this.document = document;
    this.iri = "urn:billet:" + key;
    this.registry =
        SchemaRegistry.withDialect(
            Dialects.getOpenApi31(), builder -> builder.schemas(Map.of(iri, document.toString())));
  }

  List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    String base = document.path("x-billet-base-path").asText();
    JsonPointer paths = JsonPointer.compile("/paths");
    for (Map.Entry<String, JsonNode> item : document.path("paths").properties()) {
      JsonPointer at = target(paths.appendProperty(item.getKey()));
      for (Map.Entry<String, JsonNode> member : document.at(at).properties()) {
        if (METHODS.contains(member.getKey())) {
          operations.add(operation(base + item.getKey(), at, member.getKey()));
        }
      }
    }
    return List.copyOf(operations);
  }

  private Operation operation(String path, JsonPointer item, String method) {
    JsonPointer at = item.appendProperty(method);
    JsonNode node = document.at(at);
    String upper = method.toUpperCase(Locale.ROOT);
    Map<String, DocumentedAnswer> answers = new TreeMap<>();
    JsonPointer responses = at.appendProperty("responses");
    document
        .at(responses)
        .properties()
        .forEach(
            it -> answers.put(it.getKey(), answer(target(responses.appendProperty(it.getKey())))));
    return new Operation(
        node.path("operationId").asText(upper + " " + path),
        upper,
        path,
        parameters(item, at),
        body(at),
        Map.copyOf(answers),
        credentials(node.has("security") ? node.path("security") : document.path("security")));
  }

  private List<Parameter> parameters(JsonPointer item, JsonPointer operation) {
    Map<String, Parameter> parameters = new LinkedHashMap<>();
    for (JsonPointer owner : List.of(item, operation)) {
      JsonPointer list = owner.appendProperty("parameters");
      for (int index = 0; index < document.at(list).size(); index++) {
        JsonPointer at = target(list.appendIndex(index));
        JsonNode node = document.at(at);
        String name = node.path("name").asText();
        String in = node.path("in").asText();
        if (!in.equals("header") || !IGNORED_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
          parameters.put(
              in + " " + name,
              new Parameter(
                  name,
                  in,
                  node.path("required").asBoolean(),
                  resolved(document.at(at.appendProperty("schema"))),
                  check(at.appendProperty("schema")),
                  example(node)));
        }
      }
    }
    return List.copyOf(parameters.values());
  }

  private Optional<RequestBody> body(JsonPointer operation) {
    JsonPointer at = target(operation.appendProperty("requestBody"));
    JsonNode node = document.at(at);
    if (node.isMissingNode()) {
      return Optional.empty();
    }
    Set<String> types = new TreeSet<>();
    node.path("content").fieldNames().forEachRemaining(types::add);
    Optional<String> json = types.stream().filter(DocumentReader::isJson).findFirst();
    JsonPointer media =
        at.appendProperty("content").appendProperty(json.orElse("application/json"));
    JsonPointer schema = media.appendProperty("schema");
    return Optional.of(
        new RequestBody(
            node.path("required").asBoolean(),
            types,
            resolved(document.at(schema)),
            json.filter(it -> !document.at(schema).isMissingNode()).map(it -> check(schema)),
            example(document.at(media))));
  }

  private DocumentedAnswer answer(JsonPointer at) {
    Map<String, Optional<SchemaCheck>> content = new TreeMap<>();
    JsonPointer media = at.appendProperty("content");
    document
        .at(media)
        .properties()
        .forEach(
            it -> {
              JsonPointer schema = media.appendProperty(it.getKey()).appendProperty("schema");
              boolean checked = isJson(it.getKey()) && !document.at(schema).isMissingNode();
              content.put(it.getKey(), checked ? Optional.of(check(schema)) : Optional.empty());
            });
    Map<String, DocumentedAnswer.HeaderRule> headers = new TreeMap<>();
    JsonPointer rules = at.appendProperty("headers");
    document
        .at(rules)
        .fieldNames()
        .forEachRemaining(
            name ->
                headers.put(
                    name,
                    DocumentedAnswer.HeaderRule.of(
                        document.at(target(rules.appendProperty(name))))));
    return new DocumentedAnswer(headers, content);
  }

  // Alternatives are listed; of those that are needed together, the first stands for all.
  private List<JsonNode> credentials(JsonNode security) {
    List<JsonNode> schemes = new ArrayList<>();
    for (JsonNode alternative : security) {
      if (alternative.isEmpty()) {
        return List.of();
      }
      String name = alternative.fieldNames().next();
      schemes.add(
          document.at(
              target(JsonPointer.compile("/components/securitySchemes").appendProperty(name))));
    }
    return schemes;
  }

  private SchemaCheck check(JsonPointer schema) {
    String fragment = schema.toString().replace("{", "%7B").replace("}", "%7D");
    return new SchemaCheck(registry.getSchema(SchemaLocation.of(iri + "#" + fragment)));
  }

  private static Optional<JsonNode> example(JsonNode node) {
    if (node.has("example")) {
      return Optional.of(node.path("example"));
    }
    for (JsonNode example : node.path("examples")) {
      return Optional.of(example.path("value"));
    }
    return Optional.empty();
  }

  /** A schema with what it refers to in place of the references, siblings winning. */
  private JsonNode resolved(JsonNode schema) {
    return new References(document).resolved(schema);
  }

  private JsonPointer target(JsonPointer at) {
    JsonNode ref = document.at(at).path("$ref");
    return ref.isMissingNode() ? at : target(JsonPointer.compile(ref.asText().substring(1)));
  }

  private static boolean isJson(String mediaType) {
    return mediaType.matches("(?i)application/(?:[^;]+\\+)?json(?:\\s*;.*)?");
  }
}
