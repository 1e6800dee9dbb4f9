package dev.billet.fulfilment;

import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.ledger.Inbox;
import dev.billet.checkout.ledger.Inbox.Claimed;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes events from the inbox and works on them. Safe for use by many threads. */
final class InboxStep {

  private static final Logger LOG = LoggerFactory.getLogger(InboxStep.class);
  private static final Duration LEASE = Fulfilment.PATIENCE.plusSeconds(10);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  // Some nine hours after the first: no hiccup, and somebody has to look.
  private static final int HOPELESS = 20;
  private static final int LONGEST_REASON = 500;

  private final Inbox inbox;
  private final Fulfilment fulfilment;
  private final Clock clock;

  InboxStep(Inbox inbox, Fulfilment fulfilment, Clock clock) {
    this.inbox = inbox;
    this.fulfilment = fulfilment;
    this.clock = clock;
  }

  /**
   * Makes due again what a server that is gone has claimed; see {@link Inbox#resume}.
   *
   * @throws CheckoutException where the inbox cannot be used
   */
  void resume() {
    inbox.resume();
  }

  /**
   * Claims one event that is due and works on it. An event over which the work fails is put off.
   *
   * @return whether there was one
   * @throws CheckoutException where the inbox cannot be used
   */
  boolean run() {
    List<Claimed> claimed = inbox.claim(1, LEASE);
    claimed.forEach(this::work);
    return !claimed.isEmpty();
  }

  private void work(Claimed claimed) {
    try {
      fulfilment.process(claimed.event());
    } catch (CheckoutException e) {
      putOff(claimed, e.failure().kind() + ": " + e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      // A defect's message may quote the payload, and the inbox is no place for a buyer's data.
      putOff(claimed, "defect: " + e.getClass().getName(), e);
    }
  }

  private void putOff(Claimed claimed, String reason, Throwable cause) {
    String id = claimed.event().id();
    Duration wait = backOff(claimed.attempts());
    String start = reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) : reason;
    inbox.failed(id, clock.instant().plus(wait), start);
    if (claimed.attempts() == HOPELESS) {
      LOG.error(
          "{} ({}) has failed {} times and goes on failing every hour: {}",
          id,
          claimed.event().type(),
          HOPELESS,
          reason,
          cause);
    } else if (claimed.attempts() == 1 && !(cause instanceof CheckoutException)) {
      LOG.error("{} meets a defect and is tried again in {} s", id, wait.toSeconds(), cause);
    } else {
      LOG.warn("{} is tried again in {} s: {}", id, wait.toSeconds(), reason);
    }
  }

  /** How long to wait after so many attempts: a second, then twice as long each time. */
  static Duration backOff(int attempts) {
    long seconds = 1L << Math.min(Math.max(attempts, 1) - 1, 20);
    return seconds > LONGEST_WAIT.toSeconds() ? LONGEST_WAIT : Duration.ofSeconds(seconds);
  }
}
