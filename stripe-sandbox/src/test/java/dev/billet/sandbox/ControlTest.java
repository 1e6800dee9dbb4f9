package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.PaymentMethodType;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The clock, and sessions without their page: from Java and over HTTP. */
final class ControlTest {

  private final Fixture fixture = new Fixture();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void completesASessionWithoutItsPage() throws Exception {
    Session session = fixture.create(Fixture.payment());

    fixture.sandbox.complete(session.getId());

    Session paid = fixture.retrieve(session.getId());
    assertThat(paid.getStatus()).isEqualTo("complete");
    assertThat(paid.getPaymentStatus()).isEqualTo("paid");
    assertThat(paid.getPaymentIntent()).isNotNull();
    assertThat(paid.getCustomerDetails().getEmail()).isEqualTo("buyer@example.com");
  }

  @Test
  void completesASessionOverHttpForABuyer() throws Exception {
    Session session = fixture.create(Fixture.subscription());

    HttpResponse<String> answer = session(session, "complete", "email=ada@shop.example");

    assertThat(json(answer).get("status").textValue()).isEqualTo("complete");
    Session paid = fixture.retrieve(session.getId());
    assertThat(paid.getSubscription()).isNotNull();
    assertThat(paid.getCustomerDetails().getEmail()).isEqualTo("ada@shop.example");
  }

  @ParameterizedTest
  @CsvSource({
    "card=4000002500003155, 200, complete, paid",
    "card=4000002500003155&authentication=fail, 402, open, unpaid",
    "card=4000000000009995, 402, open, unpaid",
    "card=4242, 402, open, unpaid",
    "iban=DE89370400440532013000, 200, complete, unpaid",
    "routing_number=110000000&account_number=000123456789, 200, complete, unpaid",
    "routing_number=110000000, 400, open, unpaid",
    "card=4242424242424242&iban=DE89370400440532013000, 400, open, unpaid"
  })
  void paysAsTheTestNumbersSay(String form, int status, String session, String payment)
      throws Exception {
    Session made =
        fixture.create(
            Fixture.payment()
                .addPaymentMethodType(PaymentMethodType.CARD)
                .addPaymentMethodType(PaymentMethodType.SEPA_DEBIT)
                .addPaymentMethodType(PaymentMethodType.US_BANK_ACCOUNT));

    HttpResponse<String> answer = session(made, "complete", form);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    Session after = fixture.retrieve(made.getId());
    assertThat(after.getStatus()).isEqualTo(session);
    assertThat(after.getPaymentStatus()).isEqualTo(payment);
  }

  @Test
  void letsADebitSucceedLater() throws Exception {
    fixture.sandbox.addPrice(new SeedPrice("price_eur", "Bag", "eur", 1000, null));
    Session made =
        fixture.create(
            Fixture.session(SessionCreateParams.Mode.PAYMENT, "price_eur", 1)
                .addPaymentMethodType(PaymentMethodType.SEPA_DEBIT));

    fixture.sandbox.completeBySepaDebit(made.getId(), "ada@shop.example", "DE89370400440532013000");
    assertThat(fixture.retrieve(made.getId()).getPaymentStatus()).isEqualTo("unpaid");
    fixture.sandbox.advance(Duration.ofDays(30));

    assertThat(fixture.retrieve(made.getId()).getPaymentStatus()).isEqualTo("paid");
  }

  @Test
  void leavesASessionOpenWhosePaymentFails() throws Exception {
    Session session = fixture.create(Fixture.payment());

    fixture.sandbox.fail(session.getId());
    assertThat(session(session, "fail", "").statusCode()).isEqualTo(200);

    assertThat(fixture.retrieve(session.getId()).getStatus()).isEqualTo("open");
  }

  @Test
  void expiresASession() throws Exception {
    Session one = fixture.create(Fixture.payment());
    Session other = fixture.create(Fixture.payment());

    fixture.sandbox.expire(one.getId());
    assertThat(session(other, "expire", "").statusCode()).isEqualTo(200);

    assertThat(fixture.retrieve(one.getId()).getStatus()).isEqualTo("expired");
    assertThat(fixture.retrieve(other.getId()).getStatus()).isEqualTo("expired");
  }

  @ParameterizedTest
  @ValueSource(strings = {"complete", "fail", "expire"})
  void refusesToDoAnythingToASessionThatIsNotOpen(String what) throws Exception {
    Session session = fixture.create(Fixture.payment());
    fixture.sandbox.expire(session.getId());

    HttpResponse<String> answer = session(session, what, "");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("expired").contains("invalid_request_error");
  }

  @Test
  void doesNotKnowASessionThatIsNotThere() throws Exception {
    assertThatThrownBy(() -> fixture.sandbox.complete("cs_test_none"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("cs_test_none");
    assertThatThrownBy(() -> fixture.sandbox.expire("cs_test_none"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(fixture.post("/_sandbox/sessions/cs_test_none/fail", "").statusCode())
        .isEqualTo(404);
  }

  @Test
  void expiresASessionWhenTheClockIsPutForward() throws Exception {
    Session session = fixture.create(Fixture.payment());

    fixture.sandbox.advance(Duration.ofHours(24).minusSeconds(1));
    assertThat(fixture.retrieve(session.getId()).getStatus()).isEqualTo("open");

    fixture.sandbox.advance(Duration.ofSeconds(1));
    assertThat(fixture.retrieve(session.getId()).getStatus()).isEqualTo("expired");
  }

  @Test
  void forgetsAnIdempotencyKeyWhenTheClockIsPutForward() throws Exception {
    String first = fixture.post("/v1/customers", "name=A", "Idempotency-Key", "k").body();

    assertThat(fixture.post("/_sandbox/clock", "advance=86400").statusCode()).isEqualTo(200);

    assertThat(fixture.post("/v1/customers", "name=A", "Idempotency-Key", "k").body())
        .isNotEqualTo(first);
  }

  @Test
  void putsTheClockForwardToAMoment() throws Exception {
    Instant moment = fixture.clock.instant().plus(Duration.ofDays(3));

    JsonNode clock = json(fixture.post("/_sandbox/clock", "now=" + moment.getEpochSecond()));

    assertThat(clock.get("now").longValue()).isEqualTo(moment.getEpochSecond());
    assertThat(clock.get("advanced_by").longValue()).isEqualTo(Duration.ofDays(3).toSeconds());
    assertThat(fixture.sandbox.clock().instant()).isEqualTo(moment);
    assertThat(json(get("/_sandbox/clock"))).isEqualTo(clock);
  }

  @ParameterizedTest
  @CsvSource({"now=1, now", "advance=-1, advance", "advance=3153600001, advance", "'', advance"})
  void doesNotPutTheClockBackOrTooFar(String form, String param) throws Exception {
    HttpResponse<String> answer = fixture.post("/_sandbox/clock", form);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).get("error").get("param").textValue()).isEqualTo(param);
    assertThatThrownBy(() -> fixture.sandbox.advance(Duration.ofSeconds(-1)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void asksForTheSecretKeyAsTheApiDoes() throws Exception {
    assertThat(fixture.raw("GET", "/_sandbox/clock", "").statusCode()).isEqualTo(401);
    assertThat(fixture.raw("POST", "/_sandbox/clock", "advance=1").statusCode()).isEqualTo(401);
  }

  @Test
  void listsWhatCanBeAsked() throws Exception {
    JsonNode routes = json(get("/_sandbox")).get("data");

    assertThat(routes)
        .anySatisfy(
            route -> {
              assertThat(route.get("method").textValue()).isEqualTo("POST");
              assertThat(route.get("path").textValue()).isEqualTo("/_sandbox/faults");
              assertThat(route.get("params").get("kind").booleanValue()).isTrue();
              assertThat(route.get("params").get("times").booleanValue()).isFalse();
            });
  }

  @Test
  void refusesWhatCannotBeAsked() throws Exception {
    assertThat(get("/_sandbox/nothing").statusCode()).isEqualTo(404);
    assertThat(fixture.post("/_sandbox/clock", "advance=1&x=1").body())
        .contains("parameter_unknown");
  }

  private HttpResponse<String> session(Session session, String what, String form) throws Exception {
    return fixture.post("/_sandbox/sessions/" + session.getId() + "/" + what, form);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return fixture.raw("GET", path, "", "Authorization", "Bearer " + fixture.sandbox.secretKey());
  }

  private static JsonNode json(HttpResponse<String> answer) throws Exception {
    return new ObjectMapper().readTree(answer.body());
  }
}
