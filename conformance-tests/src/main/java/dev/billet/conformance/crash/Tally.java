package dev.billet.conformance.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What has happened so far in a run. Safe for use by many threads. */
final class Tally {

  /** What is counted. */
  enum Count {
    ANSWERS,
    RETRIES,
    LOST_CONNECTIONS
  }

  private final Map<Count, Long> counts = new EnumMap<>(Count.class);
  private final List<String> breaches = new ArrayList<>();

  synchronized void add(Count what) {
    counts.merge(what, 1L, Long::sum);
    notifyAll();
  }

  synchronized long get(Count what) {
    return counts.getOrDefault(what, 0L);
  }

  /** Waits until so much has been counted, but not for longer than that. */
  synchronized void await(Count what, long number, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      long left = patience.toMillis();
      while (get(what) < number && left > 0) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while counting", e);
    }
  }

  /** What a client waits before it tries again, or looks again whether something has come. */
  static void pause(Duration time) {
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted between two tries", e);
    }
  }

  /** Notes something that must not be. */
  synchronized void breach(String breach) {
    breaches.add(breach);
  }

  synchronized List<String> breaches() {
    return List.copyOf(breaches);
  }
}
