package dev.billet.conformance.run;

import dev.billet.conformance.document.Operation;
import dev.billet.conformance.generate.Expectation;
import dev.billet.conformance.generate.Group;
import dev.billet.conformance.generate.TestCase;

/** Which cases are sent. */
public enum Profile {
  /** GET only, so that nothing can be made. */
  READ_ONLY("read-only"),
  /** What has to be refused, and GET: a server that keeps its contract makes nothing. */
  ERRORS("errors"),
  /** Everything that a client may do. */
  FULL("full"),
  /** The same, and many requests at once: for a server of one's own. */
  RESILIENCE("resilience");

  private final String title;

  Profile(String title) {
    this.title = title;
  }

  /** As it is called on the command line. */
  public String title() {
    return title;
  }

  boolean allows(TestCase test) {
    return switch (this) {
      case READ_ONLY -> test.request().method().equals("GET");
      case ERRORS ->
          test.request().method().equals("GET")
              || test.expectation().kind() == Expectation.Kind.REFUSED;
      case FULL, RESILIENCE -> true;
    };
  }

  /** Whether an operation's own request may be sent, to learn whether it is accepted. */
  boolean allowsBaseline(Operation operation) {
    return operation.safe() || this == FULL || this == RESILIENCE;
  }

  boolean includes(Group group) {
    return group != Group.RESILIENCE || this == RESILIENCE;
  }
}
