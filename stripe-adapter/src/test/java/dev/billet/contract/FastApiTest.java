package dev.billet.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real FastAPI answers, to the letter. */
final class FastApiTest {

  private static final String PATH = EveryContract.ALMANAC.path();

  private final InMemory server = EveryContract.ALMANAC.serve();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          ~~|{"type":"missing","loc":["body"],"msg":"Field required","input":null}
          null|{"type":"missing","loc":["body"],"msg":"Field required","input":null}
          {"plan_id":|{"type":"json_invalid","loc":["body",11],"msg":"JSON decode error","input":{},"ctx":{"error":"Expecting value"}}
          [1]|{"type":"model_attributes_type","loc":["body"],"msg":"Input should be a valid dictionary or object to extract fields from","input":[1]}
          {"x":1}|{"type":"missing","loc":["body","plan_id"],"msg":"Field required","input":{"x":1}},{"type":"extra_forbidden","loc":["body","x"],"msg":"Extra inputs are not permitted","input":1}
          {"plan_id":null}|{"type":"string_type","loc":["body","plan_id"],"msg":"Input should be a valid string","input":null}
          {"plan_id":1.50}|{"type":"string_type","loc":["body","plan_id"],"msg":"Input should be a valid string","input":1.50}
          {"success_url":7,"plan_id":"pro"}|{"type":"string_type","loc":["body","success_url"],"msg":"Input should be a valid string","input":7}
          {"z":1,"success_url":7,"plan_id":[],"a":2}|{"type":"string_type","loc":["body","plan_id"],"msg":"Input should be a valid string","input":[]},{"type":"string_type","loc":["body","success_url"],"msg":"Input should be a valid string","input":7},{"type":"extra_forbidden","loc":["body","z"],"msg":"Extra inputs are not permitted","input":1},{"type":"extra_forbidden","loc":["body","a"],"msg":"Extra inputs are not permitted","input":2}
          {"plan_id":"pro","success_url":"https://evil.example.com/"}|{"type":"value_error","loc":["body","success_url"],"msg":"Value error, must have an origin that the server allows","input":"https://evil.example.com/","ctx":{"error":{}}}
          """)
  void listsWhatIsWrong(String body, String items) {
    InMemory.Answer answer = server.post(PATH, body, "Authorization", "Bearer owner");
    assertThat(answer.body()).isEqualTo("{\"detail\":[" + items + "]}");
    assertThat(answer.status()).isEqualTo(422);
  }

  @Test
  void namesTheFirstBrokenRuleOfAValue() {
    String url = "ftp://" + "x".repeat(3000);
    InMemory.Answer answer =
        server.post(
            PATH,
            "{\"plan_id\":\"pro\",\"success_url\":\"" + url + "\"}",
            "Authorization",
            "Bearer owner");
    assertThat(answer.json().path("detail")).hasSize(1);
    assertThat(answer.body())
        .contains(
            "\"type\":\"string_too_long\",\"loc\":[\"body\",\"success_url\"],"
                + "\"msg\":\"String should have at most 2048 characters\"")
        .contains("\"ctx\":{\"max_length\":2048}");
  }

  @Test
  void quotesThePatternThatDoesNotMatch() {
    InMemory.Answer answer =
        server.post(
            PATH,
            "{\"plan_id\":\"pro\",\"success_url\":\"nonsense\"}",
            "Authorization",
            "Bearer owner");
    assertThat(answer.json().at("/detail/0/type").asText()).isEqualTo("string_pattern_mismatch");
    assertThat(answer.json().at("/detail/0/msg").asText())
        .isEqualTo(
            "String should match pattern '"
                + answer.json().at("/detail/0/ctx/pattern").asText()
                + "'");
  }

  @Test
  void takesABodyOfAnotherTypeForAText() {
    for (String type : new String[] {"", "text/plain", "nonsense", "application/xml"}) {
      InMemory.Answer answer =
          server.post(
              PATH, "{\"plan_id\":\"pro\"}", "Authorization", "Bearer owner", "Content-Type", type);
      assertThat(answer.body())
          .isEqualTo(
              "{\"detail\":[{\"type\":\"model_attributes_type\",\"loc\":[\"body\"],"
                  + "\"msg\":\"Input should be a valid dictionary or object to extract fields from\","
                  + "\"input\":\"{\\\"plan_id\\\":\\\"pro\\\"}\"}]}");
    }
  }

  @Test
  void readsEveryKindOfJson() {
    for (String type : new String[] {"application/vnd.acme+json", "Application/JSON; charset=x"}) {
      assertThat(
              server
                  .post(
                      PATH,
                      "{\"plan_id\":\"pro\"}",
                      "Authorization",
                      "bearer owner",
                      "Content-Type",
                      type)
                  .status())
          .isEqualTo(200);
    }
    assertThat(
            server
                .call(
                    "POST",
                    PATH,
                    "\uFEFF{\"plan_id\":\"gone\",\"plan_id\":\"pro\"}"
                        .getBytes(StandardCharsets.UTF_16LE),
                    "Authorization",
                    "BEARER owner")
                .status())
        .isEqualTo(200);
  }

  @Test
  void cannotParseWhatIsNoText() {
    InMemory.Answer answer = server.call("POST", PATH, new byte[] {'"', (byte) 0xFF, '"'});
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.body()).isEqualTo("{\"detail\":\"There was an error parsing the body\"}");
  }

  @Test
  void asksForJsonThenForACredentialThenForARoleThenForFields() {
    assertThat(server.post(PATH, "{").status()).isEqualTo(422);
    InMemory.Answer nobody = server.post(PATH, "{}");
    assertThat(nobody.status()).isEqualTo(401);
    assertThat(nobody.body()).isEqualTo("{\"detail\":\"Not authenticated\"}");
    assertThat(nobody.headers()).containsEntry("WWW-Authenticate", "Bearer");
    assertThat(server.post(PATH, "{}", "Authorization", "Basic owner").status()).isEqualTo(401);
    assertThat(server.post(PATH, "{}", "Authorization", "Bearer ").status()).isEqualTo(401);
    assertThat(server.post(PATH, "{}", "Authorization", "Bearer reader").status()).isEqualTo(403);
    assertThat(
            server
                .post(PATH.replace("acme", "nowhere"), "{}", "Authorization", "Bearer owner")
                .status())
        .isEqualTo(404);
    assertThat(server.post(PATH, "{}", "Authorization", "Bearer owner").status()).isEqualTo(422);
    InMemory.Answer noPlan =
        server.post(PATH, "{\"plan_id\":\"gold\"}", "Authorization", "Bearer owner");
    assertThat(noPlan.status()).isEqualTo(404);
    assertThat(noPlan.body()).isEqualTo("{\"detail\":\"Plan not found\"}");
  }

  @Test
  void readsNoMoreThan64Kibibytes() {
    String padding = " ".repeat(Checks.LARGEST_BODY - "{\"plan_id\":\"pro\"}".length());
    String largest = "{\"plan_id\":\"pro\"}" + padding;
    assertThat(server.post(PATH, largest, "Authorization", "Bearer owner").status()).isEqualTo(200);
    assertThat(server.post(PATH, largest + " ", "Authorization", "Bearer owner").status())
        .isEqualTo(413);
  }

  @Test
  void refusesAnIdempotencyKeyThatNoHeaderCanHold() {
    InMemory.Answer answer =
        server.post(
            PATH,
            "{\"plan_id\":\"pro\"}",
            "Authorization",
            "Bearer owner",
            "Idempotency-Key",
            "k".repeat(256));
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().at("/detail/0/loc").toString())
        .isEqualTo("[\"header\",\"idempotency-key\"]");
  }

  @Test
  void takesTheOrganizationFromTheStartersOnlyGrant() {
    InMemory starter = EveryContract.STARTER.serve();
    String path = EveryContract.STARTER.path();
    assertThat(starter.post(path, "{}", "Authorization", "Bearer everywhere").status())
        .isEqualTo(403);
    InMemory.Answer unknown = starter.post(path, "{}", "Authorization", "Bearer nobody");
    assertThat(unknown.status()).isEqualTo(401);
    assertThat(unknown.body()).isEqualTo("{\"detail\":\"Could not validate credentials\"}");
  }
}
