package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Event;
import com.stripe.model.Invoice;
import com.stripe.model.InvoiceItem;
import com.stripe.model.InvoicePayment;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import com.stripe.param.EventListParams;
import com.stripe.param.InvoiceItemListParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.PaymentIntentConfirmParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.SubscriptionCancelParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.SubscriptionItemCreateParams;
import com.stripe.param.SubscriptionItemListParams;
import com.stripe.param.SubscriptionItemUpdateParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.SubscriptionRetrieveParams;
import com.stripe.param.SubscriptionUpdateParams;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Subscriptions made with the API: begun, changed and ended, and their items. */
final class SubscriptionTest {

  private Fixture fixture;
  private Billing billing;

  @BeforeEach
  void start() {
    fixture = new Fixture();
    billing = new Billing(fixture.stripe);
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

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
    Invoice invoice = fixture.stripe.v1().invoices().retrieve(subscription.getLatestInvoice());
    assertThat(invoice.getStatus()).isEqualTo("paid");
    assertThat(invoice.getBillingReason()).isEqualTo("subscription_create");
    assertThat(invoice.getAmountPaid()).isEqualTo(8700);
    assertThat(invoice.getLines().getData().get(0).getDescription())
        .isEqualTo("3 × Pro plan (at $29.00 / month)");
    assertThat(events())
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

    assertThat(refused(() -> billing.subscribe(Billing.of(customer, "price_pro", 1))))
        .returns("resource_missing", StripeException::getCode)
        .hasMessageContaining("no attached payment source or default payment method");
    assertThat(fixture.stripe.v1().subscriptions().list().getData()).isEmpty();
    assertThat(events()).doesNotContain("customer.subscription.created");
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
        .stripe
        .v1()
        .paymentIntents()
        .confirm(
            intent, PaymentIntentConfirmParams.builder().setPaymentMethod("pm_card_visa").build());

    assertThat(retrieve(waiting).getStatus()).isEqualTo("active");
    assertThat(fixture.stripe.v1().invoices().retrieve(invoice.getId()).getStatus())
        .isEqualTo("paid");
    assertThat(events()).contains("customer.subscription.updated", "invoice_payment.paid");
  }

  @Test
  void expiresWithoutItsFirstPayment() throws StripeException {
    String customer = billing.customer("pm_card_chargeCustomerFail");
    Subscription waiting = billing.subscribe(Billing.of(customer, "price_pro", 1));
    assertThat(waiting.getStatus()).isEqualTo("incomplete");
    assertThat(events()).contains("invoice.payment_failed");

    fixture.clock.advance(Duration.ofHours(23));

    assertThat(retrieve(waiting).getStatus()).isEqualTo("incomplete_expired");
    assertThat(fixture.stripe.v1().invoices().retrieve(waiting.getLatestInvoice()).getStatus())
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
    assertThat(fixture.stripe.v1().subscriptions().list().getData()).isEmpty();
  }

  @Test
  void refusesWhatIsNotPaidAgainAndAgain() throws StripeException {
    String customer = billing.customer("pm_card_visa");

    assertThat(refused(() -> billing.subscribe(Billing.of(customer, "price_credits", 1))))
        .returns("items[0][price]", error -> error.getStripeError().getParam())
        .hasMessageContaining("`type=one_time`");
    assertThat(refused(() -> billing.subscribe(Billing.of("cus_none", "price_pro", 1))))
        .returns("resource_missing", StripeException::getCode);
    assertThat(
            refused(
                () -> billing.subscribe(SubscriptionCreateParams.builder().setCustomer(customer))))
        .returns("items", error -> error.getStripeError().getParam());
  }

  @Test
  void updatesMetadataAndTellsWhatWasBefore() throws StripeException {
    Subscription subscription = active();

    Subscription updated =
        fixture
            .stripe
            .v1()
            .subscriptions()
            .update(
                subscription.getId(),
                SubscriptionUpdateParams.builder().putMetadata("seat", "7").build());

    assertThat(updated.getMetadata()).containsExactly(Map.entry("seat", "7"));
    Event event = newest("customer.subscription.updated");
    assertThat(event.getData().getPreviousAttributes()).containsOnlyKeys("metadata");
  }

  @Test
  void changesItsQuantityAndProrates() throws StripeException {
    Subscription subscription = active();
    String item = subscription.getItems().getData().get(0).getId();
    long half =
        (subscription.getItems().getData().get(0).getCurrentPeriodEnd()
                - subscription.getItems().getData().get(0).getCurrentPeriodStart())
            / 2;
    fixture.clock.advance(Duration.ofSeconds(half));

    Subscription updated =
        fixture
            .stripe
            .v1()
            .subscriptions()
            .update(
                subscription.getId(),
                SubscriptionUpdateParams.builder()
                    .addItem(
                        SubscriptionUpdateParams.Item.builder().setId(item).setQuantity(2L).build())
                    .build());

    assertThat(updated.getItems().getData().get(0).getQuantity()).isEqualTo(2);
    assertThat(updated.getLatestInvoice()).isEqualTo(subscription.getLatestInvoice());
    List<InvoiceItem> pending =
        fixture
            .stripe
            .v1()
            .invoiceItems()
            .list(InvoiceItemListParams.builder().setPending(true).build())
            .getData();
    assertThat(pending).extracting(InvoiceItem::getAmount).containsExactly(2900L, -1450L);
    assertThat(pending.get(0).getDescription()).startsWith("Remaining time on 2 × Pro plan after");
    assertThat(pending.get(1).getDescription()).startsWith("Unused time on Pro plan after");
    assertThat(pending.get(0).getProration()).isTrue();
  }

  @Test
  void changesItsPriceWithoutProrationWhereToldSo() throws StripeException {
    Subscription subscription = active();
    String item = subscription.getItems().getData().get(0).getId();
    Price other = billing.price(4900, PriceCreateParams.Recurring.Interval.MONTH);

    Subscription updated =
        fixture
            .stripe
            .v1()
            .subscriptions()
            .update(
                subscription.getId(),
                SubscriptionUpdateParams.builder()
                    .setProrationBehavior(SubscriptionUpdateParams.ProrationBehavior.NONE)
                    .addItem(
                        SubscriptionUpdateParams.Item.builder()
                            .setId(item)
                            .setPrice(other.getId())
                            .build())
                    .build());

    assertThat(updated.getItems().getData().get(0).getPrice().getId()).isEqualTo(other.getId());
    assertThat(updated.getItems().getData().get(0).getId()).isEqualTo(item);
    assertThat(fixture.stripe.v1().invoiceItems().list().getData()).isEmpty();
    assertThat(updated.getLatestInvoice()).isEqualTo(subscription.getLatestInvoice());
  }

  @Test
  void beginsANewPeriodWhereItsIntervalChanges() throws StripeException {
    Subscription subscription = active();
    String item = subscription.getItems().getData().get(0).getId();
    Price yearly = billing.price(29000, PriceCreateParams.Recurring.Interval.YEAR);

    Subscription updated =
        fixture
            .stripe
            .v1()
            .subscriptions()
            .update(
                subscription.getId(),
                SubscriptionUpdateParams.builder()
                    .addItem(
                        SubscriptionUpdateParams.Item.builder()
                            .setId(item)
                            .setPrice(yearly.getId())
                            .build())
                    .build());

    Invoice invoice = fixture.stripe.v1().invoices().retrieve(updated.getLatestInvoice());
    assertThat(invoice.getBillingReason()).isEqualTo("subscription_update");
    assertThat(invoice.getStatus()).isEqualTo("paid");
    assertThat(invoice.getTotal()).isEqualTo(29000 - 2900);
    assertThat(invoice.getLines().getData()).hasSize(2);
  }

  @Test
  void endsAtItsPeriodsEndUnlessTakenBack() throws StripeException {
    Subscription subscription = active();
    long end = subscription.getItems().getData().get(0).getCurrentPeriodEnd();

    Subscription ending = setCancelAtPeriodEnd(subscription, true);
    assertThat(ending.getStatus()).isEqualTo("active");
    assertThat(ending.getCancelAtPeriodEnd()).isTrue();
    assertThat(ending.getCancelAt()).isEqualTo(end);
    assertThat(ending.getCancellationDetails().getReason()).isEqualTo("cancellation_requested");

    assertThat(setCancelAtPeriodEnd(subscription, false).getCancelAt()).isNull();
    setCancelAtPeriodEnd(subscription, true);
    fixture.clock.advance(Duration.ofDays(32));

    assertThat(retrieve(subscription).getStatus()).isEqualTo("canceled");
    assertThat(retrieve(subscription).getEndedAt()).isEqualTo(end);
    assertThat(newest("customer.subscription.deleted").getCreated()).isEqualTo(end);
    assertThat(invoices(subscription)).hasSize(1);
  }

  @Test
  void isCanceledOnceOnly() throws StripeException {
    Subscription subscription = active();

    Subscription canceled =
        fixture
            .stripe
            .v1()
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
    assertThat(events()).contains("customer.subscription.deleted");
    assertThat(refused(() -> fixture.stripe.v1().subscriptions().cancel(subscription.getId())))
        .returns(404, StripeException::getStatusCode);
    assertThat(refused(() -> setCancelAtPeriodEnd(subscription, true)))
        .hasMessageContaining("A canceled subscription can only update");
  }

  @Test
  void listsByStatus() throws StripeException {
    Subscription kept = active();
    Subscription gone = active();
    fixture.stripe.v1().subscriptions().cancel(gone.getId());

    assertThat(list(null)).containsExactly(kept.getId());
    assertThat(list(SubscriptionListParams.Status.CANCELED)).containsExactly(gone.getId());
    assertThat(list(SubscriptionListParams.Status.ENDED)).containsExactly(gone.getId());
    assertThat(list(SubscriptionListParams.Status.ALL)).containsExactly(gone.getId(), kept.getId());
    assertThat(list(SubscriptionListParams.Status.PAST_DUE)).isEmpty();
  }

  @Test
  void addsChangesAndRemovesItems() throws StripeException {
    Subscription subscription = active();
    String first = subscription.getItems().getData().get(0).getId();
    Price extra = billing.price(500, PriceCreateParams.Recurring.Interval.MONTH);
    var items = fixture.stripe.v1().subscriptionItems();

    SubscriptionItem added =
        items.create(
            SubscriptionItemCreateParams.builder()
                .setSubscription(subscription.getId())
                .setPrice(extra.getId())
                .setQuantity(4L)
                .build());
    assertThat(items.retrieve(added.getId()).getQuantity()).isEqualTo(4);
    assertThat(
            refused(
                () ->
                    items.create(
                        SubscriptionItemCreateParams.builder()
                            .setSubscription(subscription.getId())
                            .setPrice(extra.getId())
                            .build())))
        .hasMessageContaining("multiple subscription items with the same plan");
    SubscriptionItem changed =
        items.update(
            added.getId(),
            SubscriptionItemUpdateParams.builder().setQuantity(5L).putMetadata("a", "1").build());
    assertThat(changed.getQuantity()).isEqualTo(5);
    assertThat(items(subscription)).containsExactly(first, added.getId());

    assertThat(items.delete(added.getId()).getDeleted()).isTrue();
    assertThat(items(subscription)).containsExactly(first);
    assertThat(refused(() -> items.delete(first)))
        .hasMessageContaining("must have at least one active plan");
    assertThat(refused(() -> items.retrieve(added.getId())))
        .returns(404, StripeException::getStatusCode);
  }

  @Test
  void expandsWhatItNames() throws StripeException {
    Subscription subscription = active();

    Subscription expanded =
        fixture
            .stripe
            .v1()
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

  private Subscription active() throws StripeException {
    return billing.subscribe(Billing.of(billing.customer("pm_card_visa"), "price_pro", 1));
  }

  private Subscription retrieve(Subscription subscription) throws StripeException {
    return fixture.stripe.v1().subscriptions().retrieve(subscription.getId());
  }

  private Subscription setCancelAtPeriodEnd(Subscription subscription, boolean ends)
      throws StripeException {
    return fixture
        .stripe
        .v1()
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
    return fixture.stripe.v1().subscriptions().list(params.build()).getData().stream()
        .map(Subscription::getId)
        .toList();
  }

  private List<String> items(Subscription subscription) throws StripeException {
    return fixture
        .stripe
        .v1()
        .subscriptionItems()
        .list(SubscriptionItemListParams.builder().setSubscription(subscription.getId()).build())
        .getData()
        .stream()
        .map(SubscriptionItem::getId)
        .toList();
  }

  private List<Invoice> invoices(Subscription subscription) throws StripeException {
    return fixture
        .stripe
        .v1()
        .invoices()
        .list(InvoiceListParams.builder().setSubscription(subscription.getId()).build())
        .getData();
  }

  private List<String> events() throws StripeException {
    return billing.events().stream().map(Event::getType).toList();
  }

  private Event newest(String type) throws StripeException {
    return fixture
        .stripe
        .v1()
        .events()
        .list(EventListParams.builder().setType(type).build())
        .getData()
        .get(0);
  }

  private static InvalidRequestException refused(ThrowingCallable call) {
    return catchThrowableOfType(InvalidRequestException.class, call);
  }
}
