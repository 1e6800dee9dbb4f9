package dev.billet.conformance.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.document.ApiDocument;
import dev.billet.conformance.document.Json;
import dev.billet.conformance.document.Operation;
import dev.billet.conformance.generate.Expectation.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is generated from a document that has every constraint there is. */
final class CasePlanTest {

  private static final ApiDocument DOCUMENT =
      ApiDocument.of(
          "fixture",
          Json.parseYaml(
              """
              openapi: 3.1.0
              info: {title: Fixture, version: v1}
              paths:
                /things/{kind}:
                  post:
                    operationId: make
                    parameters:
                      - {name: kind, in: path, required: true, schema: {enum: [a, b], type: string}}
                      - {name: page, in: query, required: true, schema: {type: integer, minimum: 1, maximum: 3}}
                    requestBody:
                      required: true
                      content:
                        application/json:
                          schema:
                            type: object
                            additionalProperties: false
                            required: [name, price, tags]
                            properties:
                              name: {type: string, minLength: 2, maxLength: 5, example: abc}
                              code: {type: [string, 'null'], pattern: '^x[0-9]+$', example: x1}
                              price: {type: number, exclusiveMinimum: 0, exclusiveMaximum: 10, multipleOf: 0.5, example: 1.5}
                              tags:
                                type: array
                                minItems: 1
                                maxItems: 2
                                uniqueItems: true
                                items: {type: string, maxLength: 3}
                                example: [t]
                    responses:
                      '200': {description: made}
                      '400': {description: not made}
              """));

  private static final Operation OPERATION = DOCUMENT.operations().get(0);
  private static final List<TestCase> CASES =
      new CasePlan(DOCUMENT, Givens.demo()).cases(OPERATION);

  @Test
  void everyConstraintHasACaseThatMustBeRefused() {
    Set<String> refused =
        CASES.stream()
            .filter(it -> it.expectation().kind() == Kind.REFUSED)
            .flatMap(it -> it.constraint().stream())
            .map(Constraint::toString)
            .collect(Collectors.toSet());
    assertThat(Constraints.of(OPERATION).stream().map(Constraint::toString))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(refused).contains(it));
  }

  @Test
  void boundsAreTriedOnInsideAndOutside() {
    assertThat(values("/name", "maxLength", Kind.PERHAPS)).contains("\"abca\"", "\"abcaa\"");
    assertThat(values("/name", "maxLength", Kind.REFUSED)).contains("\"abcaaa\"");
    assertThat(values("/name", "minLength", Kind.REFUSED)).containsExactly("\"a\"");
    assertThat(values("/price", "exclusiveMinimum", Kind.REFUSED)).contains("0", "-0.5");
    assertThat(values("/price", "exclusiveMinimum", Kind.ACCEPTED)).containsExactly("0.5");
    assertThat(values("/price", "multipleOf", Kind.REFUSED)).containsExactly("1.75");
  }

  @Test
  void nullIsAcceptedWhereTheDocumentAllowsIt() {
    assertThat(values("/code", "type", Kind.ACCEPTED)).containsExactly("null");
    assertThat(values("/name", "type", Kind.REFUSED)).contains("null", "5", "[]");
  }

  @Test
  void aParameterIsTriedOutsideItsBounds() {
    assertThat(
            CASES.stream()
                .filter(it -> it.expectation().kind() == Kind.REFUSED)
                .map(it -> it.request().path()))
        .contains("/things/a?page=0", "/things/a?page=4", "/things/a?page=abc", "/things/a");
  }

  @Test
  void namesAreUniqueAndTheSameEveryTime() {
    List<String> names = CASES.stream().map(TestCase::name).toList();
    assertThat(names).doesNotHaveDuplicates();
    assertThat(new CasePlan(DOCUMENT, Givens.demo()).cases(OPERATION).stream().map(TestCase::name))
        .isEqualTo(names);
  }

  @Test
  void aSeedMakesTheSameRandomBodiesEveryTime() {
    assertThat(random(7)).isEqualTo(random(7)).isNotEqualTo(random(8));
  }

  @Test
  void whatIsFoundIsMadeAsSmallAsItShows() {
    RandomBodies bodies = new CasePlan(DOCUMENT, Givens.demo()).bodies(OPERATION, 3);
    TestCase found =
        bodies.cases(200).stream()
            .filter(it -> it.expectation().kind() == Kind.REFUSED)
            .filter(it -> price(it).asDouble() < 0)
            .findFirst()
            .orElseThrow();
    TestCase smallest = bodies.shrunk(found, it -> price(it).asDouble() < 0);
    assertThat(Json.parse(smallest.request().text()).size()).isEqualTo(1);
    assertThat(price(smallest).asDouble()).isNegative();
  }

  private static JsonNode price(TestCase test) {
    return Json.parse(test.request().text()).path("price");
  }

  private static List<String> random(long seed) {
    return new CasePlan(DOCUMENT, Givens.demo())
        .random(OPERATION, seed, 20).stream().map(it -> it.request().text()).toList();
  }

  private static List<String> values(String at, String keyword, Kind kind) {
    return CASES.stream()
        .filter(it -> it.expectation().kind() == kind)
        .filter(
            it ->
                it.constraint()
                    .filter(c -> c.where().equals("body " + at) && c.keyword().equals(keyword))
                    .isPresent())
        .map(it -> Json.parse(it.request().text()).at(at).toString())
        .toList();
  }
}
