package dev.billet.conformance.mutate;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.document.ApiDocument;
import dev.billet.conformance.document.Json;
import dev.billet.conformance.document.Operation;
import dev.billet.conformance.document.Parameter;
import dev.billet.conformance.document.RequestBody;
import dev.billet.conformance.document.SchemaCheck;
import dev.billet.conformance.generate.Constraint;
import dev.billet.conformance.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * What of a request a constraint is about: its body, or a parameter.
 *
 * @param value takes it out of a request; empty where it is not there, or cannot be read
 * @param schema what the document asks of it
 * @param check the same, to hold values against
 * @param at where in it the constraint is about
 */
record Subject(
    Function<Request, Optional<JsonNode>> value,
    JsonNode schema,
    SchemaCheck check,
    JsonPointer at) {

  /** Of a constraint of an operation. */
  static Subject of(Operation operation, Constraint constraint) {
    if (constraint.where().startsWith("body")) {
      RequestBody body = operation.body().orElseThrow();
      JsonPointer at = JsonPointer.compile(constraint.where().replaceFirst("^body ?", ""));
      return new Subject(Subject::json, body.schema(), body.check().orElseThrow(), at);
    }
    Parameter parameter =
        operation.parameters().stream()
            .filter(it -> it.where().equals(constraint.where()))
            .findFirst()
            .orElseThrow();
    return new Subject(
        request -> text(operation, parameter, request).map(parameter::typed),
        parameter.schema(),
        parameter.check(),
        JsonPointer.empty());
  }

  /** The schema with a constraint of it changed; empty where that cannot be. */
  Optional<SchemaCheck> altered(ApiDocument document, String keyword, Altered.Change change) {
    return Altered.of(document, schema, at, keyword, change);
  }

  private static Optional<JsonNode> json(Request request) {
    try {
      return request.body().map(it -> Json.parse(request.text()));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(Operation operation, Parameter parameter, Request request) {
    return switch (parameter.in()) {
      case "header" -> Optional.ofNullable(request.headers().get(parameter.name()));
      case "query" ->
          Arrays.stream(request.path().replaceFirst("^[^?]*\\??", "").split("&", -1))
              .filter(it -> it.startsWith(parameter.name() + "="))
              .map(it -> decoded(it.substring(parameter.name().length() + 1)))
              .findFirst();
      default -> {
        String[] template = operation.path().split("/", -1);
        String[] actual = request.path().replaceFirst("\\?.*", "").split("/", -1);
        for (int index = 0; index < template.length; index++) {
          if (template[index].equals("{" + parameter.name() + "}")) {
            yield Optional.of(decoded(actual[index]));
          }
        }
        yield Optional.empty();
      }
    };
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
  }
}
