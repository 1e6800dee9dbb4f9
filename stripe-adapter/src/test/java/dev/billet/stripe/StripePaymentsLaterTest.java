package dev.billet.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.param.SubscriptionCreateParams;
import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.CheckoutSession;
import dev.billet.checkout.Failure.Kind;
import dev.billet.checkout.Payments.SessionEnd;
import dev.billet.sandbox.Sandbox;
import dev.billet.sandbox.SeedPrice;
import dev.billet.sandbox.control.FaultRule;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is asked of Stripe once a session is open: its end, and what its customer has. */
final class StripePaymentsLaterTest {

  private Sandbox sandbox;
  private StripePayments payments;
  private StripeClient stripe;
  private String customer;

  @BeforeEach
  void start() {
    sandbox =
        Sandbox.builder()
            .secretKey(Orders.KEY)
            .price(new SeedPrice("price_pro", "Pro", "usd", 4_900, "month"))
            .start();
    payments = Orders.payments(sandbox.baseUrl(), 2);
    stripe =
        StripeClient.builder()
            .setApiKey(sandbox.secretKey())
            .setApiBase(sandbox.baseUrl().toString())
            .build();
    customer = payments.createCustomer(Orders.ACME, Optional.empty(), Orders.far());
  }

  @AfterEach
  void stop() {
    payments.close();
    sandbox.close();
  }

  @Test
  void endsAnOpenSessionOnceAndForAll() throws StripeException {
    String session = opened();
    assertThat(payments.expire(session, Orders.far())).isEqualTo(SessionEnd.EXPIRED);
    assertThat(stripe.v1().checkout().sessions().retrieve(session).getStatus())
        .isEqualTo("expired");
    assertThat(payments.expire(session, Orders.far())).isEqualTo(SessionEnd.EXPIRED);
  }

  @Test
  void tellsThatTheBuyerWasFaster() {
    String session = opened();
    sandbox.complete(session);
    assertThat(payments.expire(session, Orders.far())).isEqualTo(SessionEnd.COMPLETE);
  }

  @Test
  void endsWhatStripeDoesNotKnow() {
    assertThat(payments.expire("cs_test_gone", Orders.far())).isEqualTo(SessionEnd.EXPIRED);
  }

  @Test
  void doesNotTakeTroubleForTheEndOfASession() {
    String session = opened();
    sandbox
        .faults()
        .add(
            FaultRule.on(
                "POST /v1/checkout/sessions/*/expire", FaultRule.Kind.ERROR_BEFORE_COMMIT));
    assertThat(Orders.failure(() -> payments.expire(session, Orders.far())).failure().kind())
        .isEqualTo(Kind.UPSTREAM_FAILED);
  }

  @Test
  void aSubscriptionIsOverWithItsCustomer() throws StripeException {
    assertThat(payments.hasSubscription(customer, Orders.far())).isFalse();
    sandbox.complete(opened());
    assertThat(payments.hasSubscription(customer, Orders.far())).isTrue();
    stripe.v1().customers().delete(customer);
    assertThat(payments.hasSubscription(customer, Orders.far())).isFalse();
    assertThat(payments.hasSubscription("cus_nobody", Orders.far())).isFalse();
  }

  @Test
  void aSubscriptionInTrialIsOne() throws StripeException {
    stripe
        .v1()
        .subscriptions()
        .create(
            SubscriptionCreateParams.builder()
                .setCustomer(customer)
                .setTrialPeriodDays(7L)
                .addItem(SubscriptionCreateParams.Item.builder().setPrice("price_pro").build())
                .build());
    assertThat(payments.hasSubscription(customer, Orders.far())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "incomplete, true",
    "incomplete_expired, false",
    "trialing, true",
    "active, true",
    "past_due, true",
    "canceled, false",
    "unpaid, true",
    "paused, true",
    "of_tomorrow, true"
  })
  void onlyWhatIsNeverRevivedIsOver(String status, boolean has) throws IOException {
    String last = "{\"object\":\"list\",\"has_more\":false,\"data\":[%s]}";
    String first = "{\"object\":\"list\",\"has_more\":true,\"data\":[%s]}";
    try (FakeUpstream upstream =
            new FakeUpstream(
                (number, client) ->
                    client.answer(
                        200,
                        number == 1
                            ? first.formatted(subscription("sub_1", "canceled"))
                            : last.formatted(subscription("sub_2", status))));
        StripePayments asked = Orders.payments(upstream.url(), 0)) {
      assertThat(asked.hasSubscription("cus_acme", Orders.far())).isEqualTo(has);
      assertThat(upstream.requests()).hasSize(2);
      assertThat(upstream.requests().get(1).line()).contains("starting_after=sub_1");
    }
  }

  private static String subscription(String id, String status) {
    return "{\"object\":\"subscription\",\"id\":\"%s\",\"status\":\"%s\"}".formatted(id, status);
  }

  @Test
  void failsWhereItCannotBeAskedWhetherThereIsASubscription() {
    sandbox.faults().add(FaultRule.on("GET /v1/subscriptions", FaultRule.Kind.ERROR_BEFORE_COMMIT));
    assertThat(
            Orders.failure(() -> payments.hasSubscription(customer, Orders.far())).failure().kind())
        .isEqualTo(Kind.UPSTREAM_FAILED);
  }

  @Test
  void opensThePortal() {
    String url = payments.openPortal(customer, "https://shop.example/billing", Orders.far());
    assertThat(url).startsWith(sandbox.baseUrl().toString());
  }

  @Test
  void blamesNobodyForACustomerThatIsGone() {
    CheckoutException failed =
        Orders.failure(
            () -> payments.openPortal("cus_nobody", "https://shop.example/", Orders.far()));
    assertThat(failed.failure().kind()).isEqualTo(Kind.UPSTREAM_FAILED);
  }

  @Test
  void namesThePortalsSettingsWhereThereAreNone() throws IOException {
    String refusal =
        "{\"error\":{\"type\":\"invalid_request_error\",\"message\":\"No configuration provided and"
            + " your test mode default configuration has not been created.\"}}";
    try (FakeUpstream upstream = FakeUpstream.answering(400, refusal);
        StripePayments asked = Orders.payments(upstream.url(), 0)) {
      CheckoutException failed =
          Orders.failure(() -> asked.openPortal("cus_acme", "https://shop.example/", Orders.far()));
      assertThat(failed.failure().kind()).isEqualTo(Kind.CATALOGUE_FAULT);
      assertThat(failed).hasMessageContaining("billing portal");
    }
  }

  private String opened() {
    CheckoutSession session =
        payments.createCheckoutSession(
            Orders.of(Orders.PLAN, customer, Optional.empty()), Orders.far());
    return session.id();
  }
}
