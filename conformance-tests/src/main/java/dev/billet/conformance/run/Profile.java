package dev.billet.conformance.run;

import dev.billet.conformance.document.Operation;
import dev.billet.conformance.generate.Expectation;
import dev.billet.conformance.generate.Group;
import dev.billet.conformance.generate.TestCase;
import java.util.Arrays;
import java.util.Optional;

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

  /** The profile of that title; empty where there is none. */
  public static Optional<Profile> titled(String title) {
    return Arrays.stream(values()).filter(it -> it.title.equals(title)).findFirst();
  }

  /**
   * What a run cannot know because of what was not sent, in a sentence; empty where that is
   * nothing.
   */
  public Optional<String> unknown() {
    return switch (this) {
      case READ_ONLY ->
          Optional.of("nothing but GET was sent, so this run says nothing of the other methods");
      case ERRORS ->
          Optional.of(
              "but for GET, nothing was sent that has to be accepted, so this run does not say"
                  + " whether a right request is, and how it is answered");
      case FULL, RESILIENCE -> Optional.empty();
    };
  }

  /** Whether a case was not tried because of this. */
  public boolean leftOut(Result result) {
    return result.verdict() == Verdict.NOT_TRIED && result.reasons().contains(reason());
  }

  /** Why a case was not tried that is not allowed. */
  String reason() {
    return "not in the profile " + title;
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
