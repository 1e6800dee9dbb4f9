package dev.billet.fulfilment;

import dev.billet.checkout.ledger.Inbox;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works off the inbox on threads of its own, from when it is made until it is closed, whatever
 * happens meanwhile.
 */
public final class InboxWorker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(InboxWorker.class);
  private static final int THREADS = 2;
  private static final Duration POLL = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(16);

  private final InboxStep step;
  private final Duration patience;
  private final Semaphore signals = new Semaphore(0);
  private final List<Thread> threads;
  private volatile boolean closing;
  private boolean resumed;

  /** Starts to work. */
  public InboxWorker(Inbox inbox, Fulfilment fulfilment, Clock clock) {
    this(new InboxStep(inbox, fulfilment, clock), Fulfilment.PATIENCE);
  }

  InboxWorker(InboxStep step, Duration patience) {
    this.step = step;
    this.patience = patience;
    this.threads =
        IntStream.rangeClosed(1, THREADS)
            .mapToObj(n -> new Thread(this::work, "inbox-" + n))
            .toList();
    threads.forEach(thread -> thread.setDaemon(true));
    threads.forEach(Thread::start);
  }

  /** Says that there is something to do. Never waits. */
  public void wake() {
    if (signals.availablePermits() < THREADS) {
      signals.release();
    }
  }

  private void work() {
    int failures = 0;
    while (!closing) {
      try {
        resume();
        boolean found = step.run();
        failures = 0;
        if (found) {
          continue;
        }
      } catch (RuntimeException | Error e) {
        failures++;
        tell(failures, e);
      }
      await(failures);
    }
  }

  // Here and not at the start: a database that cannot be written to is no reason not to serve.
  private synchronized void resume() {
    if (!resumed) {
      step.resume();
      resumed = true;
    }
  }

  // Once for each spell of trouble: a database that is away for a night should not fill the log.
  private static void tell(int failures, Throwable e) {
    if (failures == 1) {
      LOG.error("the inbox cannot be worked off, and is tried again until it can", e);
    } else {
      LOG.debug("the inbox cannot be worked off", e);
    }
  }

  private void await(int failures) {
    long seconds = POLL.toSeconds() << Math.min(failures, 10);
    long pause = Math.min(seconds, LONGEST_PAUSE.toSeconds());
    try {
      if (signals.tryAcquire(pause, TimeUnit.SECONDS)) {
        LOG.trace("woken");
      }
    } catch (InterruptedException e) {
      // Only close() interrupts, and it has said so already.
      LOG.debug("interrupted");
    }
  }

  /**
   * Takes nothing new, and waits until what is in hand is finished; for as long as that may take,
   * and not longer. What is cut short is worked on again when its lease has run out.
   */
  @Override
  public void close() {
    closing = true;
    signals.release(THREADS);
    long end = System.nanoTime() + patience.toNanos();
    try {
      for (Thread thread : threads) {
        TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, end - System.nanoTime()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.forEach(Thread::interrupt);
  }
}
