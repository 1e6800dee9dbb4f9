package dev.billet.conformance.generate;

import dev.billet.conformance.document.Operation;
import dev.billet.conformance.http.Reply;
import dev.billet.conformance.http.Request;
import java.util.List;
import java.util.Optional;

/**
 * A request, and what has to come back.
 *
 * @param operation the operation that it is about
 * @param constraint what it tries, where it tries one
 * @param title what is sent, for a person
 * @param further what the answer must keep to besides what the document says of every answer
 */
public record TestCase(
    Operation operation,
    Group group,
    Optional<Constraint> constraint,
    String title,
    Request request,
    Expectation expectation,
    Further further) {

  /** Looks at an answer that is documented and of the status that is expected. */
  @FunctionalInterface
  public interface Further {
    /** What is wrong with it, a sentence each; empty where all is well. */
    List<String> complaints(Reply reply);
  }

  static TestCase of(
      Operation operation, Group group, String title, Request request, Expectation expectation) {
    return new TestCase(
        operation, group, Optional.empty(), title, request, expectation, reply -> List.of());
  }

  /** A case of several requests, of which this is one. */
  public static TestCase resilience(Operation operation, String title, Request request) {
    return of(operation, Group.RESILIENCE, title, request, Expectation.ACCEPTED);
  }

  TestCase about(Constraint tried) {
    return new TestCase(operation, group, Optional.of(tried), title, request, expectation, further);
  }

  TestCase further(Further look) {
    return new TestCase(operation, group, constraint, title, request, expectation, look);
  }

  /** The same case with another request. */
  public TestCase with(Request other) {
    return new TestCase(operation, group, constraint, title, other, expectation, further);
  }

  /** Operation, group and title: unique in a run, and the same in every run. */
  public String name() {
    return operation.id() + ": " + group.title() + ": " + title;
  }
}
