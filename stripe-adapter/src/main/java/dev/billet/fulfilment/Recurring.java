package dev.billet.fulfilment;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that is done now and then, on a thread of its own, one run at a time, from when this is made
 * until it is closed. A run that fails is logged, and the next comes at its time.
 */
final class Recurring implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Recurring.class);
  private static final Duration LONGEST_CLOSE = Duration.ofSeconds(5);

  private final String name;
  private final Runnable work;
  private final Future<?> runs;
  private final ScheduledExecutorService thread;

  /**
   * Starts the schedule.
   *
   * @param name what the work is called, in the log
   * @param first how long until the first run
   * @param every how long to wait between the end of a run and the next
   */
  Recurring(String name, Duration first, Duration every, Runnable work) {
    this.name = name;
    this.work = work;
    this.thread =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread daemon = new Thread(task, name);
              daemon.setDaemon(true);
              return daemon;
            });
    this.runs =
        thread.scheduleWithFixedDelay(
            this::run, first.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void run() {
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      // Thrown on, it would end the schedule without a word.
      LOG.error("{} failed, and is tried again at its next time", name, e);
    }
  }

  /** Ends the schedule; a run under way is interrupted, and given a moment to end. */
  @Override
  public void close() {
    runs.cancel(true);
    thread.shutdownNow();
    try {
      if (!thread.awaitTermination(LONGEST_CLOSE.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("{} is still under way", name);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
