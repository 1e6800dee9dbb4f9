package dev.billet.conformance.generate;

import dev.billet.conformance.document.ApiDocument;
import dev.billet.conformance.document.Operation;
import java.util.Arrays;

/**
 * With which statuses a fault may be refused: the usual ones for it, as far as the document has
 * them; any 4xx where it has none of them. Stateless.
 */
final class Refusals {

  private Refusals() {}

  /** A body that breaks its schema. Some contracts answer one of their constraints otherwise. */
  static Expectation body(Operation operation) {
    return of(operation, 400, 422);
  }

  /** No body where one is needed: what is not there is of no media type either. */
  static Expectation noBody(Operation operation) {
    return of(operation, 400, 415, 422);
  }

  /** A parameter that breaks its schema; one of the path may make it another path. */
  static Expectation parameter(Operation operation, String in) {
    return in.equals("path") ? of(operation, 400, 404, 422) : of(operation, 400, 422);
  }

  static Expectation noCredential(Operation operation) {
    return operation.documents(401) ? Expectation.refused(401) : of(operation, 403);
  }

  static Expectation anotherOrganization(Operation operation) {
    return of(operation, 401, 403, 404);
  }

  static Expectation mediaType(Operation operation) {
    return operation.documents(415) ? Expectation.refused(415) : of(operation, 400, 422);
  }

  static Expectation tooLarge(Operation operation) {
    return operation.documents(413) ? Expectation.refused(413) : of(operation, 400, 422);
  }

  /** A method that the path does not have. */
  static Expectation method(ApiDocument document, String path) {
    boolean told = document.candidates("", path).stream().anyMatch(it -> it.documents(405));
    return told ? Expectation.refused(405) : Expectation.refused();
  }

  /** A path that the document does not have. */
  static Expectation path(ApiDocument document) {
    boolean told = document.operations().stream().anyMatch(it -> it.documents(404));
    return told ? Expectation.refused(404) : Expectation.refused();
  }

  private static Expectation of(Operation operation, Integer... usual) {
    Integer[] documented =
        Arrays.stream(usual).filter(operation::documents).toArray(Integer[]::new);
    return Expectation.refused(documented);
  }
}
