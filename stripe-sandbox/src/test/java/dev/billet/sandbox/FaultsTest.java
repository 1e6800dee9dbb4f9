package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.StripeClient;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.ApiException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import dev.billet.sandbox.control.FaultRule;
import dev.billet.sandbox.control.FaultRule.Kind;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trouble on request, as Stripe's client meets it. */
final class FaultsTest {

  private static final String CREATE = "POST /v1/customers";

  private final Fixture fixture = new Fixture();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource({"RATE_LIMIT, rate_limit", "LOCK_TIMEOUT, lock_timeout"})
  void refusesAndDoesNotKeepTheRefusal(Kind kind, String code) throws Exception {
    fixture.sandbox.faults().add(FaultRule.on(CREATE, kind).times(1));

    RateLimitException error =
        catchThrowableOfType(RateLimitException.class, () -> create(fixture.stripe));
    assertThat(error.getCode()).isEqualTo(code);
    assertThat(customers()).isZero();

    create(fixture.stripe);
    assertThat(customers()).isEqualTo(1);
  }

  @Test
  void failsBeforeTheCommit() throws Exception {
    fixture.sandbox.faults().add(FaultRule.on(CREATE, Kind.ERROR_BEFORE_COMMIT).times(1));

    ApiException error = catchThrowableOfType(ApiException.class, () -> create(fixture.stripe));

    assertThat(error.getStatusCode()).isEqualTo(500);
    assertThat(customers()).isZero();
  }

  @Test
  void failsAfterTheCommitAndKeepsTheFailureUnderTheKey() throws Exception {
    fixture.sandbox.faults().add(FaultRule.on(CREATE, Kind.ERROR_AFTER_COMMIT).times(1));

    assertThatThrownBy(() -> create(fixture.stripe)).isInstanceOf(ApiException.class);
    assertThatThrownBy(() -> create(fixture.stripe)).isInstanceOf(ApiException.class);

    assertThat(customers()).isEqualTo(1);
  }

  @Test
  void dropsTheConnectionBeforeTheCommit() throws Exception {
    // Not once only: the JDK's own client sends a request again whose connection broke.
    fixture.sandbox.faults().add(FaultRule.on(CREATE, Kind.DROP_BEFORE_COMMIT));

    assertThatThrownBy(() -> create(fixture.stripe)).isInstanceOf(ApiConnectionException.class);
    assertThat(customers()).isZero();

    fixture.sandbox.faults().clear();

    assertThat(create(fixture.stripe).getName()).isEqualTo("Ada");
  }

  @Test
  void givesTheLostAnswerToTheRetryAfterADropBehindTheCommit() throws Exception {
    fixture.sandbox.faults().add(FaultRule.on(CREATE, Kind.DROP_AFTER_COMMIT).times(1));
    com.stripe.Stripe.enableTelemetry = false;
    StripeClient retrying =
        StripeClient.builder()
            .setApiKey(fixture.sandbox.secretKey())
            .setApiBase(fixture.sandbox.baseUrl().toString())
            .setMaxNetworkRetries(2)
            .build();

    Customer customer = create(retrying);

    assertThat(customer.getLastResponse().headers().firstValue("Idempotent-Replayed"))
        .hasValue("true");
    assertThat(customers()).isEqualTo(1);
  }

  @Test
  void isSetAndClearedOverHttp() throws Exception {
    HttpResponse<String> added =
        fixture.post(
            "/_sandbox/faults",
            "endpoint=POST+/v1/customers&kind=rate_limit&times=3&probability=1&seed=4&delay_ms=1");
    JsonNode rule = new ObjectMapper().readTree(added.body());
    assertThat(rule.get("kind").textValue()).isEqualTo("rate_limit");
    assertThat(rule.get("times").intValue()).isEqualTo(3);

    assertThatThrownBy(() -> create(fixture.stripe)).isInstanceOf(RateLimitException.class);
    assertThat(request("GET", "/_sandbox/faults").body())
        .contains("\"endpoint\":\"POST /v1/customers\"")
        .contains("\"met\":1");

    String id = rule.get("id").textValue();
    assertThat(request("DELETE", "/_sandbox/faults/" + id).statusCode()).isEqualTo(200);
    assertThat(request("DELETE", "/_sandbox/faults/" + id).statusCode()).isEqualTo(404);
    create(fixture.stripe);
  }

  @Test
  void clearsAllOverHttp() throws Exception {
    fixture.sandbox.faults().add(FaultRule.on("/v1/**", Kind.RATE_LIMIT));

    assertThat(request("DELETE", "/_sandbox/faults").body()).contains("\"data\":[]");

    assertThat(fixture.sandbox.faults().list()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "endpoint=/v1/x&kind=explode",
    "endpoint=x&kind=slow",
    "endpoint=/v1/x&kind=slow&delay_ms=60001",
    "endpoint=/v1/x&kind=slow&probability=2",
    "kind=slow"
  })
  void refusesARuleThatCannotBe(String form) throws Exception {
    assertThat(fixture.post("/_sandbox/faults", form).statusCode()).isEqualTo(400);
    assertThat(fixture.sandbox.faults().list()).isEmpty();
  }

  private static Customer create(StripeClient stripe) throws StripeException {
    return stripe
        .v1()
        .customers()
        .create(
            CustomerCreateParams.builder().setName("Ada").build(),
            RequestOptions.builder().setIdempotencyKey("k").build());
  }

  private int customers() throws StripeException {
    return fixture.v1.customers().list().getData().size();
  }

  private HttpResponse<String> request(String method, String path) throws Exception {
    return fixture.raw(method, path, "", "Authorization", "Bearer " + fixture.sandbox.secretKey());
  }
}
