package dev.billet.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.StripeException;
import dev.billet.checkout.ledger.ProviderRecords.Kind;
import dev.billet.checkout.ledger.SubscriptionFacts.Status;
import dev.billet.fulfilment.ReconcileReport.Result;
import dev.billet.sandbox.control.FaultRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ReconcilerTest {

  private final Shop shop = new Shop();

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void findsWhatNoWebhookTold() throws StripeException {
    String credits = shop.buy(Shop.CREDITS);
    shop.buy(Shop.BALANCE);
    String plan = shop.buy(Shop.PLAN);
    String expired = shop.open(Shop.CREDITS);
    shop.sandbox.expire(expired);
    shop.refund(credits, 500);

    ReconcileReport report = reconcile(Duration.ofDays(1));
    assertThat(report.isResolved()).isTrue();
    assertThat(report.count(Result.BOOKED)).isPositive();
    assertThat(report.differences())
        .extracting(ReconcileReport.Difference::about)
        .contains(credits, plan, expired);
    assertThat(shop.books.account("acme").credits()).isEqualTo(37_500);
    assertThat(shop.books.account("acme").balances()).hasSize(1);
    assertThat(shop.books.account("acme").subscription())
        .hasValueSatisfying(it -> assertThat(it.status()).isEqualTo(Status.ACTIVE));

    List<String> booked = shop.booked();
    assertThat(reconcile(Duration.ofDays(1)).differences()).isEmpty();
    shop.tellAll();
    assertThat(shop.booked()).isEqualTo(booked);
  }

  @Test
  void findsNothingWhereEverythingWasTold() throws StripeException {
    String session = shop.buy(Shop.CREDITS);
    shop.buy(Shop.PLAN);
    shop.refund(session, 500);
    shop.tellAll();
    ReconcileReport report = reconcile(Duration.ofDays(1));
    assertThat(report.differences()).isEmpty();
    assertThat(report.looked().get(Kind.CHECKOUTS)).isEqualTo(2);
  }

  @Test
  void findsARefundOfASaleThatIsLongBooked() throws StripeException {
    String session = shop.buy(Shop.CREDITS);
    shop.tellAll();
    shop.sandbox.advance(Duration.ofDays(60));
    shop.refund(session, 2_000);
    assertThat(reconcile(Duration.ofDays(1)).count(Result.BOOKED)).isEqualTo(1);
    assertThat(shop.books.account("acme").credits()).isZero();
  }

  @Test
  void findsADebitThatTookLongerThanItLooksBack() {
    String session = shop.open(Shop.CREDITS);
    shop.sandbox.completeBySepaDebit(session, "jenny@example.com", "DE89370400440532013000");
    shop.tellAll();
    shop.sandbox.advance(Duration.ofDays(10));
    reconcile(Duration.ofDays(1));
    assertThat(shop.books.account("acme").credits()).isEqualTo(50_000);
  }

  @Test
  void findsTheEndOfASubscriptionThatIsYearsOld() throws StripeException {
    shop.buy(Shop.PLAN);
    shop.tellAll();
    String id = shop.books.account("acme").subscription().orElseThrow().id();
    shop.sandbox.advance(Duration.ofDays(800));
    shop.stripe.v1().subscriptions().cancel(id);
    reconcile(Duration.ofDays(1));
    assertThat(shop.books.account("acme").subscription())
        .hasValueSatisfying(it -> assertThat(it.status()).isEqualTo(Status.CANCELED));
  }

  @Test
  void reportsWhatTheLedgerHasAndStripeHasNot() {
    String credits = shop.buy(Shop.CREDITS);
    shop.buy(Shop.PLAN);
    shop.tellAll();
    List<String> booked = shop.booked();
    List<String> paid = shop.books.paidSince(Instant.EPOCH);
    assertThat(paid).hasSize(2).contains(credits);

    // Another Stripe, which never heard of them, as where the sandbox's file is gone.
    shop.sandbox.reset();
    ReconcileReport report = reconcile(Duration.ofDays(1));
    assertThat(report.isResolved()).isFalse();
    assertThat(report.differences())
        .allSatisfy(it -> assertThat(it.result()).isEqualTo(Result.UNKNOWN))
        .extracting(ReconcileReport.Difference::about)
        .containsExactlyInAnyOrderElementsOf(paid);
    assertThat(shop.booked()).isEqualTo(booked);
  }

  @Test
  void doesNotMissAtStripeWhatIsOlderThanItLooksBack() {
    shop.buy(Shop.CREDITS);
    shop.tellAll();
    shop.sandbox.reset();
    Instant later = shop.clock.instant().plus(Duration.ofDays(1));
    assertThat(shop.reconciler.run(later, (kind, looked) -> {}).differences()).isEmpty();
  }

  @Test
  void leavesOthersAlone() {
    shop.sandbox.complete(shop.open(Shop.CREDITS, Map.of("order", "7")));
    ReconcileReport report = reconcile(Duration.ofDays(1));
    assertThat(report.looked()).isEmpty();
    assertThat(report.differences()).isEmpty();
  }

  @Test
  void reportsWhatItCannotUnderstandAndGoesOn() {
    Map<String, String> damaged = Shop.metadata(Shop.CREDITS);
    damaged.remove("billet_organization");
    String broken = shop.open(Shop.CREDITS, damaged);
    shop.sandbox.complete(broken);
    shop.buy(Shop.CREDITS);
    ReconcileReport report = reconcile(Duration.ofDays(1));
    assertThat(report.isResolved()).isFalse();
    assertThat(report.gaveUp()).isFalse();
    assertThat(report.differences())
        .filteredOn(it -> it.result() == Result.UNRESOLVED)
        .singleElement()
        .satisfies(it -> assertThat(it.about()).isEqualTo(broken))
        .satisfies(it -> assertThat(it.detail()).contains("billet_organization"));
    assertThat(shop.books.account("acme").credits()).isEqualTo(50_000);
  }

  @Test
  void triesOnceMoreWhatFailedInPassing() {
    String session = shop.buy(Shop.CREDITS);
    shop.sandbox
        .faults()
        .add(
            FaultRule.on("GET /v1/checkout/sessions/" + session, FaultRule.Kind.ERROR_BEFORE_COMMIT)
                .times(1));
    assertThat(reconcile(Duration.ofDays(1)).isResolved()).isTrue();
    assertThat(shop.booked()).hasSize(2);
  }

  @Test
  void givesUpWhereStripeIsAway() {
    shop.sandbox.faults().add(FaultRule.on("/v1/**", FaultRule.Kind.ERROR_BEFORE_COMMIT));
    ReconcileReport report = reconcile(Duration.ofDays(1));
    assertThat(report.gaveUp()).isTrue();
    assertThat(report.isResolved()).isFalse();
    assertThat(report.count(Result.UNRESOLVED)).isEqualTo(5);
  }

  @Test
  void givesUpWhereTheLedgerIsAway() {
    shop.buy(Shop.CREDITS);
    shop.books.breakDown(true);
    assertThat(reconcile(Duration.ofDays(1)).gaveUp()).isTrue();
    shop.books.breakDown(false);
    assertThat(reconcile(Duration.ofDays(1)).isResolved()).isTrue();
    assertThat(shop.booked()).hasSize(2);
  }

  @Test
  void worksOffWhatWaitsInTheInbox() {
    shop.buy(Shop.CREDITS);
    shop.news().forEach(shop::tell);
    ReconcileReport report = reconcile(Duration.ofDays(1));
    assertThat(report.events()).isEqualTo(1);
    assertThat(shop.booked()).hasSize(2);
  }

  @Test
  void goesThroughMoreThanAPage() {
    for (int i = 0; i < 105; i++) {
      shop.open(Shop.CREDITS);
    }
    List<Long> progress = new ArrayList<>();
    ReconcileReport report =
        shop.reconciler.run(
            shop.clock.instant().minus(Duration.ofDays(1)), (kind, looked) -> progress.add(looked));
    assertThat(report.looked()).containsEntry(Kind.CHECKOUTS, 105L);
    assertThat(progress).hasSize(105).endsWith(105L);
  }

  @Test
  void runsByItselfUntilItIsClosed() throws InterruptedException {
    shop.buy(Shop.CREDITS);
    CountDownLatch runs = new CountDownLatch(3);
    java.time.Clock counting =
        new java.time.Clock() {
          @Override
          public java.time.Instant instant() {
            runs.countDown();
            if (runs.getCount() == 2) {
              throw new IllegalStateException("a run that fails does not end the schedule");
            }
            return shop.clock.instant();
          }

          @Override
          public java.time.ZoneId getZone() {
            return shop.clock.getZone();
          }

          @Override
          public java.time.Clock withZone(java.time.ZoneId zone) {
            return this;
          }
        };
    try (ReconcileSchedule schedule =
        new ReconcileSchedule(
            shop.reconciler, Duration.ZERO, Duration.ofMillis(1), Duration.ofDays(3), counting)) {
      assertThat(schedule).isNotNull();
      assertThat(runs.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(shop.booked()).hasSize(2);
  }

  private ReconcileReport reconcile(Duration back) {
    return shop.reconciler.run(shop.clock.instant().minus(back), (kind, looked) -> {});
  }
}
