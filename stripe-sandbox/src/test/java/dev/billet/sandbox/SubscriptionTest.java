package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.CardException;
import com.stripe.exception.StripeException;
import com.stripe.model.Invoice;
import com.stripe.model.InvoicePayment;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.SubscriptionCancelParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.SubscriptionRetrieveParams;
import com.stripe.param.SubscriptionUpdateParams;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Subscriptions made with the API: how they begin, how they end, and how they are found. */
final class SubscriptionTest {

  @AutoClose private final Fixture fixture = new Fixture();
  private final Billing billing = fixture.billing();

  @Test
  void chargesTheDefaultCardAndIsActive() throws StripeException {
    String customer = billing.customer("pm_card_visa");

    Subscription subscription =
        billing.subscribe(Billing.of(customer, "price_pro", 3).putMetadata("organization", "acme"));

    assertThat(subscription.getStatus()).isEqualTo("active");
    assertThat(subscription.getMetadata()).containsExactly(Map.entry("organization", "acme"));
    SubscriptionItem item = subscription.getItems().getData().get(0);
    assertThat(item.getQuantity()).isEqualTo(3);
    assertThat(item.getPrice().getId()).isEqualTo("price_pro");
    assertThat(item.getCurrentPeriodEnd()).isGreaterThan(item.getCurrentPeriodStart());
    Invoice invoice = fixture.v1.invoices().retrieve(subscription.getLatestInvoice());
    assertThat(invoice.getStatus()).isEqualTo("paid");
    assertThat(invoice.getBillingReason()).isEqualTo("subscription_create");
    assertThat(invoice.getAmountPaid()).isEqualTo(8700);
    assertThat(invoice.getLines().getData().get(0).getDescription())
        .isEqualTo("3 × Pro plan (at $29.00 / month)");
    assertThat(fixture.events())
        .contains(
            "customer.subscription.created",
            "invoice.created",
            "invoice.finalized",
            "charge.succeeded",
            "invoice.paid");
  }

  @Test
  void refusesToChargeWhereThereIsNothingToCharge() throws StripeException {
    String customer = billing.customer(null);

    assertThat(Fixture.refused(() -> billing.subscribe(Billing.of(customer, "price_pro", 1))))
        .returns("resource_missing", StripeException::getCode)
        .hasMessageContaining("no attached payment source or default payment method");
    assertThat(fixture.v1.subscriptions().list().getData()).isEmpty();
    assertThat(fixture.events()).doesNotContain("customer.subscription.created");
  }

  @Test
  void waitsForItsFirstPayment() throws StripeException {
    String customer = billing.customer(null);
    Subscription waiting =
        billing.subscribe(
            Billing.of(customer, "price_pro", 1)
                .setPaymentBehavior(SubscriptionCreateParams.PaymentBehavior.DEFAULT_INCOMPLETE)
                .addExpand("latest_invoice.confirmation_secret")
                .addExpand("latest_invoice.payments"));

    assertThat(waiting.getStatus()).isEqualTo("incomplete");
    Invoice invoice = waiting.getLatestInvoiceObject();
    assertThat(invoice.getStatus()).isEqualTo("open");
    String intent = invoice.getPayments().getData().get(0).getPayment().getPaymentIntent();
    assertThat(invoice.getConfirmationSecret().getClientSecret()).startsWith(intent + "_secret_");

    fixture
        .v1
        .paymentIntents()
        .confirm(
            intent, PaymentIntentConfirmParams.builder().setPaymentMethod("pm_card_visa").build());

    assertThat(billing.retrieve(waiting).getStatus()).isEqualTo("active");
    assertThat(fixture.v1.invoices().retrieve(invoice.getId()).getStatus()).isEqualTo("paid");
    assertThat(fixture.events()).contains("customer.subscription.updated", "invoice_payment.paid");
  }

  @Test
  void expiresWithoutItsFirstPayment() throws StripeException {
    String customer = billing.customer("pm_card_chargeCustomerFail");
    Subscription waiting = billing.subscribe(Billing.of(customer, "price_pro", 1));
    assertThat(waiting.getStatus()).isEqualTo("incomplete");
    assertThat(fixture.events()).contains("invoice.payment_failed");

    fixture.clock.advance(Duration.ofHours(23));

    assertThat(billing.retrieve(waiting).getStatus()).isEqualTo("incomplete_expired");
    assertThat(fixture.v1.invoices().retrieve(waiting.getLatestInvoice()).getStatus())
        .isEqualTo("void");
  }

  @Test
  void isNotMadeWhereADeclineIsToBeAnError() throws StripeException {
    String customer = billing.customer("pm_card_chargeCustomerFail");

    assertThat(
            catchThrowableOfType(
                CardException.class,
                () ->
                    billing.subscribe(
                        Billing.of(customer, "price_pro", 1)
                            .setPaymentBehavior(
                                SubscriptionCreateParams.PaymentBehavior.ERROR_IF_INCOMPLETE))))
        .returns(402, StripeException::getStatusCode)
        .returns("card_declined", StripeException::getCode);
    assertThat(fixture.v1.subscriptions().list().getData()).isEmpty();
  }

  @Test
  void refusesWhatIsNotPaidAgainAndAgain() throws StripeException {
    String customer = billing.customer("pm_card_visa");

    assertThat(Fixture.refused(() -> billing.subscribe(Billing.of(customer, "price_credits", 1))))
        .returns("items[0][price]", error -> error.getStripeError().getParam())
        .hasMessageContaining("`type=one_time`");
    assertThat(Fixture.refused(() -> billing.subscribe(Billing.of("cus_none", "price_pro", 1))))
        .returns("resource_missing", StripeException::getCode);
    assertThat(
            Fixture.refused(
                () -> billing.subscribe(SubscriptionCreateParams.builder().setCustomer(customer))))
        .returns("items", error -> error.getStripeError().getParam());
  }

  @Test
  void endsAtItsPeriodsEndUnlessTakenBack() throws StripeException {
    Subscription subscription = billing.active();
    long end = subscription.getItems().getData().get(0).getCurrentPeriodEnd();

    Subscription ending = setCancelAtPeriodEnd(subscription, true);
    assertThat(ending.getStatus()).isEqualTo("active");
    assertThat(ending.getCancelAtPeriodEnd()).isTrue();
    assertThat(ending.getCancelAt()).isEqualTo(end);
    assertThat(ending.getCancellationDetails().getReason()).isEqualTo("cancellation_requested");

    assertThat(setCancelAtPeriodEnd(subscription, false).getCancelAt()).isNull();
    setCancelAtPeriodEnd(subscription, true);
    fixture.clock.advance(Duration.ofDays(32));

    assertThat(billing.retrieve(subscription).getStatus()).isEqualTo("canceled");
    assertThat(billing.retrieve(subscription).getEndedAt()).isEqualTo(end);
    assertThat(fixture.newest("customer.subscription.deleted").getCreated()).isEqualTo(end);
    assertThat(billing.invoices(subscription)).hasSize(1);
  }

  @Test
  void isCanceledOnceOnly() throws StripeException {
    Subscription subscription = billing.active();

    Subscription canceled =
        fixture
            .v1
            .subscriptions()
            .cancel(
                subscription.getId(),
                SubscriptionCancelParams.builder()
                    .setCancellationDetails(
                        SubscriptionCancelParams.CancellationDetails.builder()
                            .setComment("moving on")
                            .build())
                    .build());

    assertThat(canceled.getStatus()).isEqualTo("canceled");
    assertThat(canceled.getEndedAt()).isEqualTo(fixture.clock.instant().getEpochSecond());
    assertThat(canceled.getCancellationDetails().getComment()).isEqualTo("moving on");
    assertThat(fixture.events()).contains("customer.subscription.deleted");
    assertThat(Fixture.refused(() -> fixture.v1.subscriptions().cancel(subscription.getId())))
        .returns(404, StripeException::getStatusCode);
    assertThat(Fixture.refused(() -> setCancelAtPeriodEnd(subscription, true)))
        .hasMessageContaining("A canceled subscription can only update");
  }

  @Test
  void listsByStatus() throws StripeException {
    Subscription kept = billing.active();
    Subscription gone = billing.active();
    fixture.v1.subscriptions().cancel(gone.getId());

    assertThat(list(null)).containsExactly(kept.getId());
    assertThat(list(SubscriptionListParams.Status.CANCELED)).containsExactly(gone.getId());
    assertThat(list(SubscriptionListParams.Status.ENDED)).containsExactly(gone.getId());
    assertThat(list(SubscriptionListParams.Status.ALL)).containsExactly(gone.getId(), kept.getId());
    assertThat(list(SubscriptionListParams.Status.PAST_DUE)).isEmpty();
  }

  @Test
  void expandsWhatItNames() throws StripeException {
    Subscription subscription = billing.active();

    Subscription expanded =
        fixture
            .v1
            .subscriptions()
            .retrieve(
                subscription.getId(),
                SubscriptionRetrieveParams.builder()
                    .addExpand("customer")
                    .addExpand("latest_invoice.payments")
                    .build());

    assertThat(expanded.getCustomerObject().getId()).isEqualTo(subscription.getCustomer());
    assertThat(expanded.getLatestInvoiceObject().getPayments().getData())
        .extracting(InvoicePayment::getStatus)
        .containsExactly("paid");
  }

  private Subscription setCancelAtPeriodEnd(Subscription subscription, boolean ends)
      throws StripeException {
    return fixture
        .v1
        .subscriptions()
        .update(
            subscription.getId(),
            SubscriptionUpdateParams.builder().setCancelAtPeriodEnd(ends).build());
  }

  private List<String> list(SubscriptionListParams.@Nullable Status status) throws StripeException {
    SubscriptionListParams.Builder params = SubscriptionListParams.builder();
    if (status != null) {
      params.setStatus(status);
    }
    return fixture.v1.subscriptions().list(params.build()).getData().stream()
        .map(Subscription::getId)
        .toList();
  }
}
