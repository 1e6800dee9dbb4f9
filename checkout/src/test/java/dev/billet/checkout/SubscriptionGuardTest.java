package dev.billet.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SubscriptionGuardTest {

  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
  private static final Organization ACME =
      new Organization("acme", Optional.empty(), true, Optional.empty());
  private static final ReturnUrls HOME = new ReturnUrls("https://own/ok", "https://own/no");
  private static final Sale.PlanSale PRO = new Sale.PlanSale("pro", "price_pro");
  private static final Sale.PlanSale TEAM = new Sale.PlanSale("team", "price_team");

  private final MemoryBooks books = new MemoryBooks();
  private final Stripe stripe = new Stripe();
  private Instant now = NOON;

  @Test
  void theSameRequestIsAnsweredWithTheOpenSessionAndWithoutAskingAnybody() {
    CheckoutSession first = open("almanac", PRO, HOME);
    int asked = stripe.questions;
    assertThat(open("almanac", PRO, HOME).id()).isEqualTo(first.id());
    assertThat(open("almanac", PRO, HOME).url()).isEqualTo(first.url());
    assertThat(stripe.questions).isEqualTo(asked);
    assertThat(books.opened).containsOnlyKeys("cs_1");
  }

  @Test
  void anythingElseReplacesTheOpenSession() {
    open("almanac", PRO, HOME);
    assertThat(open("almanac", TEAM, HOME).id()).isEqualTo("cs_2");
    assertThat(open("versori", TEAM, HOME).id()).isEqualTo("cs_3");
    ReturnUrls elsewhere = new ReturnUrls("https://own/else", "https://own/no");
    assertThat(open("versori", TEAM, elsewhere).id()).isEqualTo("cs_4");
    assertThat(stripe.states)
        .isEqualTo(Map.of("cs_1", "expired", "cs_2", "expired", "cs_3", "expired", "cs_4", "open"));
    assertThat(books.claims).isEmpty();
  }

  @Test
  void aSessionThatIsAboutToEndIsNotHandedOutAgain() {
    open("almanac", PRO, HOME);
    now = NOON.plus(Duration.ofHours(23));
    assertThat(open("almanac", PRO, HOME).id()).isEqualTo("cs_2");
    assertThat(stripe.states).containsEntry("cs_1", "expired");
  }

  @Test
  void aBuyerWhoPaysMeanwhileFindsNoSecondPage() {
    open("almanac", PRO, HOME);
    stripe.states.put("cs_1", "complete");
    assertKind(() -> open("almanac", TEAM, HOME), Failure.Kind.ALREADY_SUBSCRIBED);
    assertThat(stripe.states).containsEntry("cs_2", "expired");
    assertThat(books.claims).isEmpty();
  }

  @Test
  void aSubscriptionHereOrAtTheProviderRefusesAnother() {
    stripe.subscribed = true;
    assertKind(() -> open("almanac", PRO, HOME), Failure.Kind.ALREADY_SUBSCRIBED);
    stripe.subscribed = false;
    books.subscriptions.put("acme", "sub_1");
    assertKind(() -> open("almanac", PRO, HOME), Failure.Kind.ALREADY_SUBSCRIBED);
    assertThat(stripe.states).isEmpty();
  }

  @Test
  void nothingIsSoldWhereTheProviderCannotBeAsked() {
    for (Failure.Kind kind : List.of(Failure.Kind.UPSTREAM_FAILED, Failure.Kind.UPSTREAM_TIMEOUT)) {
      stripe.failure = new CheckoutException(Failure.of(kind, "no answer"));
      assertKind(() -> open("almanac", PRO, HOME), Failure.Kind.UNAVAILABLE);
    }
    assertThat(stripe.states).isEmpty();
    assertThat(books.claims).isEmpty();
    stripe.failure = null;
    assertThat(open("almanac", PRO, HOME).id()).isEqualTo("cs_1");
  }

  @Test
  void aRepeatedRequestWhoseSessionIsOverChangesNothing() {
    open("almanac", PRO, HOME);
    books.over.add("cs_old");
    stripe.replay = "cs_old";
    assertThat(open("almanac", TEAM, HOME).id()).isEqualTo("cs_old");
    assertThat(stripe.states).containsEntry("cs_1", "open");
    assertThat(books.open.values())
        .extracting(CheckoutBook.OpenSubscription::session)
        .containsExactly("cs_1");
    assertThat(books.claims).isEmpty();
  }

  @Test
  void whoLosesItsClaimSellsNothing() {
    stripe.afterCreating = () -> books.claims.put("acme", "somebody else's");
    assertKind(() -> open("almanac", PRO, HOME), Failure.Kind.CHECKOUT_IN_PROGRESS);
    assertThat(stripe.states).containsEntry("cs_1", "expired");
    assertThat(books.claims).containsEntry("acme", "somebody else's");
  }

  @Test
  void manyTabsGetOneSession() throws Exception {
    ExecutorService tabs = Executors.newFixedThreadPool(8);
    CountDownLatch start = new CountDownLatch(1);
    try {
      List<Future<String>> sessions = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        sessions.add(
            tabs.submit(
                () -> {
                  start.await();
                  return open("almanac", PRO, HOME).id();
                }));
      }
      start.countDown();
      for (Future<String> session : sessions) {
        assertThat(session.get()).isEqualTo("cs_1");
      }
    } finally {
      tabs.shutdownNow();
    }
  }

  @Test
  void whoMeetsAClaimGivesUpWithTheRequestsOwnTime() {
    books.claims.put("acme", "another server's");
    assertKind(
        () -> open("almanac", PRO, HOME, Deadline.after(Duration.ofMillis(120))),
        Failure.Kind.CHECKOUT_IN_PROGRESS);
    assertThat(books.claims).containsEntry("acme", "another server's");
  }

  private CheckoutSession open(String contract, Sale.PlanSale plan, ReturnUrls urls) {
    return open(contract, plan, urls, Deadline.after(Duration.ofSeconds(30)));
  }

  private CheckoutSession open(
      String contract, Sale.PlanSale plan, ReturnUrls urls, Deadline deadline) {
    Clock clock =
        new Clock() {
          @Override
          public Instant instant() {
            return now;
          }

          @Override
          public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
          }

          @Override
          public Clock withZone(java.time.ZoneId zone) {
            return this;
          }
        };
    SubscriptionGuard guard = new SubscriptionGuard(stripe, books, clock, Duration.ofSeconds(20));
    SessionDesk desk =
        new SessionDesk(new Customers(stripe, books), stripe, books, Optional.of(guard));
    return desk.open(contract, ACME, plan, urls, Map.of(), Optional.empty(), deadline);
  }

  private static void assertKind(Runnable action, Failure.Kind kind) {
    assertThatThrownBy(action::run)
        .isInstanceOfSatisfying(
            CheckoutException.class, e -> assertThat(e.failure().kind()).isEqualTo(kind));
  }

  /** Keeps sessions as Stripe does, as far as the guard can see. */
  private static final class Stripe implements Payments {

    private final Map<String, String> states = new HashMap<>();
    private boolean subscribed;
    private int questions;
    private @Nullable CheckoutException failure;
    private @Nullable String replay;
    private Runnable afterCreating = () -> {};

    @Override
    public synchronized CheckoutSession createCheckoutSession(
        SessionOrder order, Deadline deadline) {
      questions++;
      String id = "cs_" + (states.size() + 1);
      if (replay != null) {
        id = replay;
      } else {
        states.put(id, "open");
      }
      afterCreating.run();
      return new CheckoutSession(id, "https://pay.example/" + id, Optional.empty());
    }

    @Override
    public String createCustomer(
        Organization organization, Optional<String> replaces, Deadline deadline) {
      return "cus_" + organization.slug();
    }

    @Override
    public synchronized SessionEnd expire(String session, Deadline deadline) {
      questions++;
      if ("complete".equals(states.get(session))) {
        return SessionEnd.COMPLETE;
      }
      states.put(session, "expired");
      return SessionEnd.EXPIRED;
    }

    @Override
    public boolean hasSubscription(String customer, Deadline deadline) {
      questions++;
      if (failure != null) {
        throw failure;
      }
      return subscribed;
    }

    @Override
    public String openPortal(String customer, String returnUrl, Deadline deadline) {
      throw new AssertionError("nobody asks for the portal here");
    }
  }
}
