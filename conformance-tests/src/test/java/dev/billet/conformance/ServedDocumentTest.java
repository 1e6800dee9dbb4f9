package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.conformance.document.Json;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** The documents that the server itself hands out, and the pages that lead to them. */
@ExtendWith(SuiteExtension.class)
final class ServedDocumentTest {

  @TestFactory
  Stream<DynamicTest> isTheEnforcedOneWithOurServer(Target target) {
    return ContractDocument.served().stream()
        .map(
            contract ->
                DynamicTest.dynamicTest(
                    contract.key(),
                    () -> {
                      Response response =
                          RestAssured.get(
                              target.baseUrl() + "/openapi/" + contract.key() + ".yaml");
                      assertThat(response.statusCode()).isEqualTo(200);
                      assertThat(response.contentType()).contains("yaml");
                      JsonNode served = Json.parseYaml(response.asString());
                      isTheEnforcedOneWithOurServer(target, contract, served);
                    }));
  }

  private static void isTheEnforcedOneWithOurServer(
      Target target, ContractDocument contract, JsonNode served) {
    ObjectNode expected = contract.tree().deepCopy();
    assertThat(served.path("x-documented-servers")).isEqualTo(expected.get("servers"));
    assertThat(served.path("servers")).hasSize(1);
    assertThat(served.at("/servers/0/url").asText())
        .isEqualTo(target.baseUrl() + expected.path("x-billet-base-path").asText());
    // Apart from these, word for word what is enforced.
    ObjectNode actual = served.deepCopy();
    for (ObjectNode document : new ObjectNode[] {expected, actual}) {
      document.remove("servers");
      document.remove("x-documented-servers");
    }
    assertThat(actual).isEqualTo(expected);
  }

  @Test
  void theFrontPageLeadsToEveryContractsReference(Target target) {
    Response page = RestAssured.get(target.baseUrl() + "/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.contentType()).startsWith("text/html");
    for (ContractDocument contract : ContractDocument.served()) {
      assertThat(page.asString())
          .contains("reference/" + contract.key())
          .contains("openapi/" + contract.key() + ".yaml");
      assertThat(RestAssured.get(target.baseUrl() + "/reference/" + contract.key()).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  void aDocumentThatDoesNotExistIsNotFound(Target target) {
    assertThat(RestAssured.get(target.baseUrl() + "/openapi/nobody.yaml").statusCode())
        .isEqualTo(404);
    assertThat(RestAssured.get(target.baseUrl() + "/reference/nobody").statusCode()).isEqualTo(404);
  }
}
