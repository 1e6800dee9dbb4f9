package dev.billet.conformance.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.billet.conformance.document.ApiDocument;
import dev.billet.conformance.document.Json;
import dev.billet.conformance.generate.CasePlan;
import dev.billet.conformance.generate.Givens;
import dev.billet.conformance.generate.Group;
import dev.billet.conformance.http.Reply;
import dev.billet.conformance.http.Request;
import dev.billet.conformance.http.Sender;
import dev.billet.conformance.http.UnreachableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is made of the answers of servers of several kinds. */
final class EngineTest {

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
                              note: {type: string, maxLength: 10}
                    responses:
                      '200': &answer
                        description: one
                        content: {application/json: {schema: {type: object, required: [status], properties: {status: {type: integer}}}}}
                      '400': *answer
                      '404': *answer
                      '405': *answer
                      '409': *answer
                      '413': *answer
                      '415': *answer
              """));

  @Test
  void aServerThatEnforcesTheDocumentHolds() {
    List<Result> results = run(EngineTest::right);
    assertThat(results).noneMatch(it -> it.verdict() == Verdict.BROKEN);
    assertThat(results.stream().filter(it -> it.verdict() == Verdict.HELD).count())
        .isGreaterThan(50);
  }

  @Test
  void aBoundThatIsNotEnforcedIsFoundAndMadeSmall() {
    List<Result> broken =
        broken(run(it -> right(it).status() == 400 && size(it) > 9 ? reply(200) : right(it)));
    assertThat(broken).isNotEmpty().allMatch(it -> size(it.test().request()) > 9);
    assertThat(broken)
        .filteredOn(it -> it.test().group() == Group.RANDOM)
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.test().request().text()).isEqualTo("{\"size\":10}"));
  }

  @Test
  void whereNothingIsAcceptedNothingIsSaidToHoldBecauseOfIt() {
    List<Result> results =
        run(
            it ->
                right(it).accepted()
                    ? reply(409)
                    : right(it).status() == 400 ? reply(409) : right(it));
    assertThat(results)
        .filteredOn(it -> it.test().group() == Group.CONSTRAINT)
        .isNotEmpty()
        .allMatch(it -> it.verdict() == Verdict.NOT_TRIED);
  }

  @Test
  void anEnvelopeThatTellsAnotherStatusIsBroken() {
    Reply lying = new Reply(404, json(), "{\"status\":400}".getBytes(StandardCharsets.UTF_8));
    assertThat(broken(run(it -> right(it).status() == 404 ? lying : right(it))))
        .isNotEmpty()
        .allSatisfy(
            it -> assertThat(it.reasons()).contains("its status is 400, and its status 404"));
  }

  @Test
  void aServerThatIsNotThereIsNoBrokenContract() {
    assertThatThrownBy(
            () ->
                run(
                    it -> {
                      throw new UnreachableException("nobody", new IOException());
                    }))
        .isInstanceOf(UnreachableException.class);
  }

  @Test
  void aServerThatGoesAwayIsBrokenAndTheRestNotTried() {
    AtomicInteger answers = new AtomicInteger(20);
    List<Result> results =
        run(
            it -> {
              if (answers.getAndDecrement() <= 0) {
                throw new UnreachableException("gone", new IOException());
              }
              return right(it);
            });
    assertThat(broken(results)).hasSize(3);
    assertThat(results.get(results.size() - 1).reasons())
        .containsExactly("nobody answers any more");
  }

  private static double size(Request request) {
    try {
      return Json.parse(request.text()).path("size").asDouble();
    } catch (IllegalArgumentException malformed) {
      return 0;
    }
  }

  private static List<Result> broken(List<Result> results) {
    return results.stream().filter(it -> it.verdict() == Verdict.BROKEN).toList();
  }

  private static List<Result> run(Sender sender) {
    Engine.Options options =
        new Engine.Options(Profile.FULL, 5, 60, 0, Optional.empty(), it -> false);
    return new Engine(new CasePlan(DOCUMENT, Givens.demo()), options, sender, Listener.NONE).run();
  }

  /** A server of the fixture, written out by hand. */
  private static Reply right(Request request) {
    int status = RightServer.status(DOCUMENT, request);
    Reply reply = reply(status);
    return status == 405
        ? new Reply(
            status,
            Map.of("Content-Type", List.of("application/json"), "Allow", List.of("POST")),
            reply.body())
        : reply;
  }

  private static Reply reply(int status) {
    return new Reply(
        status, json(), ("{\"status\":" + status + "}").getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, List<String>> json() {
    return Map.of("Content-Type", List.of("application/json"));
  }
}
