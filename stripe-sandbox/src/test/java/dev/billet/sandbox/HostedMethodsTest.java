package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.model.SetupIntent;
import com.stripe.model.checkout.Session;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.PaymentMethodType;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The hosted page beyond a card that just pays: 3-D Secure, bank debits, and saving a card. */
final class HostedMethodsTest {

  @AutoClose private final Fixture fixture = new Fixture();

  @ParameterizedTest
  @ValueSource(strings = {"4000002500003155", "4000000000003220"})
  void challengesTheBuyerAndPaysAfterwards(String card) throws Exception {
    Session session = fixture.create(Fixture.payment());
    HttpResponse<String> challenge = fixture.pay(session.getUrl(), card);
    assertThat(challenge.statusCode()).isEqualTo(200);
    assertThat(challenge.body())
        .contains("3-D Secure", "Pay $20.00", ">Complete</button>", ">Fail</button>")
        .doesNotContain("<script", "cardNumber");
    assertThat(fixture.open(session.getUrl()).body()).contains("3-D Secure");
    assertThat(fixture.retrieve(session.getId()).getStatus()).isEqualTo("open");

    HttpResponse<String> paid = fixture.submit(session.getUrl(), Map.of("challenge", "complete"));

    assertThat(paid.statusCode()).isEqualTo(303);
    assertThat(fixture.retrieve(session.getId()).getPaymentStatus()).isEqualTo("paid");
    assertThat(fixture.events())
        .containsSubsequence(
            "payment_intent.created",
            "payment_intent.requires_action",
            "charge.succeeded",
            "payment_intent.succeeded",
            "checkout.session.completed");
  }

  @Test
  void leavesTheSessionOpenWhenTheChallengeFails() throws Exception {
    Session session = fixture.create(Fixture.subscription());
    fixture.pay(session.getUrl(), "4000002500003155");
    HttpResponse<String> failed = fixture.submit(session.getUrl(), Map.of("challenge", "fail"));

    assertThat(failed.statusCode()).isEqualTo(402);
    assertThat(failed.body())
        .contains("role=\"alert\"", "We are unable to authenticate your payment method.")
        .contains("name=\"cardNumber\"");
    assertThat(fixture.retrieve(session.getId()).getStatus()).isEqualTo("open");
    assertThat(fixture.v1.customers().list().getData()).isEmpty();
    assertThat(fixture.open(session.getUrl()).body()).doesNotContain("3-D Secure</h1>");
    assertThat(fixture.pay(session.getUrl(), "4242424242424242").statusCode()).isEqualTo(303);
    assertThat(fixture.v1.customers().list().getData()).hasSize(1);
  }

  @Test
  void ignoresTheEndOfAChallengeThatThereIsNot() throws Exception {
    Session session = fixture.create(Fixture.payment());
    HttpResponse<String> answer = fixture.submit(session.getUrl(), Map.of("challenge", "complete"));

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(fixture.retrieve(session.getId()).getStatus()).isEqualTo("open");
  }

  @Test
  void declinesAfterTheChallengeWhereTheCardDoes() throws Exception {
    Session session = fixture.create(Fixture.payment());
    fixture.pay(session.getUrl(), "4000008400001629");

    assertThat(fixture.submit(session.getUrl(), Map.of("challenge", "complete")).body())
        .contains("Your card was declined.");
  }

  @Test
  void offersTheMethodsThatTheSessionTakes() throws Exception {
    String page =
        fixture
            .open(
                fixture
                    .create(
                        Fixture.payment()
                            .addPaymentMethodType(PaymentMethodType.CARD)
                            .addPaymentMethodType(PaymentMethodType.US_BANK_ACCOUNT)
                            .addPaymentMethodType(PaymentMethodType.SEPA_DEBIT))
                    .getUrl())
            .body();

    assertThat(page)
        .contains("<details name=\"method\" open><summary>Card</summary>")
        .contains("<summary>SEPA direct debit</summary>", "<summary>US bank account</summary>")
        .contains("name=\"iban\"", "name=\"routingNumber\"", "name=\"accountNumber\"")
        .containsOnlyOnce(" id=\"email\"");
  }

  @ParameterizedTest
  @CsvSource({
    "sepa_debit, DE89 3704 0044 0532 0130 00, 1",
    "sepa_debit, AT321904300235473204, 4",
    "us_bank_account, 000123456789, 1"
  })
  void isPaidOnceTheBankHasSaidSo(String method, String account, long minutes) throws Exception {
    Session session = debited(method, account);
    PaymentIntent processing = fixture.v1.paymentIntents().retrieve(session.getPaymentIntent());
    assertThat(session.getStatus()).isEqualTo("complete");
    assertThat(session.getPaymentStatus()).isEqualTo("unpaid");
    assertThat(processing.getStatus()).isEqualTo("processing");
    assertThat(charge(processing).getStatus()).isEqualTo("pending");

    fixture.clock.advance(Duration.ofMinutes(minutes));

    assertThat(fixture.retrieve(session.getId()).getPaymentStatus()).isEqualTo("paid");
    assertThat(charge(processing).getStatus()).isEqualTo("succeeded");
    assertThat(charge(processing).getPaymentMethodDetails().getType()).isEqualTo(method);
    assertThat(fixture.events())
        .containsSubsequence(
            "payment_intent.processing",
            "checkout.session.completed",
            "payment_intent.succeeded",
            "checkout.session.async_payment_succeeded");
  }

  @ParameterizedTest
  @CsvSource({
    "sepa_debit, DE62370400440532013001, payment_intent_payment_attempt_failed",
    "us_bank_account, 000111111113, account_closed",
    "us_bank_account, 000111111116, no_account"
  })
  void staysUnpaidWhereTheBankRefuses(String method, String account, String code) throws Exception {
    Session session = debited(method, account);
    fixture.clock.advance(Duration.ofMinutes(1));
    PaymentIntent failed = fixture.v1.paymentIntents().retrieve(session.getPaymentIntent());

    assertThat(fixture.retrieve(session.getId()).getStatus()).isEqualTo("complete");
    assertThat(fixture.retrieve(session.getId()).getPaymentStatus()).isEqualTo("unpaid");
    assertThat(failed.getStatus()).isEqualTo("requires_payment_method");
    assertThat(failed.getLastPaymentError().getCode()).isEqualTo(code);
    assertThat(charge(failed).getStatus()).isEqualTo("failed");
    assertThat(fixture.events())
        .containsSubsequence(
            "charge.failed",
            "payment_intent.payment_failed",
            "checkout.session.async_payment_failed");
  }

  @Test
  void saysWhatIsWrongWithABankAccount() throws Exception {
    Session session = fixture.create(debit(PaymentMethodType.SEPA_DEBIT));
    HttpResponse<String> incomplete =
        fixture.submit(
            session.getUrl(),
            Map.of("method", "sepa_debit", "email", "a@b.co", "name", "Ada", "iban", "DE"));
    HttpResponse<String> real =
        fixture.submit(
            session.getUrl(),
            Map.of(
                "method", "sepa_debit",
                "email", "a@b.co",
                "name", "Ada",
                "iban", "GB33BUKB20201555555555"));

    assertThat(incomplete.statusCode()).isEqualTo(422);
    assertThat(incomplete.body()).contains("Your IBAN is incomplete.", "value=\"Ada\"");
    assertThat(real.statusCode()).isEqualTo(402);
    assertThat(real.body()).contains("test IBANs").doesNotContain("GB33BUKB");
  }

  @Test
  void savesACardInSetupMode() throws Exception {
    String customer = fixture.v1.customers().create(CustomerCreateParams.builder().build()).getId();
    Session session =
        fixture.create(
            SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.SETUP)
                .setCurrency("usd")
                .setCustomer(customer)
                .setSuccessUrl(Fixture.SUCCESS)
                .setSetupIntentData(
                    SessionCreateParams.SetupIntentData.builder()
                        .putMetadata("why", "later")
                        .build()));
    assertThat(fixture.open(session.getUrl()).body()).contains("Save card");
    assertThat(fixture.pay(session.getUrl(), "4000000000000002").statusCode()).isEqualTo(402);
    fixture.pay(session.getUrl(), "4000002500003155");
    fixture.submit(session.getUrl(), Map.of("challenge", "complete"));
    Session done = fixture.retrieve(session.getId());
    SetupIntent intent = fixture.v1.setupIntents().retrieve(done.getSetupIntent());
    PaymentMethod method = fixture.v1.paymentMethods().retrieve(intent.getPaymentMethod());

    assertThat(done.getStatus()).isEqualTo("complete");
    assertThat(done.getPaymentStatus()).isEqualTo("no_payment_required");
    assertThat(intent.getStatus()).isEqualTo("succeeded");
    assertThat(intent.getMetadata()).containsExactly(Map.entry("why", "later"));
    assertThat(method.getCustomer()).isEqualTo(customer);
    assertThat(fixture.v1.charges().list().getData()).isEmpty();
    assertThat(fixture.events())
        .containsSubsequence(
            "setup_intent.created",
            "setup_intent.setup_failed",
            "setup_intent.requires_action",
            "setup_intent.succeeded",
            "payment_method.attached",
            "checkout.session.completed");
  }

  private Session debited(String method, String account) throws Exception {
    boolean sepa = method.equals("sepa_debit");
    Session session =
        fixture.create(
            debit(sepa ? PaymentMethodType.SEPA_DEBIT : PaymentMethodType.US_BANK_ACCOUNT));
    HttpResponse<String> answer =
        fixture.submit(
            session.getUrl(),
            Map.of(
                "method",
                method,
                "email",
                "ada@shop.example",
                "name",
                "Ada Buyer",
                "iban",
                sepa ? account : "",
                "routingNumber",
                sepa ? "" : "110000000",
                "accountNumber",
                sepa ? "" : account));
    assertThat(answer.statusCode()).isEqualTo(303);
    return fixture.retrieve(session.getId());
  }

  private static SessionCreateParams.Builder debit(PaymentMethodType type) {
    return Fixture.payment().addPaymentMethodType(type);
  }

  private Charge charge(PaymentIntent intent) throws StripeException {
    return fixture.v1.charges().retrieve(intent.getLatestCharge());
  }
}
