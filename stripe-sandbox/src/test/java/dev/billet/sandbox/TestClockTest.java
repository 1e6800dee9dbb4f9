package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Event;
import com.stripe.model.Invoice;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import com.stripe.model.testhelpers.TestClock;
import com.stripe.param.CustomerListParams;
import com.stripe.param.InvoicePayParams;
import com.stripe.param.SubscriptionCreateParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.testhelpers.TestClockAdvanceParams;
import com.stripe.param.testhelpers.TestClockCreateParams;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Test clocks, and what subscriptions do as time passes: on one, and on the sandbox's own. */
final class TestClockTest {

  private static final Instant BEGIN = Instant.parse("2026-08-31T10:00:00Z");

  @AutoClose private final Fixture fixture = new Fixture();
  private final Billing billing = fixture.billing();

  @Test
  void standsStillUntilItIsAdvanced() throws StripeException {
    TestClock clock = clock();
    fixture.clock.advance(Duration.ofDays(3));

    assertThat(clock.getStatus()).isEqualTo("ready");
    assertThat(retrieve(clock).getFrozenTime()).isEqualTo(BEGIN.getEpochSecond());

    TestClock advancing = advance(clock, Duration.ofDays(1));
    assertThat(advancing.getStatus()).isEqualTo("advancing");
    assertThat(advancing.getStatusDetails().getAdvancing().getTargetFrozenTime())
        .isEqualTo(BEGIN.plus(Duration.ofDays(1)).getEpochSecond());
    assertThat(retrieve(clock).getStatus()).isEqualTo("ready");
    assertThat(retrieve(clock).getFrozenTime())
        .isEqualTo(BEGIN.plus(Duration.ofDays(1)).getEpochSecond());
    assertThat(catchThrowableOfType(InvalidRequestException.class, () -> advanceTo(clock, BEGIN)))
        .returns("frozen_time", error -> error.getStripeError().getParam());
    assertThat(fixture.events())
        .contains(
            "test_helpers.test_clock.created",
            "test_helpers.test_clock.advancing",
            "test_helpers.test_clock.ready");
  }

  @Test
  void renewsASubscriptionEachMonth() throws StripeException {
    TestClock clock = clock();
    String customer = billing.customer("pm_card_visa", clock.getId());
    Subscription begun = billing.subscribe(Billing.of(customer, "price_pro", 1));
    assertThat(begun.getTestClock()).isEqualTo(clock.getId());
    assertThat(begun.getCreated()).isEqualTo(BEGIN.getEpochSecond());
    assertThat(end(begun)).isEqualTo("2026-09-30T10:00:00Z");

    advanceTo(clock, Instant.parse("2026-09-30T10:00:00Z"));
    Invoice draft = billing.invoices(begun).get(0);
    assertThat(draft.getStatus()).isEqualTo("draft");
    assertThat(draft.getBillingReason()).isEqualTo("subscription_cycle");
    assertThat(draft.getAutomaticallyFinalizesAt())
        .isEqualTo(Instant.parse("2026-09-30T11:00:00Z").getEpochSecond());
    assertThat(end(billing.retrieve(begun))).isEqualTo("2026-10-31T10:00:00Z");

    advanceTo(clock, Instant.parse("2026-11-01T00:00:00Z"));
    assertThat(billing.invoices(begun))
        .extracting(Invoice::getStatus)
        .containsOnly("paid")
        .hasSize(3);
    assertThat(end(billing.retrieve(begun))).isEqualTo("2026-11-30T10:00:00Z");
    assertThat(billing.invoices(begun).get(0).getNumber()).endsWith("-0003");
    Event renewed =
        billing.events().stream()
            .filter(event -> event.getType().equals("customer.subscription.updated"))
            .findFirst()
            .orElseThrow();
    assertThat(renewed.getData().getPreviousAttributes()).containsKeys("items", "latest_invoice");
    assertThat(renewed.getCreated())
        .isEqualTo(Instant.parse("2026-10-31T10:00:00Z").getEpochSecond());
  }

  @Test
  void fallsPastDueAndRecovers() throws StripeException {
    TestClock clock = clock();
    String customer = billing.customer("pm_card_visa", clock.getId());
    Subscription subscription = billing.subscribe(Billing.of(customer, "price_pro", 1));
    billing.setCard(customer, "pm_card_chargeCustomerFail");

    advance(clock, Duration.ofDays(31));

    assertThat(billing.retrieve(subscription).getStatus()).isEqualTo("past_due");
    Invoice open = billing.invoices(subscription).get(0);
    assertThat(open.getStatus()).isEqualTo("open");
    assertThat(open.getAttemptCount()).isEqualTo(1);
    assertThat(open.getNextPaymentAttempt())
        .isEqualTo(Instant.parse("2026-10-03T11:00:00Z").getEpochSecond());
    assertThat(fixture.events()).contains("invoice.payment_failed", "charge.failed");

    String good =
        fixture
            .v1
            .paymentMethods()
            .attach(
                "pm_card_visa",
                com.stripe.param.PaymentMethodAttachParams.builder().setCustomer(customer).build())
            .getId();
    fixture
        .v1
        .invoices()
        .pay(open.getId(), InvoicePayParams.builder().setPaymentMethod(good).build());

    assertThat(billing.retrieve(subscription).getStatus()).isEqualTo("active");
    assertThat(billing.invoices(subscription).get(0).getStatus()).isEqualTo("paid");
  }

  @Test
  void isCanceledWhenEveryAttemptFailed() throws StripeException {
    TestClock clock = clock();
    String customer = billing.customer("pm_card_visa", clock.getId());
    Subscription subscription = billing.subscribe(Billing.of(customer, "price_pro", 1));
    billing.setCard(customer, "pm_card_chargeCustomerFail");

    advance(clock, Duration.ofDays(50));

    Subscription ended = billing.retrieve(subscription);
    assertThat(ended.getStatus()).isEqualTo("canceled");
    assertThat(ended.getCancellationDetails().getReason()).isEqualTo("payment_failed");
    assertThat(billing.invoices(subscription).get(0).getAttemptCount()).isEqualTo(4);
    assertThat(billing.invoices(subscription).get(0).getAutoAdvance()).isFalse();
  }

  @Test
  void chargesWhenATrialEnds() throws StripeException {
    TestClock clock = clock();
    String customer = billing.customer("pm_card_visa", clock.getId());
    Subscription trialing =
        billing.subscribe(Billing.of(customer, "price_pro", 1).setTrialPeriodDays(14L));
    assertThat(trialing.getStatus()).isEqualTo("trialing");
    assertThat(billing.invoices(trialing)).extracting(Invoice::getTotal).containsExactly(0L);

    advance(clock, Duration.ofDays(12));
    assertThat(fixture.events()).contains("customer.subscription.trial_will_end");
    assertThat(billing.retrieve(trialing).getStatus()).isEqualTo("trialing");

    advance(clock, Duration.ofDays(3));
    assertThat(billing.retrieve(trialing).getStatus()).isEqualTo("active");
    assertThat(billing.invoices(trialing).get(0).getStatus()).isEqualTo("paid");
    assertThat(billing.invoices(trialing).get(0).getTotal()).isEqualTo(2900);
  }

  @Test
  void pausesATrialThatNobodyCanPayFor() throws StripeException {
    TestClock clock = clock();
    String customer = billing.customer(null, clock.getId());
    Subscription trialing =
        billing.subscribe(
            Billing.of(customer, "price_pro", 1)
                .setTrialPeriodDays(7L)
                .setTrialSettings(
                    SubscriptionCreateParams.TrialSettings.builder()
                        .setEndBehavior(
                            SubscriptionCreateParams.TrialSettings.EndBehavior.builder()
                                .setMissingPaymentMethod(
                                    SubscriptionCreateParams.TrialSettings.EndBehavior
                                        .MissingPaymentMethod.PAUSE)
                                .build())
                        .build()));

    advance(clock, Duration.ofDays(8));
    assertThat(billing.retrieve(trialing).getStatus()).isEqualTo("paused");
    assertThat(fixture.events()).contains("customer.subscription.paused");

    billing.setCard(customer, "pm_card_visa");
    assertThat(fixture.v1.subscriptions().resume(trialing.getId()).getStatus()).isEqualTo("active");
    assertThat(fixture.events()).contains("customer.subscription.resumed");
  }

  @Test
  void keepsRenewalsAsDraftsWhileCollectionIsPaused() throws StripeException {
    TestClock clock = clock();
    String customer = billing.customer("pm_card_visa", clock.getId());
    Subscription subscription = billing.subscribe(Billing.of(customer, "price_pro", 1));
    fixture
        .v1
        .subscriptions()
        .update(
            subscription.getId(),
            SubscriptionUpdateParams.builder()
                .setPauseCollection(
                    SubscriptionUpdateParams.PauseCollection.builder()
                        .setBehavior(
                            SubscriptionUpdateParams.PauseCollection.Behavior.KEEP_AS_DRAFT)
                        .build())
                .build());

    advance(clock, Duration.ofDays(31));

    assertThat(billing.invoices(subscription).get(0).getStatus()).isEqualTo("draft");
    assertThat(billing.retrieve(subscription).getStatus()).isEqualTo("active");
  }

  @Test
  void takesItsCustomersWithIt() throws StripeException {
    TestClock clock = clock();
    String customer = billing.customer("pm_card_visa", clock.getId());
    Subscription subscription = billing.subscribe(Billing.of(customer, "price_pro", 1));
    assertThat(fixture.v1.customers().list().getData()).isEmpty();
    assertThat(
            fixture
                .v1
                .customers()
                .list(CustomerListParams.builder().setTestClock(clock.getId()).build())
                .getData())
        .extracting(Customer::getId)
        .containsExactly(customer);

    fixture.v1.testHelpers().testClocks().delete(clock.getId());

    assertThat(fixture.v1.customers().retrieve(customer).getDeleted()).isTrue();
    assertThat(billing.retrieve(subscription).getStatus()).isEqualTo("canceled");
    assertThat(fixture.v1.testHelpers().testClocks().list().getData()).isEmpty();
  }

  @Test
  void goesNoFurtherThanTwoYearsAtOnce() throws StripeException {
    TestClock clock = clock();

    assertThat(
            catchThrowableOfType(
                InvalidRequestException.class, () -> advance(clock, Duration.ofDays(800))))
        .returns("frozen_time", error -> error.getStripeError().getParam());
  }

  @Test
  void doesNotChargeACardThatWasDetached() throws StripeException {
    String customer = billing.customer("pm_card_visa");
    Subscription subscription = billing.subscribe(Billing.of(customer, "price_pro", 1));
    String card =
        fixture.v1.customers().retrieve(customer).getInvoiceSettings().getDefaultPaymentMethod();
    fixture.v1.paymentMethods().detach(card);

    fixture.clock.advance(Duration.ofDays(32));

    assertThat(billing.retrieve(subscription).getStatus()).isEqualTo("past_due");
    assertThat(billing.invoices(subscription).get(0).getStatus()).isEqualTo("open");
  }

  @Test
  void renewsByTheSandboxsClockToo() throws StripeException {
    String customer = billing.customer("pm_card_visa");
    Subscription subscription = billing.subscribe(Billing.of(customer, "price_pro", 1));

    fixture.clock.advance(Duration.ofDays(95));

    assertThat(billing.invoices(subscription))
        .extracting(Invoice::getStatus)
        .containsOnly("paid")
        .hasSize(4);
  }

  private TestClock clock() throws StripeException {
    return fixture
        .v1
        .testHelpers()
        .testClocks()
        .create(TestClockCreateParams.builder().setFrozenTime(BEGIN.getEpochSecond()).build());
  }

  private TestClock retrieve(TestClock clock) throws StripeException {
    return fixture.v1.testHelpers().testClocks().retrieve(clock.getId());
  }

  private TestClock advance(TestClock clock, Duration by) throws StripeException {
    return advanceTo(clock, Instant.ofEpochSecond(retrieve(clock).getFrozenTime()).plus(by));
  }

  private TestClock advanceTo(TestClock clock, Instant to) throws StripeException {
    return fixture
        .v1
        .testHelpers()
        .testClocks()
        .advance(
            clock.getId(),
            TestClockAdvanceParams.builder().setFrozenTime(to.getEpochSecond()).build());
  }

  private static String end(Subscription subscription) {
    SubscriptionItem item = subscription.getItems().getData().get(0);
    return Instant.ofEpochSecond(item.getCurrentPeriodEnd())
        .atOffset(ZoneOffset.UTC)
        .toInstant()
        .toString();
  }
}
