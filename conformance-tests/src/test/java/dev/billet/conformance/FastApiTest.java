package dev.billet.conformance;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The contracts whose vendors run FastAPI answer to the letter as FastAPI 0.142 with pydantic 2.13
 * does, of which these texts were measured.
 */
@ExtendWith(SuiteExtension.class)
final class FastApiTest {

  private static final String MISSING_BODY =
      "{\"detail\":[{\"type\":\"missing\",\"loc\":[\"body\"],\"msg\":\"Field required\",\"input\":null}]}";

  @ParameterizedTest
  @ValueSource(strings = {"almanac", "starter"})
  void anAbsentBodyIsMissing(String contract, Target target) {
    Answer answer = target.call(contract).body(new byte[0]).send();
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).isEqualTo(MISSING_BODY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"almanac", "starter"})
  void aNullBodyIsMissing(String contract, Target target) {
    Answer answer = target.call(contract).body("null").send();
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).isEqualTo(MISSING_BODY);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "almanac|[]",
        "starter|[]",
        "almanac|5",
        "starter|5",
        "almanac|\"text\"",
        "starter|true",
        "almanac|[1,{\"a\":null}]",
        "starter|1.5"
      })
  void aBodyThatIsNoObjectIsGivenBack(String contract, String body, Target target) {
    Answer answer = target.call(contract).body(body).send();
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).isEqualTo(noObject(body));
  }

  @ParameterizedTest
  @CsvSource({"almanac,text/plain", "starter,text/plain", "almanac,", "starter,", "starter,a/b/c"})
  void aBodyThatIsNotDeclaredAsJsonIsAText(String contract, String contentType, Target target) {
    Call call = target.call(contract).without("Content-Type").body("{\"a\": 1}");
    Answer answer = (contentType == null ? call : call.header("Content-Type", contentType)).send();
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text()).isEqualTo(noObject("\"{\\\"a\\\": 1}\""));
  }

  @ParameterizedTest
  @CsvSource({
    "almanac,application/merge-patch+json",
    "starter,application/vnd.api+json",
    "starter,Application/JSON;charset=utf-8"
  })
  void aJsonSuffixIsJson(String contract, String contentType, Target target) {
    assertThat(target.call(contract).header("Content-Type", contentType).send().status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"almanac", "starter"})
  void malformedJsonIsLocated(String contract, Target target) {
    Answer answer = target.call(contract).body("{\"plan_id\": oops}").send();
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text())
        .startsWith(
            "{\"detail\":[{\"type\":\"json_invalid\",\"loc\":[\"body\",12],"
                + "\"msg\":\"JSON decode error\",\"input\":{},\"ctx\":{\"error\":\"")
        .endsWith("\"}}]}");
  }

  @ParameterizedTest
  @CsvSource({
    "almanac,NaN",
    "starter,NaN",
    "almanac,Infinity",
    "starter,-Infinity",
    "almanac,1e400",
    "starter,1e400"
  })
  void numbersThatJsonDoesNotHaveAreMalformed(String contract, String number, Target target) {
    Answer answer = target.call(contract).body("{\"extra\": " + number + "}").send();
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.at("/detail/0/type")).isEqualTo("json_invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"almanac", "starter"})
  void malformedJsonIsToldEvenToStrangers(String contract, Target target) {
    Answer answer = target.call(contract).anonymous().body("{").send();
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.at("/detail/0/type")).isEqualTo("json_invalid");
  }

  @ParameterizedTest
  @ValueSource(strings = {"almanac", "starter"})
  void bytesThatAreNoTextAreUnreadable(String contract, Target target) {
    Answer answer =
        target.call(contract).body(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}).send();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).isEqualTo("{\"detail\":\"There was an error parsing the body\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"almanac", "starter"})
  void absurdNestingIsUnreadable(String contract, Target target) {
    String body = "[".repeat(20_000) + "]".repeat(20_000);
    Answer answer = target.call(contract).body(body).send();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text()).isEqualTo("{\"detail\":\"There was an error parsing the body\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"almanac", "starter"})
  void aByteOrderMarkAndOtherUnicodeEncodingsAreRead(String contract, Target target) {
    Call call = target.call(contract);
    for (Charset charset : new Charset[] {UTF_16, UTF_16LE, Charset.forName("UTF-32")}) {
      assertThat(call.body(call.text().getBytes(charset)).send().status())
          .as("%s", charset)
          .isEqualTo(200);
    }
    assertThat(call.body(("\ufeff" + call.text()).getBytes(UTF_8)).send().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"almanac", "starter"})
  void theLastOfTwoEqualMembersCounts(String contract, Target target) {
    Call call = target.call(contract);
    String twice = call.json().toString().replaceFirst("\\{", "{\"success_url\":7,");
    assertThat(call.body(twice).send().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"almanac,Not authenticated", "starter,Could not validate credentials"})
  void credentialsAreAskedForAsFastApiDoes(String contract, String unknownKey, Target target) {
    Call call = target.call(contract);
    String owner = target.variables().get("key.owner");
    assertRefused(call.anonymous().send(), "Not authenticated");
    assertRefused(call.header("Authorization", "Basic " + owner).send(), "Not authenticated");
    assertRefused(call.header("Authorization", "Bearer").send(), "Not authenticated");
    assertRefused(call.header("Authorization", "Bearer nobody").send(), unknownKey);
    assertThat(call.header("Authorization", "bEaReR " + owner).send().status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"almanac", "starter"})
  void routesAreRefusedAsStarletteDoes(String contract, Target target) {
    Call call = target.call(contract);
    Answer unknown = call.path(call.path() + "/more").send();
    assertThat(unknown.status()).isEqualTo(404);
    assertThat(unknown.text()).isEqualTo("{\"detail\":\"Not Found\"}");
    Answer method = call.method("DELETE").send();
    assertThat(method.status()).isEqualTo(405);
    assertThat(method.text()).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
  }

  private static void assertRefused(Answer answer, String detail) {
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.text()).isEqualTo("{\"detail\":\"" + detail + "\"}");
    assertThat(answer.headers("WWW-Authenticate")).containsExactly("Bearer");
  }

  private static String noObject(String input) {
    return "{\"detail\":[{\"type\":\"model_attributes_type\",\"loc\":[\"body\"],\"msg\":\"Input should be"
        + " a valid dictionary or object to extract fields from\",\"input\":"
        + input
        + "}]}";
  }

  @Nested
  final class Almanac {

    @Test
    void aMissingFieldComesWithTheWholeObject(Target target) {
      assertItems(
          target,
          "{\"success_url\":null}",
          "{\"type\":\"missing\",\"loc\":[\"body\",\"plan_id\"],\"msg\":\"Field required\","
              + "\"input\":{\"success_url\":null}}");
    }

    @Test
    void declaredFieldsComeBeforeExtrasInTheirOrder(Target target) {
      assertItems(
          target,
          "{\"zebra\":1,\"success_url\":5,\"apple\":[],\"plan_id\":null}",
          "{\"type\":\"string_type\",\"loc\":[\"body\",\"plan_id\"],\"msg\":\"Input should be a valid"
              + " string\",\"input\":null}",
          "{\"type\":\"string_type\",\"loc\":[\"body\",\"success_url\"],\"msg\":\"Input should be a valid"
              + " string\",\"input\":5}",
          "{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"zebra\"],\"msg\":\"Extra inputs are not"
              + " permitted\",\"input\":1}",
          "{\"type\":\"extra_forbidden\",\"loc\":[\"body\",\"apple\"],\"msg\":\"Extra inputs are not"
              + " permitted\",\"input\":[]}");
    }

    @Test
    void aUrlThatIsTooLongSaysHowLongItMayBe(Target target) {
      String url = "https://shop.example.com/" + "a".repeat(2048);
      assertItems(
          target,
          "{\"plan_id\":\"pro\",\"success_url\":\"" + url + "\"}",
          "{\"type\":\"string_too_long\",\"loc\":[\"body\",\"success_url\"],\"msg\":\"String should have"
              + " at most 2048 characters\",\"input\":\""
              + url
              + "\",\"ctx\":{\"max_length\":2048}}");
    }

    @Test
    void anUnknownPlanIsNotFound(Target target) {
      Answer answer = target.call("almanac").edit(body -> body.put("plan_id", "platinum")).send();
      assertThat(answer.status()).isEqualTo(404);
      assertThat(answer.text()).isEqualTo("{\"detail\":\"Plan not found\"}");
    }

    private void assertItems(Target target, String body, String... items) {
      Answer answer = target.call("almanac").body(body).send();
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.text()).isEqualTo("{\"detail\":[" + String.join(",", items) + "]}");
    }
  }

  @Nested
  final class Starter {

    @Test
    void aUrlThatIsNoneSaysWhatItShouldMatch(Target target) {
      String pattern =
          ContractDocument.of("starter")
              .tree()
              .at("/components/schemas/SuccessURL/pattern")
              .asText();
      Answer answer =
          target.call("starter").body("{\"success_url\":\"ftp://x\",\"cancel_url\":7}").send();
      assertThat(answer.status()).isEqualTo(422);
      assertThat(answer.at("/detail/0/type")).isEqualTo("string_pattern_mismatch");
      assertThat(answer.at("/detail/0/msg"))
          .isEqualTo("String should match pattern '" + pattern + "'");
      assertThat(answer.at("/detail/0/ctx/pattern")).isEqualTo(pattern);
      assertThat(answer.at("/detail/0/input")).isEqualTo("ftp://x");
      assertThat(answer.json().at("/detail/1").toString())
          .isEqualTo(
              "{\"type\":\"string_type\",\"loc\":[\"body\",\"cancel_url\"],\"msg\":\"Input should be a"
                  + " valid string\",\"input\":7}");
      assertThat(answer.json().at("/detail")).hasSize(2);
    }

    @Test
    void nothingIsRequiredAndUnknownFieldsAreIgnored(Target target) {
      assertThat(target.call("starter").body("{}").send().status()).isEqualTo(200);
      assertThat(target.call("starter").body("{\"price_id\":[]}").send().status()).isEqualTo(200);
    }
  }
}
