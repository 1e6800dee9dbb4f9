package dev.billet.conformance.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * How time is told and let go by, and how much of it is given.
 *
 * @param patience how long a credit may take to arrive
 * @param recovery the same after a crash: others may have to find out first that nobody works on it
 * @param settle after how long nothing more is expected to come
 */
record Time(Clock clock, Pause pause, Duration patience, Duration recovery, Duration settle) {

  private static final Duration LONGEST_STEP = Duration.ofMillis(100);

  Instant now() {
    return clock.instant();
  }

  /**
   * Looks again and again until something is so.
   *
   * @param most for how long
   * @return whether it came to be
   */
  boolean await(BooleanSupplier condition, Duration most) {
    Instant end = now().plus(most);
    while (!condition.getAsBoolean()) {
      if (!now().isBefore(end)) {
        return false;
      }
      pause.pause(settle.compareTo(LONGEST_STEP) < 0 ? settle : LONGEST_STEP);
    }
    return true;
  }

  void letSettle() {
    pause.pause(settle);
  }
}
