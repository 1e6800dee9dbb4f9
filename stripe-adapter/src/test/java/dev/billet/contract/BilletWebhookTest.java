package dev.billet.contract;

import static dev.billet.contract.BilletReadingTest.code;
import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.checkout.Failure;
import dev.billet.checkout.ledger.Inbox;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BilletWebhookTest {

  private static final int LARGEST = 256 * 1024;

  private final BilletFixture billet = new BilletFixture();

  @ParameterizedTest
  @EnumSource
  void answersWhatBecameOfAnEvent(Inbox.Receipt receipt) {
    billet.receipt = receipt;
    InMemory.Answer answer = deliver("{}".getBytes(StandardCharsets.UTF_8));
    assertThat(answer.body())
        .isEqualTo("{\"status\":\"" + receipt.name().toLowerCase(java.util.Locale.ROOT) + "\"}");
    assertThat(billet.signatures).containsExactly("t=1,v1=abc");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\n  \"id\": \"evt_1\",\n  \"amount\": 1.0,  \"a\": 1, \"a\": 2\n}\r\n ",
        "  ",
        "not JSON",
        "",
        "\uFEFF{}",
        "\u00ff\u00fe\u0000\u0080\u00c3("
      })
  void handsOverTheBytesAsTheyCame(String latin1) {
    byte[] body = latin1.getBytes(StandardCharsets.ISO_8859_1);
    assertThat(deliver(body).status()).isEqualTo(200);
    assertThat(billet.deliveries.get(0)).isEqualTo(body);
  }

  @Test
  void handsOverEveryByteThereIs() {
    byte[] body = new byte[256];
    for (int i = 0; i < body.length; i++) {
      body[i] = (byte) i;
    }
    deliver(body);
    assertThat(billet.deliveries.get(0)).isEqualTo(body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json; charset=utf-8", "text/plain", "no media type", ""})
  void doesNotMindHowTheBodyIsDeclared(String contentType) {
    InMemory.Answer answer =
        billet.deliver(
            new byte[] {'{', '}'}, "Stripe-Signature", "t=1,v1=abc", "Content-Type", contentType);
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void takesAsMuchAsItSaysAndNotAByteMore() {
    byte[] largest = new byte[LARGEST];
    Arrays.fill(largest, (byte) ' ');
    assertThat(deliver(largest).status()).isEqualTo(200);
    assertThat(billet.deliveries.get(0)).isEqualTo(largest);

    InMemory.Answer answer = deliver(new byte[LARGEST + 1]);
    assertThat(code(answer)).isEqualTo("413 payload_too_large");
    assertThat(answer.json().path("detail").asText())
        .isEqualTo("The request body is larger than 262144 bytes");
    InMemory.Answer declared =
        billet.deliver(new byte[0], "Stripe-Signature", "t=1", "Content-Length", "300000");
    assertThat(declared.status()).isEqualTo(413);
    assertThat(billet.deliveries).hasSize(1);
  }

  @Test
  void needsASignature() {
    InMemory.Answer answer = billet.deliver(new byte[] {'{', '}'});
    assertThat(code(answer)).isEqualTo("400 invalid_request");
    assertThat(answer.json().at("/errors/0/parameter").asText()).isEqualTo("stripe-signature");
    assertThat(billet.deliveries).isEmpty();
  }

  @Test
  void needsNoCredential() {
    InMemory.Answer answer =
        billet.deliver(
            new byte[] {'{', '}'}, "Stripe-Signature", "t=1", "Authorization", "Bearer wrong");
    assertThat(answer.status()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({"BAD_SIGNATURE,400 bad_signature", "UNAVAILABLE,503 unavailable", "BUG,500 internal"})
  void refusesWhatTheReceiverRefuses(Failure.Kind kind, String code) {
    billet.deliveryFailsWith(BilletFixture.failure(kind));
    InMemory.Answer answer = deliver(new byte[] {'{', '}'});
    assertThat(code(answer)).isEqualTo(code);
    assertThat(answer.body()).doesNotContain("secret", "com.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/billet/v1",
        "/billet/v1/nothing",
        "/billet/v1/events/",
        "/billet/v1/organizations/acme",
        "/billet/v1/organizations/acme/account/x",
        "/billet/v1/organizations//account",
        "/billet/v1/organizations/acme%2Fx/account",
        "/webhooks",
        "/webhooks/",
        "/webhooks/paddle",
        "/webhooks/stripe/",
        "/webhooks/stripe;v=1"
      })
  void answersUnknownPathsUnderBothPrefixesInItsEnvelope(String path) {
    assertThat(code(billet.get(path, "owner"))).isEqualTo("404 unknown_path");
    assertThat(code(billet.call("POST", path, new byte[0]))).isEqualTo("404 unknown_path");
  }

  @ParameterizedTest
  @CsvSource({
    "/billet/v1/organizations/acme/account,GET",
    "/billet/v1/organizations/acme/entries,GET",
    "/billet/v1/organizations/acme/checkouts/cs_1,GET",
    "/billet/v1/organizations/acme/portal,POST",
    "/billet/v1/events,GET",
    "/webhooks/stripe,POST"
  })
  void tellsWhichMethodAPathHas(String path, String allowed) {
    for (String method : new String[] {"GET", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"}) {
      if (!method.equals(allowed)) {
        InMemory.Answer answer = billet.call(method, path, new byte[0]);
        assertThat(code(answer)).as(method).isEqualTo("405 method_not_allowed");
        assertThat(answer.headers().get("Allow")).as(method).isEqualTo(allowed);
      }
    }
  }

  @Test
  void servesUnderBothPrefixes() {
    Contract contract = new BilletFixture().contract();
    assertThat(contract.prefixes()).containsExactly("/billet/v1", "/webhooks");
    Contract.Rendered rendered = contract.render(Failure.Kind.UNKNOWN_PATH, "Not Found", "req-1");
    assertThat(rendered.headers())
        .containsEntry("Content-Type", "application/problem+json")
        .containsEntry("X-Request-Id", "req-1");
    assertThat(rendered.body())
        .isEqualTo(
            "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                + "\"detail\":\"Not Found\",\"code\":\"unknown_path\",\"request_id\":\"req-1\"}");
  }

  private InMemory.Answer deliver(byte[] body) {
    return billet.deliver(body, "Stripe-Signature", "t=1,v1=abc");
  }
}
