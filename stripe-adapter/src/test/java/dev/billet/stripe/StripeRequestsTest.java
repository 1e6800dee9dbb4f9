package dev.billet.stripe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.billet.checkout.CheckoutSession;
import dev.billet.checkout.Idempotency;
import dev.billet.checkout.Sale;
import dev.billet.checkout.SessionOrder;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Stripe is sent. */
class StripeRequestsTest {

  private FakeUpstream upstream;
  private StripePayments payments;

  @BeforeEach
  void start() throws IOException {
    upstream = FakeUpstream.answering(200, Orders.SESSION);
    payments = Orders.payments(upstream.url(), 0);
  }

  @AfterEach
  void stop() throws IOException {
    payments.close();
    upstream.close();
  }

  @Test
  void asksForASubscriptionAtThePlansPrice() {
    assertThat(form(Orders.PLAN))
        .contains(
            entry("mode", "subscription"),
            entry("line_items[0][price]", "price_pro"),
            entry("line_items[0][quantity]", "1"),
            entry("subscription_data[metadata][billet_contract]", "versori"))
        .doesNotContainKeys("payment_intent_data[metadata][billet_contract]", "expires_at");
  }

  @Test
  void asksForBundlesAtTheCreditsPrice() {
    assertThat(form(Orders.CREDITS))
        .contains(
            entry("mode", "payment"),
            entry("line_items[0][price]", "price_credits"),
            entry("line_items[0][quantity]", "3"),
            entry("payment_intent_data[metadata][billet_organization]", "acme"))
        .doesNotContainKey("subscription_data[metadata][billet_organization]");
  }

  @Test
  void asksForAnExactAmount() {
    assertThat(form(Orders.BALANCE))
        .contains(
            entry("mode", "payment"),
            entry("line_items[0][price_data][currency]", "usd"),
            entry("line_items[0][price_data][unit_amount]", "2500"),
            entry("line_items[0][price_data][product_data][name]", "Ad balance"),
            entry("line_items[0][quantity]", "1"),
            entry("payment_intent_data[metadata][billet_contract]", "versori"))
        .doesNotContainKey("line_items[0][price]");
  }

  @Test
  void namesTheCustomerTheOrganizationAndTheUrlsAsTheyAre() {
    assertThat(form(Orders.PLAN))
        .contains(
            entry("customer", "cus_acme"),
            entry("client_reference_id", "acme"),
            entry("success_url", "https://shop.example/done?id={CHECKOUT_SESSION_ID}&x=ä"),
            entry("cancel_url", "https://shop.example/back"),
            entry("metadata[billet_contract]", "versori"),
            entry("metadata[billet_organization]", "acme"));
  }

  @Test
  void sendsTheSameBytesForTheSameOrder() {
    SessionOrder order = Orders.keyed(Orders.PLAN, "key-1");
    payments.createCheckoutSession(order, Orders.far());
    payments.createCheckoutSession(order, Orders.far());
    assertThat(upstream.requests()).hasSize(2);
    assertThat(upstream.requests().get(1)).isEqualTo(upstream.requests().get(0));
  }

  @Test
  void passesTheOrdersIdempotencyKeyOn() {
    payments.createCheckoutSession(Orders.keyed(Orders.PLAN, "key-1"), Orders.far());
    assertThat(upstream.requests().get(0).headers()).containsEntry("idempotency-key", "key-1");
  }

  @Test
  void makesUpAKeyForEveryOrderWithoutOne() {
    payments.createCheckoutSession(Orders.of(Orders.PLAN), Orders.far());
    payments.createCheckoutSession(Orders.of(Orders.PLAN), Orders.far());
    assertThat(upstream.requests())
        .extracting(request -> request.headers().get("idempotency-key"))
        .doesNotContainNull()
        .doesNotHaveDuplicates();
  }

  @Test
  void createsACustomerUnderAKeyMadeFromTheSlugAlone() {
    String customer = payments.createCustomer(Orders.ACME, Optional.empty(), Orders.far());
    FakeUpstream.Request request = upstream.requests().get(0);
    assertThat(customer).isEqualTo("cs_test_1");
    assertThat(request.line()).isEqualTo("POST /v1/customers HTTP/1.1");
    assertThat(request.form())
        .containsOnly(entry("name", "acme"), entry("metadata[billet_organization]", "acme"));
    assertThat(request.headers())
        .containsEntry("idempotency-key", Idempotency.sha256("customer", "acme"));
  }

  @Test
  void introducesItselfWithoutTelemetry() {
    payments.createCheckoutSession(Orders.of(Orders.PLAN), Orders.far());
    payments.createCheckoutSession(Orders.of(Orders.PLAN), Orders.far());
    Map<String, String> headers = upstream.requests().get(1).headers();
    assertThat(headers)
        .containsEntry("authorization", "Bearer " + Orders.KEY)
        .containsEntry("content-type", "application/x-www-form-urlencoded; charset=UTF-8")
        .containsKeys("stripe-version", "x-stripe-client-user-agent")
        .doesNotContainKeys("x-stripe-client-telemetry", "cookie", "upgrade", "accept-encoding");
    assertThat(headers.get("user-agent")).matches("Stripe/v1 JavaBindings/[0-9.]+ Billet");
    assertThat(headers.get("x-stripe-client-user-agent")).doesNotContain("telemetry_id");
  }

  @Test
  void takesABaseThatEndsInASlash() {
    try (StripePayments slashed = Orders.payments(upstream.url().resolve("/"), 0)) {
      CheckoutSession session = slashed.createCheckoutSession(Orders.of(Orders.PLAN), Orders.far());
      assertThat(session)
          .isEqualTo(
              new CheckoutSession("cs_test_1", "https://pay.example/cs_test_1", Optional.empty()));
      assertThat(upstream.requests().get(0).line())
          .isEqualTo("POST /v1/checkout/sessions HTTP/1.1");
    }
  }

  private Map<String, String> form(Sale sale) {
    payments.createCheckoutSession(Orders.of(sale), Orders.far());
    return upstream.requests().get(0).form();
  }
}
