package dev.billet.fulfilment;

import dev.billet.checkout.ledger.Inbox;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Forgets events that have long been done, from when it is made until it is closed: nobody asks for
 * them any more, and their payloads hold what buyers told Stripe of themselves.
 */
public final class InboxRetention implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(InboxRetention.class);
  private static final Duration FIRST = Duration.ofMinutes(1);
  private static final Duration EVERY = Duration.ofHours(1);
  // A webhook may wait for such a transaction, and should not wait for long.
  private static final int BATCH = 500;

  private final Inbox inbox;
  private final Duration keep;
  private final Clock clock;
  private final Recurring runs;

  /**
   * Starts to forget.
   *
   * @param keep for how long an event is kept once it is done
   */
  public InboxRetention(Inbox inbox, Duration keep, Clock clock) {
    this(inbox, keep, clock, FIRST, EVERY);
  }

  InboxRetention(Inbox inbox, Duration keep, Clock clock, Duration first, Duration every) {
    this.inbox = inbox;
    this.keep = keep;
    this.clock = clock;
    this.runs = new Recurring("the forgetting of old events", first, every, this::run);
  }

  private void run() {
    Instant before = clock.instant().minus(keep);
    long all = 0;
    int forgotten;
    do {
      forgotten = inbox.forget(before, BATCH);
      all += forgotten;
    } while (forgotten == BATCH && !Thread.currentThread().isInterrupted());
    if (all > 0) {
      LOG.info("{} events were done for {} days, and are forgotten", all, keep.toDays());
    }
  }

  /** Ends it; a run under way is cut short, and the next server goes on with it. */
  @Override
  public void close() {
    runs.close();
  }
}
