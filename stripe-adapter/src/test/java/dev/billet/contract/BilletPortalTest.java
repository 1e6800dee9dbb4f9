package dev.billet.contract;

import static dev.billet.contract.BilletReadingTest.code;
import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.checkout.Failure;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BilletPortalTest {

  private static final String PATH = "/billet/v1/organizations/acme/portal";

  private final BilletFixture billet = new BilletFixture();

  @BeforeEach
  void acmeHasBought() {
    billet.customers.put("acme", "cus_acme");
  }

  @ParameterizedTest
  @ValueSource(strings = {"owner", "billing", "everywhere"})
  void opensThePortalOfTheOrganizationsCustomer(String key) {
    InMemory.Answer answer =
        billet.openPortal("acme", "{\"return_url\":\"https://app.example.com/b\"}", key);
    assertThat(answer.body())
        .isEqualTo(
            "{\"url\":\"https://billing.example.com/p/session/cus_acme"
                + "?back=https://app.example.com/b\"}");
  }

  @Test
  void opensThePortalOfTheCustomerThatTheConfigurationNames() {
    assertThat(billet.openPortal("globex", "{}", "stranger").body())
        .contains("cus_globex?back=https://own.example.com/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "text/plain", ""})
  void needsNoBody(String contentType) {
    InMemory.Answer answer =
        billet.call(
            "POST",
            PATH,
            new byte[0],
            "Authorization",
            "Bearer owner",
            "Content-Type",
            contentType);
    assertThat(answer.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "acme,member,403 forbidden",
    "acme,reader,403 forbidden",
    "acme,both,403 forbidden",
    "acme,stranger,403 forbidden",
    "acme,nowhere,403 forbidden",
    "nobody,owner,404 unknown_organization",
    "acme,wrong,401 unauthorized"
  })
  void turnsAwayWhoMayNot(String organization, String key, String code) {
    assertThat(code(billet.openPortal(organization, "{}", key))).isEqualTo(code);
  }

  @Test
  void refusesWhoHasNotBoughtAnything() {
    billet.customers.clear();
    InMemory.Answer answer = billet.openPortal("acme", "", "owner");
    assertThat(code(answer)).isEqualTo("409 conflict");
    assertThat(answer.json().path("detail").asText())
        .isEqualTo("The organization has not bought anything yet");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"return_url\":\"nowhere\"}|/return_url",
        "{\"return_url\":null}|/return_url",
        "{\"return_url\":1}|/return_url",
        "{\"return_url\":\"https://evil.example.com/\"}|/return_url",
        "{\"re~turn/url\":1}|/re~0turn~1url",
        "[]|''"
      })
  void namesWhatIsWrongWithTheBody(String body, String pointer) {
    InMemory.Answer answer = billet.openPortal("acme", body, "owner");
    assertThat(code(answer)).isEqualTo("400 invalid_request");
    assertThat(answer.json().path("errors")).hasSize(1);
    assertThat(answer.json().at("/errors/0/pointer").asText("none")).isEqualTo(pointer);
    assertThat(answer.json().at("/errors/0/detail").asText()).doesNotContain("Value error");
  }

  @Test
  void refusesABodyThatIsNoJson() {
    assertThat(code(billet.openPortal("acme", "{", "owner"))).isEqualTo("400 invalid_request");
    assertThat(code(send(new byte[] {'"', (byte) 0xFF, '"'}, "application/json")))
        .isEqualTo("400 invalid_request");
    assertThat(code(send("{}".getBytes(StandardCharsets.UTF_8), "text/plain")))
        .isEqualTo("415 unsupported_media_type");
    assertThat(code(send(new byte[Checks.LARGEST_BODY + 1], "application/json")))
        .isEqualTo("413 payload_too_large");
  }

  private InMemory.Answer send(byte[] body, String contentType) {
    return billet.call(
        "POST", PATH, body, "Authorization", "Bearer owner", "Content-Type", contentType);
  }

  @ParameterizedTest
  @CsvSource({
    "UPSTREAM_RATE_LIMITED,429 rate_limited",
    "UPSTREAM_FAILED,502 bad_gateway",
    "CATALOGUE_FAULT,502 bad_gateway",
    "UNAVAILABLE,503 unavailable",
    "UPSTREAM_TIMEOUT,504 gateway_timeout",
    "BUG,500 internal"
  })
  void tellsWhoFailedAndNotWhy(Failure.Kind kind, String code) {
    billet.payments.failWith(BilletFixture.failure(kind));
    InMemory.Answer answer = billet.openPortal("acme", "{}", "owner");
    assertThat(code(answer)).isEqualTo(code);
    assertThat(answer.json().path("incident").asText()).isNotEmpty();
    assertThat(answer.body()).doesNotContain("secret", "com.example");
  }
}
