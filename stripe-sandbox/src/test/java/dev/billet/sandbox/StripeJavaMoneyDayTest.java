package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.Charge;
import com.stripe.model.Dispute;
import com.stripe.model.Event;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Refund;
import com.stripe.model.WebhookEndpoint;
import com.stripe.model.checkout.Session;
import com.stripe.net.Webhook;
import com.stripe.param.ChargeRetrieveParams;
import com.stripe.param.ChargeUpdateParams;
import com.stripe.param.DisputeListParams;
import com.stripe.param.EventListParams;
import com.stripe.param.PaymentIntentCancelParams;
import com.stripe.param.PaymentIntentCaptureParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.RefundUpdateParams;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.WebhookEndpointUpdateParams;
import com.stripe.param.checkout.SessionCreateParams;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Money in the day that {@link StripeJavaDayTest} begins, and being told of it. */
final class StripeJavaMoneyDayTest {

  private final Shop shop = new Shop();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void takesMoney() throws Exception {
    PaymentIntent held =
        intent(
            payment("pm_card_visa")
                .setCaptureMethod(PaymentIntentCreateParams.CaptureMethod.MANUAL));
    assertThat(held.getStatus()).isEqualTo("requires_capture");
    assertThat(
            shop.stripe
                .paymentIntents()
                .capture(
                    held.getId(),
                    PaymentIntentCaptureParams.builder().setAmountToCapture(3000L).build())
                .getAmountReceived())
        .isEqualTo(3000);
    PaymentIntent idle =
        intent(PaymentIntentCreateParams.builder().setAmount(100L).setCurrency("eur"));
    assertThat(
            shop.stripe
                .paymentIntents()
                .cancel(idle.getId(), PaymentIntentCancelParams.builder().build())
                .getStatus())
        .isEqualTo("canceled");
    assertThat(intent(payment("pm_card_threeDSecure2Required")).getStatus())
        .isEqualTo("requires_action");
    CardException declined =
        Shop.refused(
            CardException.class,
            402,
            () -> intent(payment("pm_card_visa_chargeDeclinedInsufficientFunds")));
    assertThat(declined.getCode()).isEqualTo("card_declined");
    assertThat(declined.getDeclineCode()).isEqualTo("insufficient_funds");
    assertThat(shop.stripe.paymentIntents().list().getData()).hasSize(4);
  }

  @Test
  void givesMoneyBack() throws Exception {
    String id = intent(payment("pm_card_visa")).getLatestCharge();
    shop.stripe
        .charges()
        .update(id, ChargeUpdateParams.builder().putMetadata("order", "7").build());
    Refund part = refund(id, 2000L);
    refund(id, null);
    shop.stripe
        .refunds()
        .update(part.getId(), RefundUpdateParams.builder().putMetadata("why", "x").build());
    Charge charge =
        shop.stripe
            .charges()
            .retrieve(
                id,
                ChargeRetrieveParams.builder()
                    .addExpand("balance_transaction")
                    .addExpand("refunds")
                    .build());

    assertThat(charge.getRefunded()).isTrue();
    assertThat(charge.getMetadata()).containsExactly(Map.entry("order", "7"));
    assertThat(charge.getBalanceTransactionObject().getAmount()).isEqualTo(5000);
    assertThat(charge.getRefunds().getData())
        .containsExactlyElementsOf(
            shop.stripe
                .refunds()
                .list(RefundListParams.builder().setCharge(id).setLimit(1L).build())
                .autoPagingIterable());
    assertThat(Shop.refused(InvalidRequestException.class, 400, () -> refund(id, null)).getCode())
        .isEqualTo("charge_already_refunded");
    assertThat(shop.stripe.balance().retrieve().getPending()).isNotEmpty();
    assertThat(shop.stripe.balanceTransactions().list().getData()).hasSize(3);
  }

  @Test
  void isDisputed() throws Exception {
    PaymentIntent intent = intent(payment("pm_card_createDispute"));
    Dispute dispute =
        shop.stripe
            .disputes()
            .list(DisputeListParams.builder().setPaymentIntent(intent.getId()).build())
            .getData()
            .get(0);

    assertThat(dispute.getStatus()).isEqualTo("needs_response");
    assertThat(shop.stripe.disputes().close(dispute.getId()).getStatus()).isEqualTo("lost");
    assertThat(shop.stripe.disputes().retrieve(dispute.getId()).getStatus()).isEqualTo("lost");
  }

  @Test
  void isToldOfWhatHappens() throws Exception {
    try (Receiver receiver = new Receiver()) {
      WebhookEndpoint endpoint =
          shop.stripe
              .webhookEndpoints()
              .create(
                  WebhookEndpointCreateParams.builder()
                      .setUrl(receiver.url("/hook").toString())
                      .addEnabledEvent(
                          WebhookEndpointCreateParams.EnabledEvent.CHECKOUT__SESSION__COMPLETED)
                      .build());
      Session session =
          shop.stripe
              .checkout()
              .sessions()
              .create(
                  Shop.session(SessionCreateParams.Mode.PAYMENT, shop.price("Tea", 700, null), 1)
                      .build());
      shop.fillIn(session, "4242424242424242");
      Receiver.Received told = receiver.next();
      Event event = Webhook.constructEvent(told.body(), told.signature(), endpoint.getSecret());
      Session bought = (Session) event.getDataObjectDeserializer().getObject().orElseThrow();

      assertThat(event.getType()).isEqualTo("checkout.session.completed");
      assertThat(bought.getId()).isEqualTo(session.getId());
      assertThat(shop.stripe.events().retrieve(event.getId()).getType()).isEqualTo(event.getType());
      assertThatThrownBy(
              () ->
                  Webhook.constructEvent(told.body() + " ", told.signature(), endpoint.getSecret()))
          .isInstanceOf(SignatureVerificationException.class);
      assertThat(
              shop.stripe
                  .events()
                  .list(EventListParams.builder().setLimit(3L).build())
                  .autoPagingIterable())
          .extracting(Event::getType)
          .contains("payment_intent.succeeded", "charge.succeeded", "product.created");
      String id = endpoint.getId();
      assertThat(shop.stripe.webhookEndpoints().retrieve(id).getSecret()).isNull();
      assertThat(
              shop.stripe
                  .webhookEndpoints()
                  .update(id, WebhookEndpointUpdateParams.builder().setDisabled(true).build())
                  .getStatus())
          .isEqualTo("disabled");
      assertThat(shop.stripe.webhookEndpoints().list().getData()).hasSize(1);
      assertThat(shop.stripe.webhookEndpoints().delete(id).getDeleted()).isTrue();
    }
  }

  private static PaymentIntentCreateParams.Builder payment(String method) {
    return PaymentIntentCreateParams.builder()
        .setAmount(5000L)
        .setCurrency("usd")
        .setPaymentMethod(method)
        .addPaymentMethodType("card")
        .setConfirm(true);
  }

  private PaymentIntent intent(PaymentIntentCreateParams.Builder params) throws StripeException {
    return shop.stripe.paymentIntents().create(params.build());
  }

  private Refund refund(String charge, @Nullable Long amount) throws StripeException {
    RefundCreateParams.Builder params = RefundCreateParams.builder().setCharge(charge);
    return shop.stripe
        .refunds()
        .create((amount == null ? params : params.setAmount(amount)).build());
  }
}
