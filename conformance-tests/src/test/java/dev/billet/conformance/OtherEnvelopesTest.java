package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The answers of the contracts with envelopes of their own, field by field. */
@ExtendWith(SuiteExtension.class)
final class OtherEnvelopesTest {

  @Test
  void dreadnodePrintsItsDocumentedExample(Target target) {
    Answer answer = target.call("dreadnode").anonymous().send();
    assertThat(answer.text())
        .isEqualTo(
            "{\"code\":401,\"detail\":\"Authentication failed\",\"type\":\"authentication_error\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|greater_than_equal|Input should be greater than or equal to 1",
        "11|less_than_equal|Input should be less than or equal to 10",
        "99999999999999999999|less_than_equal|Input should be less than or equal to 10",
        "1.5|int_from_float|Input should be a valid integer, got a number with a fractional part",
        "null|int_type|Input should be a valid integer",
        "\"5\"|int_type|Input should be a valid integer",
        "true|int_type|Input should be a valid integer",
        "[]|int_type|Input should be a valid integer",
        "{}|int_type|Input should be a valid integer"
      })
  void dreadnodeJudgesAQuantity(String quantity, String type, String msg, Target target) {
    Answer answer = quantity(target, quantity);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").toString())
        .isEqualTo(
            "[{\"loc\":[\"body\",\"quantity\"],\"msg\":\"%s\",\"type\":\"%s\"}]"
                .formatted(msg, type));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "10", "1.0"})
  void dreadnodeAcceptsAQuantity(String quantity, Target target) {
    assertThat(quantity(target, quantity).status()).isEqualTo(200);
  }

  @Test
  void dreadnodeReportsAllViolationsAtOnce(Target target) {
    Answer answer = target.call("dreadnode").body("{\"quantity\":11,\"success_url\":5}").send();
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").findValuesAsText("type"))
        .containsExactlyInAnyOrder("missing", "less_than_equal", "string_type");
    assertThat(answer.json().path("errors").findValues("loc").stream().map(JsonNode::toString))
        .containsExactlyInAnyOrder(
            "[\"body\",\"cancel_url\"]", "[\"body\",\"quantity\"]", "[\"body\",\"success_url\"]");
  }

  @Test
  void dreadnodeTakesTheKeyInEitherHeader(Target target) {
    String key = target.variables().get("key.owner");
    Call call = target.call("dreadnode").anonymous();
    assertThat(call.header("X-API-Key", key).send().status()).isEqualTo(200);
    assertThat(call.header("Authorization", "Bearer " + key).send().status()).isEqualTo(200);
  }

  @Test
  void dreadnodeRefusesAWrongMethodWithAllow(Target target) {
    Answer answer = target.call("dreadnode").method("DELETE").send();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.header("Allow").orElse("")).contains("POST");
  }

  @Test
  void closientNamesEveryFieldThatIsWrong(Target target) {
    Answer answer =
        target
            .call("closient")
            .body("{\"organization_id\":\"short\",\"amount_cents\":\"501\",\"success_url\":\"x\"}")
            .send();
    assertThat(answer.status()).isEqualTo(422);
    JsonNode details = answer.json().at("/error/details");
    assertThat(details.findValuesAsText("field"))
        .contains("organization_id", "amount_cents", "success_url", "cancel_url");
    assertThat(details)
        .allSatisfy(detail -> assertThat(detail.path("message").asText()).isNotEmpty());
  }

  @Test
  void closientSaysSoWhereThereAreNoDetails(Target target) {
    Answer answer = target.call("closient").anonymous().send();
    assertThat(answer.json().at("/error").has("details")).isTrue();
    assertThat(answer.json().at("/error/details").isNull()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "499,400",
    "0,400",
    "-5,400",
    "500,200",
    "501,200",
    "100000000,422",
    "9223372036854775807,422",
    "9223372036854775808,422",
    "1e30,422",
    "500.5,422"
  })
  void closientJudgesAnAmount(String amount, int status, Target target) {
    Call call = target.call("closient");
    String body = call.json().toString().replace("501", amount);
    assertThat(call.body(body).send().status()).isEqualTo(status);
  }

  @Test
  void closientCallsALowAmountAndAnotherViolationInvalid(Target target) {
    Answer answer =
        target
            .call("closient")
            .edit(body -> body.put("amount_cents", 1).put("cancel_url", ""))
            .send();
    assertThat(answer.status()).isEqualTo(422);
  }

  @Test
  void versoriNamesTheFieldInItsCause(Target target) {
    Answer answer = target.call("versori").edit(body -> body.put("successURL", "/relative")).send();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.at("/cause")).contains("successURL");
  }

  @Test
  void versoriLeavesTheCauseOutWhereThereIsNone(Target target) {
    Answer answer =
        Fault.UNKNOWN_ORGANIZATION.in(target.call("versori"), target.variables()).send();
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().has("cause")).isFalse();
  }

  @Test
  void versoriTakesNoBodyAndAnEmptyObject(Target target) {
    Call call = target.call("versori");
    assertThat(call.without("Content-Type").body((byte[]) null).send().status()).isEqualTo(200);
    assertThat(call.body("{}").send().status()).isEqualTo(200);
    assertThat(call.edit(body -> body.remove("cancelURL")).send().status()).isEqualTo(200);
    assertThat(call.edit(body -> body.put("more", 1)).send().status()).isEqualTo(200);
  }

  @Test
  void versoriRefusesNullForAUrl(Target target) {
    assertThat(target.call("versori").edit(body -> body.putNull("successURL")).send().status())
        .isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"versori", "dreadnode", "closient"})
  void aMemberThatIsThereTwiceIsMalformed(String contract, Target target) {
    Call call = target.call(contract);
    String name = call.json().fieldNames().next();
    String twice = call.json().toString().replaceFirst("\\{", "{\"" + name + "\":1,");
    assertThat(call.body(twice).send().status()).isEqualTo(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"versori", "dreadnode", "closient"})
  void whatFollowsTheBodyIsMalformed(String contract, Target target) {
    Call call = target.call(contract);
    assertThat(call.body(call.text() + " {}").send().status()).isEqualTo(400);
    assertThat(call.body(call.text() + "]").send().status()).isEqualTo(400);
  }

  private static Answer quantity(Target target, String quantity) {
    Call call = target.call("dreadnode");
    return call.body(call.json().toString().replace("\"quantity\":1", "\"quantity\":" + quantity))
        .send();
  }
}
