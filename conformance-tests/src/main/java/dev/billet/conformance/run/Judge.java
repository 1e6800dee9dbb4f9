package dev.billet.conformance.run;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.document.ApiDocument;
import dev.billet.conformance.document.Json;
import dev.billet.conformance.document.Violation;
import dev.billet.conformance.generate.Expectation;
import dev.billet.conformance.generate.Group;
import dev.billet.conformance.generate.TestCase;
import dev.billet.conformance.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Holds an answer against the document and against what a case expects. Immutable. */
final class Judge {

  // Where they are, the request fares the same whatever else it says.
  private static final Set<Group> APART =
      Set.of(Group.CREDENTIAL, Group.PATH, Group.METHOD, Group.EXAMPLE);

  private final ApiDocument document;
  private final Predicate<Violation> excused;

  /**
   * A judge.
   *
   * @param excused violations that are known and let through
   */
  Judge(ApiDocument document, Predicate<Violation> excused) {
    this.document = document;
    this.excused = excused;
  }

  /** A verdict and its reasons. */
  record Judgement(Verdict verdict, List<String> reasons) {

    static Judgement notTried(String reason) {
      return new Judgement(Verdict.NOT_TRIED, List.of(reason));
    }
  }

  /**
   * Judges.
   *
   * @param baseline how the operation's own request was answered; empty where it was not sent
   */
  Judgement judge(TestCase test, Reply reply, Optional<Reply> baseline) {
    List<String> wrong = new ArrayList<>(complaints(test, reply));
    Optional<String> open = Optional.empty();
    if (reply.status() >= 500) {
      wrong.add("the server failed: " + reply.status());
    } else {
      open = meaningless(test, reply, baseline);
      if (open.isEmpty()) {
        unexpected(test.expectation(), reply).ifPresent(wrong::add);
      }
    }
    if (wrong.isEmpty() && open.isEmpty()) {
      wrong.addAll(test.further().complaints(reply));
    }
    if (!wrong.isEmpty()) {
      return new Judgement(Verdict.BROKEN, wrong);
    }
    return open.map(Judgement::notTried).orElse(new Judgement(Verdict.HELD, List.of()));
  }

  /** Why an answer says nothing of the case; empty where it does. */
  private static Optional<String> meaningless(
      TestCase test, Reply reply, Optional<Reply> baseline) {
    boolean refused = reply.status() >= 400;
    boolean baselineToo =
        baseline.isPresent()
            && !baseline.get().accepted()
            && test.group() != Group.EXAMPLE
            && refused;
    String likewise =
        "the request as given is not accepted either: "
            + baseline.map(it -> Integer.toString(it.status())).orElse("not sent");
    return switch (test.expectation().kind()) {
      case ACCEPTED -> baselineToo ? Optional.of(likewise) : Optional.empty();
      case PERHAPS ->
          refused
              ? Optional.of("it takes what was not given: " + reply.status())
              : Optional.empty();
      case REFUSED -> {
        boolean alike = baselineToo && baseline.orElseThrow().status() == reply.status();
        yield alike && !APART.contains(test.group()) ? Optional.of(likewise) : Optional.empty();
      }
      case DOCUMENTED -> Optional.empty();
    };
  }

  private static Optional<String> unexpected(Expectation expectation, Reply reply) {
    boolean listed =
        expectation.statuses().isEmpty() || expectation.statuses().contains(reply.status());
    return switch (expectation.kind()) {
      case ACCEPTED -> {
        if (!reply.accepted()) {
          yield Optional.of("it is right, and was refused: " + reply.status());
        }
        yield listed ? Optional.empty() : otherwise(expectation, reply);
      }
      case REFUSED -> {
        if (reply.status() < 400) {
          yield Optional.of("it has to be refused, and was accepted: " + reply.status());
        }
        yield listed ? Optional.empty() : otherwise(expectation, reply);
      }
      case PERHAPS, DOCUMENTED -> Optional.empty();
    };
  }

  private static Optional<String> otherwise(Expectation expectation, Reply reply) {
    return Optional.of(
        "it was answered " + reply.status() + " and not one of " + expectation.statuses());
  }

  private List<String> complaints(TestCase test, Reply reply) {
    List<String> wrong = new ArrayList<>();
    document.violations(test.request().method(), test.request().path(), reply).stream()
        .filter(excused.negate())
        .map(Violation::sentence)
        .forEach(wrong::add);
    if (reply.status() >= 400) {
      wrong.addAll(otherStatus(reply));
    }
    return wrong;
  }

  /** An envelope that repeats the status has to tell the same one. */
  private static List<String> otherStatus(Reply reply) {
    List<String> wrong = new ArrayList<>();
    try {
      JsonNode body = Json.parse(reply.text());
      for (JsonNode envelope : List.of(body, body.path("error"))) {
        for (Map.Entry<String, JsonNode> member : envelope.properties()) {
          boolean named = member.getKey().matches("(?i)status|status_?code|code");
          int told = member.getValue().asInt();
          if (named
              && member.getValue().isInt()
              && told >= 100
              && told < 600
              && told != reply.status()) {
            wrong.add(
                "its " + member.getKey() + " is " + told + ", and its status " + reply.status());
          }
        }
      }
    } catch (IllegalArgumentException notJson) {
      // That it has to be JSON is the document's to say, and is held elsewhere.
      return List.of();
    }
    return wrong;
  }
}
