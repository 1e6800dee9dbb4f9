package dev.billet.conformance.mutate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.conformance.document.ApiDocument;
import dev.billet.conformance.document.Json;
import dev.billet.conformance.document.Violation;
import dev.billet.conformance.generate.CasePlan;
import dev.billet.conformance.generate.Givens;
import dev.billet.conformance.http.Reply;
import dev.billet.conformance.http.Request;
import dev.billet.conformance.http.Sender;
import dev.billet.conformance.run.Engine;
import dev.billet.conformance.run.Listener;
import dev.billet.conformance.run.Profile;
import dev.billet.conformance.run.RightServer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What the score counts, with servers written out by hand. */
final class MutationRunTest {

  private static final int ALL = 10_000;
  private static final ApiDocument DOCUMENT =
      ApiDocument.of(
          "fixture",
          Json.parseYaml(
              """
              openapi: 3.1.0
              info: {title: Fixture, version: v1}
              paths:
                /things:
                  post:
                    operationId: make
                    requestBody:
                      required: true
                      content:
                        application/json:
                          schema:
                            type: object
                            required: [size]
                            properties:
                              size: {type: integer, minimum: 1, maximum: 9, example: 5}
                    responses:
                      '200': &answer
                        description: one
                        headers: {X-Request-Id: {required: true, schema: {type: string}}}
                        content: {application/json: {schema: {$ref: '#/components/schemas/Answer'}}}
                      '400': *answer
                      '404': *answer
                      '405': *answer
                      '409': *answer
                      '413': *answer
                      '415': *answer
              components:
                schemas:
                  Answer:
                    type: object
                    required: [status]
                    properties: {status: {type: integer}, note: {type: [string, 'null']}}
              """));

  @Test
  void aRunThatSeesEverythingNoticesNearlyEverything() {
    MutationScore score = play(Profile.FULL, MutationRunTest::right, it -> false, ALL);
    assertThat(score.planted()).hasSize(score.possible()).hasSizeGreaterThan(50);
    assertThat(score.ratio().orElseThrow()).as("%s", score).isGreaterThan(0.9);
    for (FaultKind kind : FaultKind.values()) {
      assertThat(score.planted()).as("%s", kind).anyMatch(it -> it.kind() == kind);
    }
    assertThat(score.names(Fate.NOTICED))
        .contains(
            "make: body /size maximum accepted anyway",
            "make: body /size maximum, one over it accepted",
            "make: body /size minimum, on it refused",
            "make 415: accepted anyway");
  }

  @Test
  void aJudgeThatLetsEveryViolationThroughHasALowerScoreWithTheSameFaults() {
    MutationScore seeing = play(Profile.FULL, MutationRunTest::right, it -> false, ALL);
    MutationScore blind = play(Profile.FULL, MutationRunTest::right, it -> true, ALL);
    assertThat(blind.planted()).hasSameSizeAs(seeing.planted());
    assertThat(blind.ratio().orElseThrow()).isLessThan(seeing.ratio().orElseThrow() - 0.1);
    assertThat(blind.names(Fate.SURVIVED)).contains("make 200: DROP /status");
    // What is excused is not allowed by the document.
    assertThat(blind.names(Fate.ALLOWED)).isEqualTo(seeing.names(Fate.ALLOWED));
  }

  @Test
  void whatTheDocumentAllowsIsNoFault() {
    MutationScore score = play(Profile.FULL, MutationRunTest::right, it -> false, ALL);
    assertThat(score.names(Fate.ALLOWED)).contains("make 200: NULL /note", "make 400: DROP /note");
    assertThat(score.names(Fate.SURVIVED)).doesNotContain("make 200: NULL /note");
    assertThat(score.names(Fate.NOTICED)).contains("make 200: RETYPE /note");
  }

  @Test
  void whatTheServerBreaksItselfIsNotTakenForANoticedFault() {
    // Its answers to a path that is not there are of a kind of their own.
    Reply page = new Reply(404, Map.of("Content-Type", List.of("text/html")), new byte[0]);
    Sender broken = it -> it.path().equals("/things") ? right(it) : page;
    MutationScore score = play(Profile.FULL, broken, it -> true, ALL);
    MutationScore whole = play(Profile.FULL, MutationRunTest::right, it -> true, ALL);
    assertThat(score.names(Fate.SURVIVED)).contains("make 200: DROP /status");
    assertThat(score.names(Fate.NOTICED)).isSubsetOf(whole.names(Fate.NOTICED));
  }

  @Test
  void theServerIsNotAskedAgain() {
    for (Profile profile : List.of(Profile.FULL, Profile.RESILIENCE, Profile.ERRORS)) {
      AtomicInteger asked = new AtomicInteger();
      CasePlan plan = new CasePlan(DOCUMENT, Givens.demo());
      MutatingProxy proxy =
          new MutatingProxy(
              request -> {
                asked.incrementAndGet();
                return right(request);
              });
      Engine.Options options = options(profile, it -> false);
      new Engine(plan, options, proxy, Listener.NONE).run();
      int before = asked.get();
      MutationScore score = new MutationRun(plan, options, proxy).play(40, fate -> {});
      assertThat(score.planted()).hasSize(40);
      assertThat(asked).hasValue(before);
    }
  }

  @Test
  void aSeedDrawsTheSameFaultsAgainAndTellsOfEach() {
    List<Fate> told = new ArrayList<>();
    MutationScore once = play(Profile.FULL, MutationRunTest::right, it -> false, 12);
    CasePlan plan = new CasePlan(DOCUMENT, Givens.demo());
    MutatingProxy proxy = new MutatingProxy(MutationRunTest::right);
    Engine.Options options = options(Profile.FULL, it -> false);
    new Engine(plan, options, proxy, Listener.NONE).run();
    assertThat(new MutationRun(plan, options, proxy).play(12, told::add)).isEqualTo(once);
    assertThat(told).hasSize(12);
  }

  private static MutationScore play(
      Profile profile, Sender server, Predicate<Violation> excused, int most) {
    CasePlan plan = new CasePlan(DOCUMENT, Givens.demo());
    MutatingProxy proxy = new MutatingProxy(server);
    Engine.Options options = options(profile, excused);
    new Engine(plan, options, proxy, Listener.NONE).run();
    return new MutationRun(plan, options, proxy).play(most, fate -> {});
  }

  private static Engine.Options options(Profile profile, Predicate<Violation> excused) {
    return new Engine.Options(profile, 5, 10, 0, Optional.empty(), excused);
  }

  /** A server that keeps to the document. */
  private static Reply right(Request request) {
    return reply(RightServer.status(DOCUMENT, request));
  }

  private static Reply reply(int status) {
    return new Reply(
        status,
        Map.of(
            "Content-Type",
            List.of("application/json"),
            "Allow",
            List.of("POST"),
            "X-Request-Id",
            List.of("1")),
        "{\"status\":%d,\"note\":\"so\"}".formatted(status).getBytes(StandardCharsets.UTF_8));
  }
}
