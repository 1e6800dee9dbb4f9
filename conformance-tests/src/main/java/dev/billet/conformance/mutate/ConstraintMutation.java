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
import dev.billet.conformance.http.Reply;
import dev.billet.conformance.http.Request;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A server that does not enforce one constraint: what breaks that and nothing else is answered as
 * if it were right.
 */
record ConstraintMutation(
    Operation operation, Constraint constraint, Predicate<Request> breaksThisAlone, Reply success)
    implements Mutation {

  /** For a constraint of the body. */
  static ConstraintMutation ofBody(
      ApiDocument document, Operation operation, Constraint constraint, Reply success) {
    RequestBody body = operation.body().orElseThrow();
    SchemaCheck strict = body.check().orElseThrow();
    JsonPointer at = JsonPointer.compile(constraint.where().replaceFirst("^body ?", ""));
    SchemaCheck relaxed = Relaxed.without(document, body.schema(), at, constraint.keyword());
    return new ConstraintMutation(
        operation,
        constraint,
        request ->
            json(request).filter(it -> !strict.accepts(it) && relaxed.accepts(it)).isPresent(),
        success);
  }

  /** For a constraint of a parameter. */
  static ConstraintMutation ofParameter(
      ApiDocument document,
      Operation operation,
      Parameter parameter,
      Constraint constraint,
      Reply success) {
    SchemaCheck relaxed =
        Relaxed.without(document, parameter.schema(), JsonPointer.empty(), constraint.keyword());
    return new ConstraintMutation(
        operation,
        constraint,
        request -> {
          Optional<String> value = value(operation, parameter, request);
          return constraint.keyword().equals("required")
              ? value.isEmpty()
              : value
                  .filter(it -> !parameter.accepts(it) && relaxed.accepts(parameter.typed(it)))
                  .isPresent();
        },
        success);
  }

  @Override
  public String name() {
    return operation.id() + ": " + constraint + " accepted anyway";
  }

  @Override
  public FaultKind kind() {
    return FaultKind.CONSTRAINT;
  }

  @Override
  public Reply apply(Request request, Reply reply) {
    boolean concerned =
        !reply.accepted()
            && request.method().equals(operation.method())
            && operation.matches(request.path())
            && breaksThisAlone.test(request);
    return concerned ? success : reply;
  }

  private static Optional<JsonNode> json(Request request) {
    try {
      return request.body().map(it -> Json.parse(request.text()));
    } catch (IllegalArgumentException malformed) {
      return Optional.empty();
    }
  }

  private static Optional<String> value(Operation operation, Parameter parameter, Request request) {
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
