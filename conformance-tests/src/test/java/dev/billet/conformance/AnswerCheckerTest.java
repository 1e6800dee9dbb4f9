package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The checker lets a good answer through, and no other. */
final class AnswerCheckerTest {

  private static final String PAGE = "http://127.0.0.1:1/c/pay/cs_test_1";

  private final Coverage coverage = new Coverage();
  private final AnswerChecker checker = new AnswerChecker(coverage, KnownDeviations.read());
  private final Map<String, List<String>> headers = new HashMap<>();
  private Call call;

  @BeforeEach
  void aGoodAnswer() {
    Target target =
        new Target(URI.create("http://127.0.0.1:1"), Optional.empty(), Defaults.VARIABLES, checker);
    call = target.call("almanac");
    headers.put("Content-Type", List.of("application/json"));
    headers.put("X-Request-Id", List.of("abc"));
    headers.put("Link", List.of("<" + PAGE + ">; rel=\"payment\""));
  }

  @Test
  void letsAGoodAnswerThroughAndRemembersItsStatus() {
    assertThatCode(() -> check(200, "{\"url\":\"" + PAGE + "\"}")).doesNotThrowAnyException();
    assertThat(coverage.of("almanac")).containsExactly(200);
  }

  @Test
  void refusesAStatusThatIsNotDocumented() {
    assertRefused(418, "{\"detail\":\"x\"}", "418 is not documented");
  }

  @Test
  void refusesAnotherMediaType() {
    headers.put("Content-Type", List.of("text/html"));
    assertRefused(200, "{\"url\":\"" + PAGE + "\"}", "media type is text/html");
  }

  @Test
  void refusesWhatBreaksTheSchemaOfItsStatus() {
    assertRefused(200, "{\"url\":5}", "/url");
    assertRefused(200, "{}", "url");
    assertRefused(422, "{\"detail\":[{\"loc\":[true],\"msg\":\"m\",\"type\":\"t\"}]}", "/detail");
  }

  @Test
  void refusesADocumentedHeaderThatIsMissingOrWrong() {
    assertRefused(401, "{\"detail\":\"x\"}", "the header WWW-Authenticate is missing");
    headers.put("Retry-After", List.of("soon"));
    assertRefused(503, "{\"detail\":\"x\"}", "Retry-After is not as documented: soon");
  }

  @Test
  void refusesAnAnswerThatDoesNotNameItsRequest() {
    headers.remove("X-Request-Id");
    assertRefused(404, "{\"detail\":\"x\"}", "there is no X-Request-Id");
  }

  @Test
  void refusesAPageThatIsNotTheLinks() {
    assertRefused(200, "{\"url\":\"http://127.0.0.1:1/c/pay/cs_test_2\"}", "another page");
  }

  @Test
  void refusesToLetTheServersInsidesOut() {
    for (String text :
        List.of(
            "java.lang.IllegalStateException",
            "dev.billet.stripe.StripePayments failed",
            "NullPointerException: x",
            "at Main.java:12")) {
      assertRefused(404, "{\"detail\":\"" + text + "\"}", "insides");
    }
  }

  @Test
  void refusesToLetSecretsOut() {
    for (String text : List.of("sk_test_abc", "rk_live_abc", "whsec_abc")) {
      assertRefused(404, "{\"detail\":\"" + text + "\"}", "secret");
    }
  }

  @Test
  void excusesAKnownDeviationInItsOwnContractOnly() {
    headers.put("Allow", List.of("POST"));
    call = call.target().call("closient");
    String body =
        "{\"error\":{\"code\":\"METHOD_NOT_ALLOWED\",\"message\":\"m\",\"status\":405,\"details\":null}}";
    assertThatCode(() -> check(405, body)).doesNotThrowAnyException();
    headers.remove("Allow");
    assertRefused(405, body, "the header Allow is missing");
  }

  private void assertRefused(int status, String body, String why) {
    assertThatThrownBy(() -> check(status, body))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(why);
  }

  private void check(int status, String body) {
    checker.check(call, new Answer(status, headers, body));
  }
}
