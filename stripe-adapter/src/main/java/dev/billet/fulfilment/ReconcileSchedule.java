package dev.billet.fulfilment;

import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reconciles now and then, one run at a time, from when it is made until it is closed: first soon
 * after the start, when an outage may just have ended.
 */
public final class ReconcileSchedule implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ReconcileSchedule.class);
  private static final Duration FIRST = Duration.ofSeconds(10);

  private final Reconciler reconciler;
  private final Duration since;
  private final Clock clock;
  private final Recurring runs;

  /**
   * Starts the schedule.
   *
   * @param every how long to wait between the end of a run and the next
   * @param since how far back each run goes
   */
  public ReconcileSchedule(Reconciler reconciler, Duration every, Duration since, Clock clock) {
    this(reconciler, FIRST, every, since, clock);
  }

  ReconcileSchedule(
      Reconciler reconciler, Duration first, Duration every, Duration since, Clock clock) {
    this.reconciler = reconciler;
    this.since = since;
    this.clock = clock;
    this.runs = new Recurring("reconciliation", first, every, this::run);
  }

  private void run() {
    ReconcileReport report = reconciler.run(clock.instant().minus(since), (kind, looked) -> {});
    if (report.differences().isEmpty() && report.isResolved()) {
      LOG.debug("reconciled, and nothing differed");
      return;
    }
    report.differences().forEach(it -> LOG.warn("{}: {} {}", it.result(), it.about(), it.detail()));
    LOG.warn(
        "reconciled{}: {} differences, see above",
        report.isResolved() ? "" : " in part",
        report.differences().size());
  }

  /** Ends the schedule; a run under way is cut short, which loses nothing. */
  @Override
  public void close() {
    runs.close();
  }
}
