package dev.billet.sandbox.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * The sandbox's own time: another clock's, and what it was put forward by. It is put back only
 * where nothing is left that was dated by it, because an account's past cannot be undone. Safe for
 * use by several threads.
 */
public final class OffsetClock extends Clock {

  /**
   * How far ahead it may be in all, so that no date leaves the range that Stripe's clients read.
   */
  private static final Duration MAX_OFFSET = Duration.ofDays(100 * 365);

  private final Clock base;
  private volatile Duration offset = Duration.ZERO;

  /** Makes a clock that shows what {@code base} shows, until it is put forward. */
  public OffsetClock(Clock base) {
    this.base = base;
  }

  /** Returns by how much it is ahead. */
  public Duration offset() {
    return offset;
  }

  /**
   * Puts it forward.
   *
   * @throws IllegalArgumentException if {@code by} is negative or leads too far ahead
   */
  public synchronized void advance(Duration by) {
    if (by.isNegative()) {
      throw new IllegalArgumentException("The clock cannot be put back.");
    }
    requireInReach(by);
    offset = offset.plus(by);
  }

  /**
   * Puts it forward to a moment.
   *
   * @throws IllegalArgumentException if that moment has passed or is too far ahead
   */
  public synchronized void advanceTo(Instant moment) {
    advance(Duration.between(instant(), moment));
  }

  /**
   * Checks that it can be put forward to a moment, or is there already.
   *
   * @throws IllegalArgumentException if that moment is too far ahead
   */
  public synchronized void requireInReach(Instant moment) {
    requireInReach(Duration.between(instant(), moment));
  }

  private void requireInReach(Duration by) {
    if (by.compareTo(MAX_OFFSET) > 0 || offset.plus(by).compareTo(MAX_OFFSET) > 0) {
      throw new IllegalArgumentException("The clock cannot be put forward by over 100 years.");
    }
  }

  /** Shows again what the other clock shows. */
  public synchronized void reset() {
    offset = Duration.ZERO;
  }

  @Override
  public Instant instant() {
    return base.instant().plus(offset);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    throw new UnsupportedOperationException("the sandbox's time has no zone but UTC");
  }
}
