package dev.billet.checkout;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Sees to it that an organization has one checkout of a subscription at a time, and none beside a
 * subscription: two tabs or two servers cannot sell it two.
 *
 * <p>The organization's checkout is claimed in the book, then the provider is asked, then the claim
 * ends with what came of it; no transaction is open meanwhile. Where the provider cannot say
 * whether there is a subscription, nothing is sold. Immutable and safe for use by many threads.
 */
public final class SubscriptionGuard {

  /** For how long an open session is handed out again; Stripe ends one after 24 hours. */
  static final Duration SESSION_REUSE = Duration.ofHours(23);

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private final Payments payments;
  private final CheckoutBook book;
  private final Clock clock;
  private final Duration lease;

  /**
   * A guard.
   *
   * @param totalTimeout the longest that a checkout may take; a claim stands a little longer
   */
  public SubscriptionGuard(
      Payments payments, CheckoutBook book, Clock clock, Duration totalTimeout) {
    this.payments = payments;
    this.book = book;
    this.clock = clock;
    this.lease = totalTimeout.plus(PATIENCE);
  }

  /**
   * The organization's checkout session: the open one, where it is for the same, else a new one in
   * its place.
   *
   * @param create opens a session
   * @throws CheckoutException {@link Failure.Kind#ALREADY_SUBSCRIBED}, {@link
   *     Failure.Kind#CHECKOUT_IN_PROGRESS}, {@link Failure.Kind#UNAVAILABLE} where the provider
   *     cannot be asked, or what {@code create} throws
   */
  CheckoutSession open(
      String contract,
      Sale.PlanSale plan,
      SessionOrder order,
      Supplier<CheckoutSession> create,
      Deadline deadline) {
    String organization = order.organization();
    CheckoutBook.Claim.Granted claim = claim(organization, deadline);
    boolean ended = false;
    try {
      String fingerprint = fingerprint(contract, plan, order.returnUrls());
      Optional<CheckoutSession> same =
          claim.open().filter(open -> isStillGood(open, fingerprint)).map(this::session);
      if (same.isPresent()) {
        return same.get();
      }
      if (asked(() -> payments.hasSubscription(order.customer(), deadline))) {
        throw subscribed();
      }
      CheckoutSession fresh = create.get();
      // The provider answers a repeated request with its first session, which may be over by now.
      if (!book.isOver(fresh.id())) {
        claim.open().ifPresent(old -> end(old, fresh, deadline));
        ended = noted(claim, organization, contract, plan, fingerprint, fresh, deadline);
      }
      return fresh;
    } finally {
      if (!ended) {
        book.release(claim.token(), organization);
      }
    }
  }

  private CheckoutBook.Claim.Granted claim(String organization, Deadline deadline) {
    Deadline patience = Deadline.after(PATIENCE);
    while (true) {
      CheckoutBook.Claim claim = book.claim(organization, lease);
      if (claim instanceof CheckoutBook.Claim.Granted granted) {
        return granted;
      }
      if (claim instanceof CheckoutBook.Claim.Subscribed) {
        throw subscribed();
      }
      if (patience.hasPassed() || deadline.hasPassed() || Thread.currentThread().isInterrupted()) {
        throw inProgress();
      }
      LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
    }
  }

  // What makes two requests ask for the same, so that one session does for both.
  private static String fingerprint(String contract, Sale.PlanSale plan, ReturnUrls urls) {
    return Idempotency.sha256(contract, plan.plan(), plan.price(), urls.success(), urls.cancel());
  }

  private boolean isStillGood(CheckoutBook.OpenSubscription open, String fingerprint) {
    return open.fingerprint().equals(fingerprint)
        && clock.instant().isBefore(open.openedAt().plus(SESSION_REUSE));
  }

  private CheckoutSession session(CheckoutBook.OpenSubscription open) {
    return new CheckoutSession(open.session(), open.url(), Optional.empty());
  }

  private void end(CheckoutBook.OpenSubscription old, CheckoutSession fresh, Deadline deadline) {
    if (!old.session().equals(fresh.id())
        && asked(() -> payments.expire(old.session(), deadline)) == Payments.SessionEnd.COMPLETE) {
      // The buyer was faster, and must not find a second page to pay on.
      payments.expire(fresh.id(), deadline);
      throw subscribed();
    }
  }

  private boolean noted(
      CheckoutBook.Claim.Granted claim,
      String organization,
      String contract,
      Sale.PlanSale plan,
      String fingerprint,
      CheckoutSession fresh,
      Deadline deadline) {
    boolean noted =
        book.replace(
            claim.token(),
            organization,
            new CheckoutBook.OpenSubscription(
                fresh.id(), fresh.url(), fingerprint, clock.instant()),
            new CheckoutBook.Opened(fresh.id(), organization, contract, plan, fresh.total()));
    if (!noted) {
      payments.expire(fresh.id(), deadline);
      throw inProgress();
    }
    return true;
  }

  /** Asks the provider what has to be known; where it cannot say, nothing is sold. */
  private static <T> T asked(Supplier<T> question) {
    try {
      return question.get();
    } catch (CheckoutException e) {
      throw switch (e.failure().kind()) {
        case UPSTREAM_FAILED, UPSTREAM_TIMEOUT ->
            new CheckoutException(
                Failure.of(
                    Failure.Kind.UNAVAILABLE,
                    "The payment provider cannot say whether there is a subscription already"),
                "nothing is sold, because: " + e.getMessage(),
                e.getCause());
        default -> e;
      };
    }
  }

  private static CheckoutException subscribed() {
    return new CheckoutException(
        Failure.of(
            Failure.Kind.ALREADY_SUBSCRIBED,
            "The organization has a subscription; change it in the billing portal"));
  }

  private static CheckoutException inProgress() {
    return new CheckoutException(
        Failure.of(
            Failure.Kind.CHECKOUT_IN_PROGRESS,
            "Another checkout of the organization's subscription is being opened"));
  }
}
