package dev.billet.conformance.webhook;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Lets time go by. */
@FunctionalInterface
interface Pause {

  /** Returns so much later. */
  void pause(Duration time);

  /** Of the real time; an interrupt ends it early, and stays set. */
  static Pause real() {
    return time -> {
      try {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted", e);
      }
    };
  }
}
