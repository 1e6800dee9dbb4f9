package dev.billet.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.Failure.Field;
import dev.billet.checkout.Failure.Kind;
import dev.billet.checkout.SessionOrder;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of Stripe's refusals and of answers that are none. */
class StripeFailuresTest {

  private static final String WORDING = "Stripe's own words";

  @Test
  void blamesTheCatalogueForAPriceThatStripeDoesNotHave() throws IOException {
    CheckoutException failed =
        session(
            400,
            error("resource_missing", "line_items[0][price]", "No such price: 'price_pro'"),
            Orders.of(Orders.PLAN));
    assertThat(failed.failure().kind()).isEqualTo(Kind.CATALOGUE_FAULT);
    assertThat(failed.failure().detail()).doesNotContain("price");
    assertThat(failed)
        .hasMessageContaining("billet.catalogue.plans.pro.price")
        .hasMessageContaining("No such price: 'price_pro'")
        .hasMessageContaining("resource_missing")
        .hasMessageContaining("req_1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"line_items", "line_items[0]", "line_items[0][quantity]", "mode"})
  void blamesTheCatalogueForAPriceOfTheWrongSort(String param) throws IOException {
    CheckoutException failed =
        session(400, error("invalid", param, WORDING), Orders.of(Orders.CREDITS));
    assertThat(failed.failure().kind()).isEqualTo(Kind.CATALOGUE_FAULT);
    assertThat(failed).hasMessageContaining("billet.catalogue.credits.price");
  }

  @Test
  void blamesTheDirectoryForACustomerThatStripeDoesNotHave() throws IOException {
    SessionOrder order = Orders.of(Orders.PLAN);
    String missing = error("resource_missing", "customer", WORDING);
    try (FakeUpstream upstream = FakeUpstream.answering(400, missing, "Request-Id: req_1");
        StripePayments payments = Orders.payments(upstream.url(), 0)) {
      CheckoutException failed =
          Orders.unknownCustomer(() -> payments.createCheckoutSession(order, Orders.far()));
      assertThat(failed.failure().kind()).isEqualTo(Kind.CATALOGUE_FAULT);
      assertThat(failed).hasMessageContaining("billet.organizations.acme.customer");
    }
  }

  @Test
  void blamesTheDirectoryForACustomerThatCannotBuy() throws IOException {
    CheckoutException failed =
        session(400, error("customer_tax", "customer", WORDING), Orders.of(Orders.PLAN));
    assertThat(failed.failure().kind()).isEqualTo(Kind.CATALOGUE_FAULT);
    assertThat(failed).hasMessageContaining("billet.organizations.acme.customer");
  }

  @ParameterizedTest
  @CsvSource({"success_url,SUCCESS_URL", "cancel_url,CANCEL_URL"})
  void namesTheUrlThatStripeRefusesInWordsOfOurs(String param, Field field) throws IOException {
    CheckoutException failed =
        session(400, error("url_invalid", param, WORDING), Orders.of(Orders.PLAN));
    assertThat(failed.failure().kind()).isEqualTo(Kind.INVALID_REQUEST);
    assertThat(failed.failure().field()).contains(field);
    assertThat(failed.failure().detail()).doesNotContain(WORDING);
  }

  @ParameterizedTest
  @CsvSource({
    "amount_too_small,",
    "amount_too_large,line_items[0][price_data][unit_amount]",
    "parameter_invalid_integer,line_items[0][price_data][unit_amount]"
  })
  void blamesAnAmountOnTheCallerWhoChoseIt(String code, @Nullable String param) throws IOException {
    CheckoutException failed = session(400, error(code, param, WORDING), Orders.of(Orders.BALANCE));
    assertThat(failed.failure().kind()).isEqualTo(Kind.INVALID_REQUEST);
    assertThat(failed.failure().field()).contains(Field.AMOUNT);
  }

  @Test
  void blamesAnAmountOnTheCatalogueThatNamesIt() throws IOException {
    CheckoutException failed =
        session(400, error("amount_too_small", null, WORDING), Orders.of(Orders.CREDITS));
    assertThat(failed.failure().kind()).isEqualTo(Kind.CATALOGUE_FAULT);
    assertThat(failed).hasMessageContaining("billet.catalogue.credits.price");
  }

  @Test
  void tellsAKeyThatCameWithAnotherRequest() throws IOException {
    CheckoutException failed =
        session(
            400,
            "{\"error\":{\"type\":\"idempotency_error\",\"message\":\"" + WORDING + "\"}}",
            Orders.keyed(Orders.PLAN, "key-1"));
    assertThat(failed.failure().kind()).isEqualTo(Kind.IDEMPOTENCY_KEY_REUSED);
  }

  @Test
  void tellsAKeyWhoseFirstRequestIsUnderWay() throws IOException {
    CheckoutException failed =
        session(
            409,
            error("idempotency_key_in_use", null, WORDING),
            Orders.keyed(Orders.PLAN, "key-1"));
    assertThat(failed.failure().kind()).isEqualTo(Kind.IDEMPOTENCY_KEY_IN_FLIGHT);
  }

  @Test
  void neverBlamesACallerForTheCustomersKey() throws IOException {
    for (String body :
        new String[] {
          "{\"error\":{\"type\":\"idempotency_error\",\"message\":\"" + WORDING + "\"}}",
          error("idempotency_key_in_use", null, WORDING)
        }) {
      try (FakeUpstream upstream =
              FakeUpstream.answering(body.contains("in_use") ? 409 : 400, body);
          StripePayments payments = Orders.payments(upstream.url(), 0)) {
        CheckoutException failed =
            Orders.failure(
                () -> payments.createCustomer(Orders.ACME, Optional.empty(), Orders.far()));
        assertThat(failed.failure().kind()).isEqualTo(Kind.UPSTREAM_FAILED);
        assertThat(failed).hasMessageContaining("acme").hasMessageContaining(WORDING);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "429,rate_limit,UPSTREAM_RATE_LIMITED",
    "429,lock_timeout,UPSTREAM_RATE_LIMITED",
    "402,card_declined,UPSTREAM_FAILED",
    "400,parameter_unknown,UPSTREAM_FAILED",
    "404,resource_missing,UPSTREAM_FAILED",
    "409,something,UPSTREAM_FAILED",
    "424,external_dependency_failed,UPSTREAM_FAILED",
    "500,api_error,UPSTREAM_FAILED",
    "503,api_error,UPSTREAM_FAILED"
  })
  void tellsOtherRefusalsByTheirStatus(int status, String code, Kind kind) throws IOException {
    CheckoutException failed = session(status, error(code, null, WORDING), Orders.of(Orders.PLAN));
    assertThat(failed.failure().kind()).isEqualTo(kind);
    assertThat(failed.failure().detail()).doesNotContain(WORDING);
    assertThat(failed).hasMessageContaining(WORDING).hasMessageContaining(code);
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void namesTheSettingOfAKeyThatStripeRefusesButNoPartOfTheKey(int status) throws IOException {
    CheckoutException failed =
        session(
            status,
            "{\"error\":{\"type\":\"invalid_request_error\",\"message\":"
                + "\"Invalid API Key provided: sk_test_******Key, not rk_live_1234\\nFake line\"}}",
            Orders.of(Orders.PLAN));
    assertThat(failed.failure().kind()).isEqualTo(Kind.UPSTREAM_FAILED);
    assertThat(failed).hasMessageContaining("billet.stripe.secret-key");
    assertThat(stackTrace(failed))
        .contains("Invalid API Key provided")
        .doesNotContain("sk_", "rk_", "******", "\nFake line");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "\"text\"",
        "{",
        "{}",
        "{\"id\":\"cs_1\"}",
        "{\"url\":\"https://pay.example\"}",
        "{\"id\":{},\"url\":[]}",
        "{\"error\":null}",
        "{\"error\":\"text\"}",
        "{\"error\":{}}",
        "<html><body>Bad gateway</body></html>",
        "\u0000\u0001garbage"
      })
  void takesNoGarbageForAnAnswer(String body) throws IOException {
    for (int status : new int[] {200, 302, 400, 500, 502}) {
      CheckoutException failed = session(status, body, Orders.keyed(Orders.PLAN, "key-1"));
      assertThat(failed.failure().kind()).as("status %s", status).isEqualTo(Kind.UPSTREAM_FAILED);
    }
  }

  @Test
  void doesNotLogAWholePage() throws IOException {
    CheckoutException failed =
        session(500, "<html>" + "x".repeat(100_000) + "</html>", Orders.of(Orders.PLAN));
    assertThat(stackTrace(failed)).doesNotContain("x".repeat(1_000));
  }

  private static CheckoutException session(int status, String body, SessionOrder order)
      throws IOException {
    try (FakeUpstream upstream = FakeUpstream.answering(status, body, "Request-Id: req_1");
        StripePayments payments = Orders.payments(upstream.url(), 0)) {
      return Orders.failure(() -> payments.createCheckoutSession(order, Orders.far()));
    }
  }

  private static String error(String code, @Nullable String param, String message) {
    String named = param == null ? "" : "\"param\":\"" + param + "\",";
    return "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"%s\",%s\"message\":\"%s\"}}"
        .formatted(code, named, message);
  }

  private static String stackTrace(Throwable failed) {
    StringWriter trace = new StringWriter();
    failed.printStackTrace(new PrintWriter(trace));
    return trace.toString();
  }
}
