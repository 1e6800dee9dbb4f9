package dev.billet.checkout;

import java.time.Duration;

/**
 * The moment by which a whole request must have been answered, however many calls it takes. Counts
 * on the monotonic clock, so that nobody's correction of the time of day moves it. Immutable.
 */
public final class Deadline {

  private final long nanos;

  private Deadline(long nanos) {
    this.nanos = nanos;
  }

  /** The deadline that much time from now. */
  public static Deadline after(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** The time that is left; zero once it has passed. */
  public Duration remaining() {
    return Duration.ofNanos(Math.max(0, nanos - System.nanoTime()));
  }

  /** Whether no time is left. */
  public boolean hasPassed() {
    return remaining().isZero();
  }
}
