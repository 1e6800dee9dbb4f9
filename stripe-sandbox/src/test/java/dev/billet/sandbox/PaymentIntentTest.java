package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.PaymentIntent;
import com.stripe.model.PaymentMethod;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PaymentIntentUpdateParams;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Payment intents, as a client without Checkout uses them. */
final class PaymentIntentTest {

  private static final String RETURN = "https://shop.example/back?order=7";

  @AutoClose private final Fixture fixture = new Fixture();
  private final Billing billing = fixture.billing();

  @Test
  void goesFromCreatedToSucceeded() throws StripeException {
    PaymentIntent created = create(params());
    PaymentIntent updated =
        fixture
            .v1
            .paymentIntents()
            .update(
                created.getId(),
                PaymentIntentUpdateParams.builder()
                    .setAmount(2500L)
                    .putMetadata("order", "7")
                    .build());
    PaymentIntent paid = confirm(created.getId(), "pm_card_visa");

    assertThat(created.getStatus()).isEqualTo("requires_payment_method");
    assertThat(created.getClientSecret()).startsWith(created.getId() + "_secret_");
    assertThat(updated.getAmount()).isEqualTo(2500);
    assertThat(paid.getStatus()).isEqualTo("succeeded");
    assertThat(paid.getAmountReceived()).isEqualTo(2500);
    assertThat(paid.getPaymentMethod()).startsWith("pm_1");
    assertThat(paid.getMetadata()).containsExactly(Map.entry("order", "7"));
    assertThat(fixture.v1.charges().retrieve(paid.getLatestCharge()).getAmount()).isEqualTo(2500);
    assertThat(fixture.events())
        .containsSubsequence(
            "payment_intent.created",
            "charge.succeeded",
            "payment_intent.succeeded",
            "charge.updated");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          pm_card_chargeDeclined | card_declined | generic_decline | Your card was declined.
          pm_card_visa_chargeDeclinedInsufficientFunds | card_declined | insufficient_funds | Your card has insufficient funds.
          pm_card_chargeDeclinedLostCard | card_declined | lost_card | Your card was declined.
          pm_card_chargeDeclinedStolenCard | card_declined | stolen_card | Your card was declined.
          pm_card_chargeDeclinedExpiredCard | expired_card | expired_card | Your card has expired.
          pm_card_chargeDeclinedIncorrectCvc | incorrect_cvc | incorrect_cvc | Your card's security code is incorrect.
          pm_card_chargeDeclinedProcessingError | processing_error | processing_error | An error occurred while processing your card.
          pm_card_radarBlock | card_declined | fraudulent | Your card was declined.
          """)
  void tellsADeclineAndKeepsTheAttempt(
      String method, String code, String declineCode, String message) throws StripeException {
    CardException declined =
        catchThrowableOfType(
            CardException.class, () -> create(params().setConfirm(true).setPaymentMethod(method)));
    PaymentIntent kept = fixture.v1.paymentIntents().list().getData().get(0);

    assertThat(declined.getStatusCode()).isEqualTo(402);
    assertThat(declined.getCode()).isEqualTo(code);
    assertThat(declined.getDeclineCode()).isEqualTo(declineCode);
    assertThat(declined.getMessage()).contains(message);
    assertThat(declined.getCharge()).isEqualTo(kept.getLatestCharge());
    assertThat(declined.getStripeError().getPaymentIntent().getId()).isEqualTo(kept.getId());
    assertThat(kept.getStatus()).isEqualTo("requires_payment_method");
    assertThat(kept.getLastPaymentError().getDeclineCode()).isEqualTo(declineCode);
    assertThat(confirm(kept.getId(), "pm_card_mastercard").getStatus()).isEqualTo("succeeded");
  }

  @Test
  void holdsMoneyUntilItIsCaptured() throws StripeException {
    PaymentIntent held = held();
    PaymentIntent captured =
        fixture
            .v1
            .paymentIntents()
            .capture(
                held.getId(),
                PaymentIntentCaptureParams.builder().setAmountToCapture(1500L).build());
    Charge charge = fixture.v1.charges().retrieve(captured.getLatestCharge());

    assertThat(held.getStatus()).isEqualTo("requires_capture");
    assertThat(held.getAmountCapturable()).isEqualTo(2000);
    assertThat(captured.getStatus()).isEqualTo("succeeded");
    assertThat(captured.getAmountReceived()).isEqualTo(1500);
    assertThat(charge.getAmountCaptured()).isEqualTo(1500);
    assertThat(charge.getAmountRefunded()).isEqualTo(500);
    assertThat(fixture.v1.balance().retrieve().getPending().get(0).getAmount())
        .isEqualTo(1500 - 44 - 30);
    assertThat(
            Fixture.refused(() -> fixture.v1.paymentIntents().capture(held.getId())).getMessage())
        .contains("could not be captured because it has a status of succeeded");
    assertThat(fixture.events())
        .contains("payment_intent.amount_capturable_updated", "charge.captured");
  }

  @Test
  void letsGoOfWhatItHoldsWhenItIsCanceled() throws StripeException {
    PaymentIntent held = held();
    PaymentIntent canceled =
        fixture
            .v1
            .paymentIntents()
            .cancel(
                held.getId(),
                PaymentIntentCancelParams.builder()
                    .setCancellationReason(
                        PaymentIntentCancelParams.CancellationReason.REQUESTED_BY_CUSTOMER)
                    .build());

    assertThat(canceled.getStatus()).isEqualTo("canceled");
    assertThat(canceled.getCancellationReason()).isEqualTo("requested_by_customer");
    assertThat(canceled.getCanceledAt()).isNotNull();
    assertThat(fixture.v1.charges().retrieve(held.getLatestCharge()).getRefunded()).isTrue();
    InvalidRequestException again =
        Fixture.refused(() -> fixture.v1.paymentIntents().cancel(held.getId()));
    assertThat(again.getCode()).isEqualTo("payment_intent_unexpected_state");
    assertThat(fixture.events()).contains("payment_intent.canceled");
  }

  @Test
  void letsGoOfWhatNobodyCapturesInTime() throws StripeException {
    PaymentIntent held = held();
    fixture.clock.advance(Duration.ofDays(8));
    PaymentIntent expired = fixture.v1.paymentIntents().retrieve(held.getId());

    assertThat(expired.getStatus()).isEqualTo("canceled");
    assertThat(expired.getCancellationReason()).isEqualTo("automatic");
    assertThat(fixture.events()).contains("charge.expired", "payment_intent.canceled");
  }

  @Test
  void asksForAuthenticationAndGoesOnAfterIt() throws Exception {
    PaymentIntent waiting = waiting("pm_card_authenticationRequired");
    String url = waiting.getNextAction().getRedirectToUrl().getUrl();
    assertThat(waiting.getStatus()).isEqualTo("requires_action");
    assertThat(fixture.open(url).body())
        .contains("3-D Secure", "Payment of $20.00", "value=\"complete\"", "value=\"fail\"")
        .doesNotContain("<script");

    HttpResponse<String> back = fixture.submit(url, Map.of("challenge", "complete"));
    PaymentIntent paid = fixture.v1.paymentIntents().retrieve(waiting.getId());
    Charge charge = fixture.v1.charges().retrieve(paid.getLatestCharge());

    assertThat(back.statusCode()).isEqualTo(303);
    assertThat(URI.create(back.headers().firstValue("Location").orElseThrow()).getQuery())
        .startsWith("order=7&payment_intent=" + paid.getId())
        .endsWith("redirect_status=succeeded");
    assertThat(paid.getStatus()).isEqualTo("succeeded");
    assertThat(charge.getPaymentMethodDetails().getCard().getThreeDSecure().getResult())
        .isEqualTo("authenticated");
    assertThat(fixture.open(url).statusCode()).isEqualTo(303);
    assertThat(fixture.events())
        .containsSubsequence("payment_intent.requires_action", "payment_intent.succeeded");
  }

  @Test
  void failsWithTheChallenge() throws Exception {
    PaymentIntent waiting = waiting("pm_card_threeDSecure2Required");
    HttpResponse<String> back =
        fixture.submit(
            waiting.getNextAction().getRedirectToUrl().getUrl(), Map.of("challenge", "fail"));
    PaymentIntent failed = fixture.v1.paymentIntents().retrieve(waiting.getId());

    assertThat(back.headers().firstValue("Location").orElseThrow())
        .contains("redirect_status=failed");
    assertThat(failed.getStatus()).isEqualTo("requires_payment_method");
    assertThat(failed.getLastPaymentError().getCode())
        .isEqualTo("payment_intent_authentication_failure");
    assertThat(fixture.open(fixture.sandbox.publicUrl() + "/c/authenticate/pi_none").statusCode())
        .isEqualTo(404);
  }

  @Test
  void cannotAuthenticateABuyerWhoIsNotThere() throws StripeException {
    String customer = billing.customer(null);
    PaymentMethod saved = billing.attach("pm_card_authenticationRequired", customer);
    CardException declined =
        catchThrowableOfType(
            CardException.class,
            () ->
                create(
                    params()
                        .setCustomer(customer)
                        .setPaymentMethod(saved.getId())
                        .setConfirm(true)
                        .setOffSession(true)));

    assertThat(declined.getCode()).isEqualTo("authentication_required");
  }

  @Test
  void refusesWhatStripeRefuses() throws StripeException {
    PaymentIntent paid = confirm(create(params()).getId(), "pm_card_visa");
    assertThat(Fixture.refused(() -> confirm(paid.getId(), "pm_card_visa")).getMessage())
        .contains("because it has already succeeded after being previously confirmed");
    assertThat(Fixture.refused(() -> create(params().setAmount(49L))).getCode())
        .isEqualTo("amount_too_small");
    assertThat(Fixture.refused(() -> create(params().setAmount(100_000_000L))).getCode())
        .isEqualTo("amount_too_large");
    assertThat(Fixture.refused(() -> create(params().setConfirm(true))).getMessage())
        .contains("it's missing a payment method");
    assertThat(Fixture.refused(() -> create(params().setReturnUrl(RETURN))).getParam())
        .isEqualTo("return_url");
    assertThat(Fixture.refused(() -> create(params().setCustomer("cus_none"))).getMessage())
        .contains("No such customer: 'cus_none'");
    assertThat(
            Fixture.refused(
                    () ->
                        create(
                            PaymentIntentCreateParams.builder()
                                .setAmount(2000L)
                                .setCurrency("usd")
                                .setPaymentMethod("pm_card_visa")
                                .setConfirm(true)))
                .getMessage())
        .contains("you must provide a `return_url`");
  }

  @Test
  void usesAPaymentMethodTwiceOnlyWhereItIsACustomers() throws StripeException {
    String customer = billing.customer(null);
    PaymentMethod saved = billing.attach("pm_card_visa", customer);
    for (int i = 0; i < 2; i++) {
      assertThat(
              create(
                      params()
                          .setCustomer(customer)
                          .setPaymentMethod(saved.getId())
                          .setConfirm(true))
                  .getStatus())
          .isEqualTo("succeeded");
    }
    String once = confirm(create(params()).getId(), "pm_card_visa").getPaymentMethod();

    assertThat(Fixture.refused(() -> confirm(create(params()).getId(), once)).getMessage())
        .contains("previously used without being attached to a Customer");
  }

  private PaymentIntent held() throws StripeException {
    return create(
        params()
            .setCaptureMethod(PaymentIntentCreateParams.CaptureMethod.MANUAL)
            .setPaymentMethod("pm_card_visa")
            .setConfirm(true));
  }

  private PaymentIntent waiting(String method) throws StripeException {
    return create(params().setPaymentMethod(method).setConfirm(true).setReturnUrl(RETURN));
  }

  private static PaymentIntentCreateParams.Builder params() {
    return PaymentIntentCreateParams.builder()
        .setAmount(2000L)
        .setCurrency("usd")
        .addPaymentMethodType("card");
  }

  private PaymentIntent create(PaymentIntentCreateParams.Builder params) throws StripeException {
    return fixture.v1.paymentIntents().create(params.build());
  }

  private PaymentIntent confirm(String id, String method) throws StripeException {
    return fixture
        .v1
        .paymentIntents()
        .confirm(id, PaymentIntentConfirmParams.builder().setPaymentMethod(method).build());
  }
}
