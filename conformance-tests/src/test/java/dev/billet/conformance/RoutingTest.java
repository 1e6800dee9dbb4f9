package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.conformance.document.Json;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.net.http.HttpClient;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Where requests go, and that whatever is under a contract's prefix is answered by it. */
@ExtendWith(SuiteExtension.class)
final class RoutingTest {

  private final Failures failures = Failures.read();

  @TestFactory
  Stream<DynamicTest> whatIsNoPathOfTheContractIsNotFound(Target target) {
    return contracts(
        contract -> {
          Call call = target.call(contract);
          String last = call.path().substring(call.path().lastIndexOf('/'));
          String parent = call.path().substring(0, call.path().lastIndexOf('/'));
          for (String path :
              List.of(
                  call.path() + "/",
                  call.path() + "s",
                  parent + "/" + last,
                  call.path() + "%2Fmore",
                  contract.prefix(),
                  contract.prefix() + "/",
                  contract.prefix() + "/nothing")) {
            Answer answer = raw(call.path(path));
            failures.assertTells(contract, "unknown-path", answer);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> aLongPathIsOneLikeAnyOther(Target target) {
    return contracts(
        contract -> {
          for (int length : new int[] {500, 2_000, 7_000}) {
            Call call = target.call(contract).path(contract.prefix() + "/" + "a".repeat(length));
            failures.assertTells(contract, "unknown-path", call.send());
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> everyOtherMethodIsRefusedWithTheOneThatIsAllowed(Target target) {
    return contracts(
        contract -> {
          for (String method : List.of("GET", "PUT", "PATCH", "DELETE", "OPTIONS")) {
            Answer answer = target.call(contract).method(method).send();
            failures.assertTells(contract, "wrong-method", answer);
            assertThat(answer.header("Allow").orElse("").split(", *")).contains("POST");
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> strangersLearnNoMoreOfPathsAndMethods(Target target) {
    return contracts(
        contract -> {
          Call call = target.call(contract).anonymous();
          failures.assertTells(contract, "wrong-method", call.method("PUT").send());
          failures.assertTells(contract, "unknown-path", call.path(call.path() + "/x").send());
        });
  }

  @TestFactory
  Stream<DynamicTest> aSaneRequestIdIsKeptAndAnotherReplaced(Target target) {
    return contracts(
        contract -> {
          Call call = target.call(contract).method("PUT");
          assertThat(call.header("X-Request-Id", "order-1042.a").send().headers("X-Request-Id"))
              .containsExactly("order-1042.a");
          for (String insane : List.of("<script>", "a b", "x".repeat(300))) {
            assertThat(call.header("X-Request-Id", insane).send().header("X-Request-Id"))
                .isPresent()
                .get()
                .isNotEqualTo(insane);
          }
        });
  }

  @TestFactory
  Stream<DynamicTest> anAcceptHeaderThatExcludesJsonStillGetsJson(Target target) {
    return contracts(
        contract -> {
          Call call = target.call(contract);
          assertThat(call.header("Accept", "text/html").send().status()).isEqualTo(200);
          assertThat(call.header("Accept", "not a media type").send().status()).isEqualTo(200);
          failures.assertTells(
              contract, "wrong-method", call.header("Accept", "image/png").method("PUT").send());
        });
  }

  @TestFactory
  Stream<DynamicTest> theHostHeaderChangesNothing(Target target) {
    return contracts(
        contract -> {
          Call call = target.call(contract).header("Host", "elsewhere.example");
          for (Answer answer : List.of(call.send(), call.method("PUT").send())) {
            assertThat(answer.toString()).doesNotContain("elsewhere.example");
          }
        });
  }

  @Test
  void elsewhereNothingIsServedAndAProblemSaysSo(Target target) {
    for (String path :
        List.of(
            "/nothing",
            "/api",
            "/api/v1/organisations",
            "/v1",
            "/api/v1/orgs",
            "/api/v1/billing%2Fcheckout")) {
      Response response =
          RestAssured.given().urlEncodingEnabled(false).post(target.baseUrl() + path);
      assertThat(response.statusCode()).as(path).isEqualTo(404);
      assertThat(response.contentType()).as(path).startsWith("application/problem+json");
      assertThat(Json.parse(response.asString()).path("status").asInt()).isEqualTo(404);
    }
  }

  private static Answer raw(Call call) {
    return call.sendAsync(HttpClient.newHttpClient()).join();
  }

  private static Stream<DynamicTest> contracts(Check check) {
    return ContractDocument.all().stream()
        .map(contract -> DynamicTest.dynamicTest(contract.key(), () -> check.of(contract)));
  }

  private interface Check {
    void of(ContractDocument contract) throws Exception;
  }
}
