package dev.billet.conformance.generate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.document.Operation;
import dev.billet.conformance.document.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parameters of the path, the query and the header, on and beside their bounds. */
final class ParameterCases {

  private final Draft draft;
  private final Operation operation;
  private final Drafts drafts;

  private ParameterCases(Draft draft, Drafts drafts) {
    this.draft = draft;
    this.operation = draft.operation();
    this.drafts = drafts;
  }

  static List<TestCase> of(Draft draft, Drafts drafts) {
    List<TestCase> cases = new ArrayList<>();
    for (Parameter parameter : draft.operation().parameters()) {
      cases.addAll(new ParameterCases(draft, drafts).of(parameter));
    }
    return cases;
  }

  private List<TestCase> of(Parameter parameter) {
    List<TestCase> cases = new ArrayList<>();
    if (parameter.required() && !parameter.in().equals("path")) {
      cases.add(
          TestCase.of(
                  operation,
                  Group.CONSTRAINT,
                  "without " + parameter.where(),
                  draft.without(parameter).request(),
                  Refusals.parameter(operation, parameter.in()))
              .about(constraint(parameter, "required")));
    }
    String base = drafts.value(parameter);
    JsonNode typed = parameter.typed(base);
    Candidates candidates =
        new Candidates(parameter.schema(), typed, parameter.check()::brokenKeywords);
    for (Candidate candidate : candidates.all()) {
      boolean scalar = candidate.value().isValueNode() && !candidate.value().isNull();
      if (scalar && !candidate.keyword().equals("type")) {
        String title = candidate.keyword() + ": " + candidate.title();
        add(cases, parameter, candidate.keyword(), title, candidate.value().asText(), candidate);
      }
    }
    if (!Facets.types(parameter.schema()).contains("string")) {
      for (String text : List.of("abc", "1.5", "0x10", "1e400", "null", "true")) {
        add(cases, parameter, "type", "type: '" + text + "'", text, null);
      }
    }
    odd(cases, parameter);
    return cases;
  }

  private void odd(List<TestCase> cases, Parameter parameter) {
    for (Map.Entry<String, String> odd : Texts.ODD.entrySet()) {
      if (canBeSent(parameter, odd.getValue()) && odd.getValue().length() < 4_000) {
        boolean refused = !parameter.accepts(odd.getValue());
        cases.add(
            TestCase.of(
                operation,
                Group.TEXT,
                parameter.where() + ": " + odd.getKey(),
                draft.with(parameter, odd.getValue()).request(),
                refused ? Refusals.parameter(operation, parameter.in()) : loose(parameter)));
      }
    }
  }

  private void add(
      List<TestCase> cases,
      Parameter parameter,
      String keyword,
      String title,
      String value,
      @Nullable Candidate candidate) {
    if (!canBeSent(parameter, value)) {
      return;
    }
    Expectation expectation;
    if (!parameter.accepts(value)) {
      expectation = Refusals.parameter(operation, parameter.in());
    } else if (candidate != null && candidate.open()) {
      expectation = Expectation.DOCUMENTED;
    } else {
      expectation = loose(parameter);
    }
    cases.add(
        TestCase.of(
                operation,
                Group.CONSTRAINT,
                parameter.where() + " " + title,
                draft.with(parameter, value).request(),
                expectation)
            .about(constraint(parameter, keyword)));
  }

  // An optional number is a setting, and an idempotency key is the caller's own choice; any other
  // text may name something that is not there.
  private static Expectation loose(Parameter parameter) {
    boolean number = !Facets.types(parameter.schema()).contains("string");
    boolean own = parameter.name().equalsIgnoreCase("Idempotency-Key");
    return number || own ? Expectation.ACCEPTED : Expectation.PERHAPS;
  }

  // HTTP takes the white space around a field's value away, and has no other characters.
  private static boolean canBeSent(Parameter parameter, String value) {
    boolean lone = value.chars().anyMatch(it -> Character.isSurrogate((char) it)) && !paired(value);
    return switch (parameter.in()) {
      case "header", "cookie" ->
          value.equals(value.strip()) && value.chars().allMatch(it -> it >= 0x20 && it < 0x7f);
      default -> !lone && value.length() < 4_000;
    };
  }

  private static boolean paired(String value) {
    return value.codePoints().noneMatch(it -> it >= 0xd800 && it <= 0xdfff);
  }

  private Constraint constraint(Parameter parameter, String keyword) {
    return new Constraint(operation.id(), parameter.where(), keyword);
  }
}
