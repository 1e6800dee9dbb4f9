package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.AuthenticationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys, headers, paths and bodies: what is true of every operation. */
final class ProtocolTest {

  @AutoClose private final Fixture fixture = new Fixture();

  @ParameterizedTest
  @ValueSource(
      strings = {"sk_live_0123456789abcdef", "nonsense-0123456789", "sk_test_", "pk_test_1"})
  void refusesAKeyThatIsNoTestModeSecretKey(String key) {
    AuthenticationException error =
        catchThrowableOfType(
            AuthenticationException.class, () -> fixture.client(key).v1().prices().list());

    assertThat(error.getStatusCode()).isEqualTo(401);
    assertThat(error.getMessage()).doesNotContain("0123456789");
  }

  @Test
  void saysWhyAPublishableKeyWillNotDo() {
    AuthenticationException error =
        catchThrowableOfType(
            AuthenticationException.class, () -> fixture.client("pk_test_1").v1().prices().list());

    assertThat(error.getCode()).isEqualTo("secret_key_required");
  }

  @Test
  void refusesARequestWithoutAKey() throws Exception {
    HttpResponse<String> answer = fixture.raw("GET", "/v1/prices", "");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("You did not provide an API key.");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).isPresent();
  }

  @Test
  void takesTheKeyAsTheUserOfBasicAuthentication() throws Exception {
    String basic =
        Base64.getEncoder()
            .encodeToString(
                (fixture.sandbox.secretKey() + ":").getBytes(StandardCharsets.US_ASCII));

    assertThat(
            fixture
                .raw("GET", "/v1/prices/price_pro", "", "Authorization", "Basic " + basic)
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void givesEveryAnswerAnIdAndTheVersion() throws Exception {
    HttpResponse<String> answer = fixture.post("/v1/customers", "name=Ada");

    assertThat(answer.headers().firstValue("Request-Id").orElseThrow()).startsWith("req_");
    assertThat(answer.headers().firstValue("Stripe-Version")).hasValue("2026-07-29.dahlia");
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/v1/x", "/v1/prices/", "/v1", "/v1/prices/a/b", "/v2/prices", "/x", "/c/pay"})
  void doesNotKnowOtherPaths(String path) throws Exception {
    HttpResponse<String> answer =
        fixture.raw("GET", path, "", "Authorization", "Bearer " + fixture.sandbox.secretKey());

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body().replaceFirst(",\"request_log_url\":\"[^\"]+\"", ""))
        .startsWith("{\"error\":{\"message\":\"Unrecognized request URL (GET: " + path + "). ")
        .endsWith(
            "Please see https://stripe.com/docs or we can help at https://support.stripe.com/.\",\"type\":\"invalid_request_error\"}}");
    assertThat(answer.body().contains("remove the trailing slash")).isEqualTo(path.endsWith("/"));
  }

  @Test
  void doesNotKnowOtherMethods() throws Exception {
    HttpResponse<String> answer = fixture.raw("PUT", "/v1/prices", "");

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("Unrecognized request URL (PUT: /v1/prices)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name=%zz",
        "name=%ff",
        "name=%",
        "a[=1",
        "[a]=1",
        "a]b[=1",
        "name[a]=1",
        "metadata[a][b]=1",
        "preferred_locales[x]=en",
        "a[a][a][a][a][a][a][a][a][a][a][a][a][a]=1",
        "balance=99999999999999999999",
        "expand[0][x]=1",
        "expand=x",
      })
  void refusesAMalformedBody(String body) throws Exception {
    HttpResponse<String> answer = fixture.post("/v1/customers", body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(answer.body()).contains("\"type\":\"invalid_request_error\"");
  }

  @Test
  void refusesABodyOfAnotherType() throws Exception {
    HttpResponse<String> json =
        fixture.post("/v1/customers", "name=Ada", "Content-Type", "application/json");
    assertThat(json.statusCode()).isEqualTo(400);
    assertThat(json.body()).contains("check that your POST content type is");
  }

  @Test
  void refusesABodyBeyondAMebibyte() throws Exception {
    HttpResponse<String> answer = fixture.post("/v1/customers", "name=" + "x".repeat(1024 * 1024));

    assertThat(answer.statusCode()).isEqualTo(413);
    assertThat(answer.body()).contains("\"type\":\"invalid_request_error\"");
  }

  @Test
  void answersWhatIsNotHttpInTheSameShape() throws IOException {
    try (Socket socket =
        new Socket(fixture.sandbox.baseUrl().getHost(), fixture.sandbox.baseUrl().getPort())) {
      socket
          .getOutputStream()
          .write(
              "GET /v1/%2e%2e%2fx HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

      assertThat(answer).startsWith("HTTP/1.1 4").contains("\"error\":{").doesNotContain("<html");
    }
  }

  @Test
  void saysWhatItIsAndThatItIsWell() throws Exception {
    assertThat(fixture.open(fixture.sandbox.baseUrl() + "/health").statusCode()).isEqualTo(200);
    assertThat(fixture.open(fixture.sandbox.baseUrl() + "/").body())
        .contains("not affiliated with Stripe");
  }

  @Test
  void closesTwiceAndFreesItsPort() {
    int port = fixture.sandbox.baseUrl().getPort();
    assertThatThrownBy(() -> Sandbox.builder().port(port).start())
        .isInstanceOf(UncheckedIOException.class);

    fixture.close();
    fixture.close();

    try (Sandbox next = Sandbox.builder().port(port).start()) {
      assertThat(next.baseUrl().getPort()).isEqualTo(port);
    }
  }

  @Test
  void refusesSettingsThatCannotBe() {
    assertThatThrownBy(() -> Sandbox.builder().secretKey("sk_live_1"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SeedPrice("price_x", "X", "usd", 1, "fortnight"))
        .isInstanceOf(IllegalArgumentException.class);
    SeedPrice price = new SeedPrice("price_x", "X", "usd", 1, null);
    assertThatThrownBy(() -> Sandbox.builder().price(price).price(price))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
