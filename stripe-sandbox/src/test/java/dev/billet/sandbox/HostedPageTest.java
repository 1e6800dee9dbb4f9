package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.Customer;
import com.stripe.model.Invoice;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import com.stripe.param.checkout.SessionCreateParams;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The hosted page, as a browser without JavaScript sees it. */
final class HostedPageTest {

  private static final String PAYS = "4242 4242 4242 4242";

  @AutoClose private final Fixture fixture = new Fixture();

  @Test
  void showsWhatIsBought() throws Exception {
    HttpResponse<String> page = fixture.open(fixture.create(Fixture.payment()).getUrl());

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body())
        .contains("25,000 credits", "Qty 2, $10.00 each", "$20.00", "No real payment", "4242 4242")
        .contains("<button type=\"submit\">Pay $20.00</button>")
        .contains("href=\"https://shop.example/cart?a=1&amp;b=2\"")
        .contains(
            "name=\"cardNumber\"", "name=\"cardExpiry\"", "name=\"cardCvc\"", "name=\"email\"")
        .doesNotContain("<script");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'");
  }

  @Test
  void showsHowOftenASubscriptionIsPaid() throws Exception {
    String page = fixture.open(fixture.create(Fixture.subscription()).getUrl()).body();

    assertThat(page)
        .contains("Billed per month", "$29.00 <small>per month</small>")
        .contains("<button type=\"submit\">Subscribe</button>");
  }

  @Test
  void showsCurrenciesWithoutAMinorUnitWhole() throws Exception {
    Session session =
        fixture.create(Fixture.session(SessionCreateParams.Mode.PAYMENT, "price_jpy", 1));

    assertThat(fixture.open(session.getUrl()).body()).contains("Pay ¥1,200<");
  }

  @Test
  void paysAndSendsTheBuyerOn() throws Exception {
    Session session =
        fixture.create(
            Fixture.payment()
                .setPaymentIntentData(
                    SessionCreateParams.PaymentIntentData.builder()
                        .putMetadata("organization", "acme")
                        .build()));
    HttpResponse<String> answer = fixture.pay(session.getUrl(), PAYS);
    Session paid = fixture.retrieve(session.getId());

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location"))
        .hasValue("https://shop.example/done?s=" + session.getId() + "&x=1");
    assertThat(paid.getStatus()).isEqualTo("complete");
    assertThat(paid.getPaymentStatus()).isEqualTo("paid");
    assertThat(paid.getUrl()).isNull();
    assertThat(paid.getCustomerDetails().getEmail()).isEqualTo("ada@shop.example");
    PaymentIntent intent = fixture.v1.paymentIntents().retrieve(paid.getPaymentIntent());
    assertThat(intent.getStatus()).isEqualTo("succeeded");
    assertThat(intent.getAmountReceived()).isEqualTo(2000);
    assertThat(intent.getMetadata()).containsExactly(Map.entry("organization", "acme"));
  }

  @Test
  void fillsInAnEncodedPlaceholderToo() throws Exception {
    Session session =
        fixture.create(
            Fixture.payment().setSuccessUrl("https://x.example/%7BCHECKOUT_SESSION_ID%7D"));

    assertThat(fixture.pay(session.getUrl(), PAYS).headers().firstValue("Location"))
        .hasValue("https://x.example/" + session.getId());
  }

  @Test
  void beginsASubscriptionOncePaid() throws Exception {
    Session session =
        fixture.create(
            Fixture.subscription()
                .setSubscriptionData(
                    SessionCreateParams.SubscriptionData.builder()
                        .putMetadata("organization", "acme")
                        .build()));
    assertThat(session.getSubscription()).isNull();

    fixture.pay(session.getUrl(), PAYS);
    Session paid = fixture.retrieve(session.getId());
    Subscription subscription = fixture.v1.subscriptions().retrieve(paid.getSubscription());
    Invoice invoice = fixture.v1.invoices().retrieve(paid.getInvoice());
    Customer customer = fixture.v1.customers().retrieve(paid.getCustomer());

    assertThat(subscription.getStatus()).isEqualTo("active");
    assertThat(subscription.getMetadata()).containsExactly(Map.entry("organization", "acme"));
    assertThat(subscription.getLatestInvoice()).isEqualTo(invoice.getId());
    assertThat(subscription.getItems().getData().get(0).getPrice().getId()).isEqualTo("price_pro");
    assertThat(
            Duration.ofSeconds(
                subscription.getItems().getData().get(0).getCurrentPeriodEnd()
                    - subscription.getStartDate()))
        .isEqualTo(Duration.ofDays(31));
    assertThat(invoice.getStatus()).isEqualTo("paid");
    assertThat(invoice.getTotal()).isEqualTo(2900);
    assertThat(invoice.getParent().getSubscriptionDetails().getSubscription())
        .isEqualTo(subscription.getId());
    assertThat(customer.getEmail()).isEqualTo("ada@shop.example");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          4000000000000002 | Your card was declined.
          4000000000009995 | Your card has insufficient funds.
          4012888888881881 | but used a non test card
          """)
  void staysOnThePageWhenTheCardIsDeclined(String card, String message) throws Exception {
    Session session = fixture.create(Fixture.payment());
    HttpResponse<String> answer = fixture.pay(session.getUrl(), card);

    assertThat(answer.statusCode()).isEqualTo(402);
    assertThat(answer.body()).contains("role=\"alert\"", message).doesNotContain(card);
    assertThat(fixture.retrieve(session.getId()).getStatus()).isEqualTo("open");
    assertThat(fixture.pay(session.getUrl(), PAYS).statusCode()).isEqualTo(303);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cardNumber | 4242424242424241 | Your card number is invalid.
          cardNumber | 4242 | Your card number is incomplete.
          cardNumber | abcd | Your card number is invalid.
          cardExpiry | 13/34 | Your card&#39;s expiration date is invalid.
          cardExpiry | 07/26 | Your card&#39;s expiration date is in the past.
          cardExpiry | soon | Your card&#39;s expiration date is incomplete.
          cardCvc | 12 | Your card&#39;s security code is incomplete.
          email | nobody | Your email is invalid.
          email | '' | Your email is required.
          """)
  void saysWhatIsWrongBesideTheField(String field, String value, String message) throws Exception {
    Session session = fixture.create(Fixture.payment());
    Map<String, String> fields = new java.util.HashMap<>();
    fields.put("email", "ada@shop.example");
    fields.put("cardNumber", PAYS);
    fields.put("cardExpiry", "08/26");
    fields.put("cardCvc", "123");
    fields.put(field, value);
    HttpResponse<String> answer = fixture.submit(session.getUrl(), fields);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body())
        .contains("<p class=\"error\" id=\"" + field + "-error\">" + message + "</p>")
        .containsOnlyOnce("class=\"error\"");
    assertThat(fixture.retrieve(session.getId()).getStatus()).isEqualTo("open");
  }

  @Test
  void takesACardInItsLastMonth() throws Exception {
    Session session = fixture.create(Fixture.payment());

    assertThat(
            fixture
                .submit(
                    session.getUrl(),
                    Map.of(
                        "email",
                        "a@b.co",
                        "cardNumber",
                        PAYS,
                        "cardExpiry",
                        "0826",
                        "cardCvc",
                        "123"))
                .statusCode())
        .isEqualTo(303);
  }

  @Test
  void paysOnceHoweverOftenTheFormIsSent() throws Exception {
    Session session = fixture.create(Fixture.subscription());
    ExecutorService buyers = Executors.newFixedThreadPool(8);
    List<Callable<Integer>> submissions = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      submissions.add(() -> fixture.pay(session.getUrl(), PAYS).statusCode());
    }
    for (Future<Integer> status : buyers.invokeAll(submissions)) {
      assertThat(status.get()).isEqualTo(303);
    }
    buyers.shutdown();

    assertThat(fixture.v1.subscriptions().list().getData()).hasSize(1);
    assertThat(fixture.v1.invoices().list().getData()).hasSize(1);
    assertThat(fixture.v1.customers().list().getData()).hasSize(1);
  }

  @Test
  void showsThatASessionIsPaidOrExpiredOrUnknown() throws Exception {
    Session paid = fixture.create(Fixture.payment());
    fixture.pay(paid.getUrl(), PAYS);
    Session expired = fixture.create(Fixture.payment());
    fixture.v1.checkout().sessions().expire(expired.getId());

    assertThat(fixture.open(paid.getUrl()).body())
        .contains("already completed this payment")
        .doesNotContain("<form");
    assertThat(fixture.open(expired.getUrl()).statusCode()).isEqualTo(410);
    assertThat(fixture.open(expired.getUrl()).body()).contains("expired").doesNotContain("<form");
    assertThat(fixture.pay(expired.getUrl(), PAYS).statusCode()).isEqualTo(410);
    assertThat(fixture.retrieve(expired.getId()).getPaymentStatus()).isEqualTo("unpaid");
    assertThat(fixture.open(fixture.sandbox.publicUrl() + "/c/pay/cs_test_none").statusCode())
        .isEqualTo(404);
  }

  @Test
  void doesNotTakeMoneyAfterTheTimeHasRunOut() throws Exception {
    Session session = fixture.create(Fixture.payment());
    fixture.clock.advance(Duration.ofHours(25));

    assertThat(fixture.pay(session.getUrl(), PAYS).statusCode()).isEqualTo(410);
    assertThat(fixture.retrieve(session.getId()).getStatus()).isEqualTo("expired");
  }

  @Test
  void escapesWhateverCameFromAClient() throws Exception {
    String attack = "<script>alert(\"1\")</script>'&";
    Session session =
        fixture.create(
            SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setSuccessUrl(Fixture.SUCCESS)
                .setCancelUrl("https://x.example/?q='onmouseover='x")
                .addLineItem(
                    SessionCreateParams.LineItem.builder()
                        .setQuantity(1L)
                        .setPriceData(
                            SessionCreateParams.LineItem.PriceData.builder()
                                .setCurrency("usd")
                                .setUnitAmount(500L)
                                .setProductData(
                                    SessionCreateParams.LineItem.PriceData.ProductData.builder()
                                        .setName(attack)
                                        .setDescription(attack)
                                        .build())
                                .build())
                        .build()));
    String escaped = "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;";

    assertThat(fixture.open(session.getUrl()).body())
        .contains(escaped, "q=&#39;onmouseover=&#39;x")
        .doesNotContain("<script");
    assertThat(
            fixture
                .submit(session.getUrl(), Map.of("email", "\"><script>", "cardNumber", "<b>"))
                .body())
        .contains("value=\"&quot;&gt;&lt;script&gt;\"")
        .doesNotContain("<script", "<b>");
  }

  @Test
  void makesUrlsFromThePublicAddress() throws Exception {
    try (Fixture behindProxy =
        new Fixture(
            Sandbox.builder().publicUrl(java.net.URI.create("https://pay.example/stripe/")))) {
      Session session = behindProxy.create(Fixture.payment());

      assertThat(session.getUrl()).startsWith("https://pay.example/stripe/c/pay/cs_test_");
      assertThat(
              behindProxy
                  .open(behindProxy.sandbox.baseUrl() + "/c/pay/" + session.getId())
                  .statusCode())
          .isEqualTo(200);
    }
  }
}
