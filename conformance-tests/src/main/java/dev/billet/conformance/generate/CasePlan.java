package dev.billet.conformance.generate;

import dev.billet.conformance.document.ApiDocument;
import dev.billet.conformance.document.Json;
import dev.billet.conformance.document.Operation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * All cases for a document, in the order in which they are to be sent. Made when they are first
 * asked for, and kept: a plan can be run again and again. Not for use by several threads.
 */
public final class CasePlan {

  private static final Pattern VARIABLE =
      Pattern.compile("\\$([a-z][a-z0-9]*(?:\\.[a-z][a-z0-9]*)*)");

  private final ApiDocument document;
  private final Givens givens;
  private final Map<String, List<TestCase>> cases = new HashMap<>();
  private final Map<String, List<TestCase>> random = new HashMap<>();
  private @Nullable List<TestCase> examples;

  /** A plan for a document with what is given. */
  public CasePlan(ApiDocument document, Givens givens) {
    this.document = document;
    this.givens = givens;
  }

  /** The document that it is made from. */
  public ApiDocument document() {
    return document;
  }

  /** The request that everything else about an operation is varied from. */
  public TestCase baseline(Operation operation) {
    return TestCase.of(
        operation,
        Group.BASELINE,
        "as the document gives it",
        new Drafts(givens).of(operation).request(),
        Expectation.PERHAPS);
  }

  /** Every case of an operation but the baseline and the random ones. */
  public List<TestCase> cases(Operation operation) {
    return cases.computeIfAbsent(operation.id(), id -> made(operation));
  }

  private List<TestCase> made(Operation operation) {
    Drafts drafts = new Drafts(givens);
    Draft draft = drafts.of(operation);
    List<TestCase> made = new ArrayList<>(BodyCases.of(draft));
    made.addAll(ParameterCases.of(draft, drafts));
    made.addAll(CredentialCases.of(draft, givens));
    made.addAll(ProtocolCases.of(document, draft));
    Map<String, TestCase> unique = new LinkedHashMap<>();
    made.forEach(it -> unique.putIfAbsent(it.name(), it));
    return List.copyOf(unique.values());
  }

  /** So many random bodies for an operation, from a seed. */
  public List<TestCase> random(Operation operation, long seed, int count) {
    return random.computeIfAbsent(
        operation.id() + " " + seed + " " + count, id -> bodies(operation, seed).cases(count));
  }

  /** What makes random bodies, and makes them smaller. */
  public RandomBodies bodies(Operation operation, long seed) {
    return new RandomBodies(new Drafts(givens).of(operation), seed);
  }

  /** The built-in documented examples, as far as what they name is given. */
  public List<TestCase> examples() {
    if (examples == null) {
      examples = replays();
    }
    return examples;
  }

  private List<TestCase> replays() {
    List<TestCase> replays = new ArrayList<>();
    for (DocumentedExample example : DocumentedExample.of(document.key())) {
      Operation operation =
          document.operations().stream()
              .filter(it -> example.operation().filter(it.id()::equals).isPresent())
              .findFirst()
              .orElseGet(() -> Objects.requireNonNull(document.operations().get(0)));
      for (ExampleReplay replay : example.replays()) {
        fillable(replay, givens)
            .ifPresent(it -> replays.add(replayed(operation, example, it, givens)));
      }
    }
    return List.copyOf(replays);
  }

  private static Optional<ExampleReplay> fillable(ExampleReplay replay, Givens givens) {
    Matcher matcher = VARIABLE.matcher(replay.replay().path("fill").toString());
    boolean known = matcher.results().allMatch(it -> givens.variables().containsKey(it.group(1)));
    return known ? Optional.of(replay) : Optional.empty();
  }

  private static TestCase replayed(
      Operation operation, DocumentedExample example, ExampleReplay replay, Givens givens) {
    int status = replay.status();
    Expectation.Kind kind = status < 300 ? Expectation.Kind.ACCEPTED : Expectation.Kind.REFUSED;
    return TestCase.of(
            operation,
            Group.EXAMPLE,
            example.title() + ", " + replay.name(),
            replay.request(text -> filled(text, givens.variables())),
            new Expectation(kind, Set.of(status)))
        .further(reply -> replay.complaints(Json.parse(reply.text())));
  }

  private static String filled(String text, Map<String, String> variables) {
    return VARIABLE
        .matcher(text)
        .replaceAll(
            it -> Matcher.quoteReplacement(Objects.requireNonNull(variables.get(it.group(1)))));
  }
}
