package dev.billet.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.Keyword;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One operation of a contract's document, with the schemas of its parameters and its body compiled.
 * Immutable and safe for use by many threads.
 */
final class Operation {

  // The validator meets the words of the whole document on its way to a schema. Any other word that
  // it does not know is a slip of the pen, and would go unenforced.
  private static final Set<String> WORDS_OF_THE_DOCUMENT =
      Set.of("openapi", "info", "servers", "security", "tags", "paths", "components");

  private static final Dialect DIALECT =
      Dialect.builder(Dialects.getOpenApi31())
          .unknownKeywordFactory((keyword, context) -> known(keyword))
          .build();

  private final String id;
  private final List<Parameter> parameters;
  private final @Nullable Schema body;
  private final boolean bodyRequired;
  private final boolean rawBody;

  private Operation(
      String id,
      List<Parameter> parameters,
      @Nullable Schema body,
      boolean bodyRequired,
      boolean rawBody) {
    this.id = id;
    this.parameters = List.copyOf(parameters);
    this.body = body;
    this.bodyRequired = bodyRequired;
    this.rawBody = rawBody;
  }

  private static Keyword known(String keyword) {
    if (!keyword.startsWith("x-") && !WORDS_OF_THE_DOCUMENT.contains(keyword)) {
      throw new IllegalStateException("no schema knows the word " + keyword);
    }
    return new NonValidationKeyword(keyword);
  }

  /** Compiles the operation that a JSON pointer leads to. */
  static Operation compile(ContractDocument document, String pointer) {
    String base = "https://billet.invalid/" + document.name() + ".json";
    SchemaRegistry registry =
        SchemaRegistry.withDefaultDialect(
            DIALECT,
            builder ->
                builder
                    .schemas(Map.of(base, document.tree().toString()))
                    .schemaRegistryConfig(
                        SchemaRegistryConfig.builder().formatAssertionsEnabled(false).build()));
    JsonNode operation = document.tree().at(pointer);
    List<Parameter> parameters = new ArrayList<>();
    for (String list : List.of(pointer.substring(0, pointer.lastIndexOf('/')), pointer)) {
      for (int i = 0; i < document.tree().at(list + "/parameters").size(); i++) {
        String at = document.resolve(list + "/parameters/" + i);
        JsonNode parameter = document.tree().at(at);
        if (!parameter.path("name").asText().equalsIgnoreCase("Authorization")) {
          parameters.add(
              new Parameter(
                  parameter.path("in").asText(),
                  parameter.path("name").asText(),
                  parameter.path("required").asBoolean(),
                  registry.getSchema(SchemaLocation.of(base + "#" + at + "/schema"))));
        }
      }
    }
    String id = operation.path("operationId").asText();
    if (!operation.has("requestBody")) {
      return new Operation(id, parameters, null, false, false);
    }
    String requestBody = document.resolve(pointer + "/requestBody");
    String schema = document.resolve(requestBody + "/content/application~1json/schema");
    boolean required = document.tree().at(requestBody).path("required").asBoolean();
    return document.tree().at(schema).path("format").asText().equals("binary")
        ? new Operation(id, parameters, null, required, true)
        : new Operation(
            id,
            parameters,
            registry.getSchema(SchemaLocation.of(base + "#" + schema)),
            required,
            false);
  }

  /** The document's {@code operationId}. */
  String id() {
    return id;
  }

  /** Whether the resource takes the body's bytes as they came, so that nobody parses them first. */
  boolean rawBody() {
    return rawBody;
  }

  boolean bodyRequired() {
    return bodyRequired;
  }

  /** All violations: those of the parameters first, then those of the body. */
  List<Violation> violations(Exchange exchange) {
    List<Violation> violations = new ArrayList<>();
    for (Parameter parameter : parameters) {
      violations.addAll(parameter.violations(exchange));
    }
    if (body != null) {
      violations.addAll(bodyViolations(body, exchange.body()));
    }
    return violations;
  }

  private List<Violation> bodyViolations(Schema schema, JsonNode value) {
    if (value.isMissingNode()) {
      return bodyRequired ? List.of(Violations.missing(List.of("body"), value)) : List.of();
    }
    List<Error> errors = schema.validate(WholeNumbers.plain(value));
    return errors.isEmpty() ? List.of() : Violations.of(schema, errors, "body", value);
  }
}
