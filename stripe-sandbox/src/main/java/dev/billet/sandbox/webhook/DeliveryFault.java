package dev.billet.sandbox.webhook;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Which webhook deliveries meet which trouble, and how often. Immutable; made by {@link #on} and
 * refined by the other methods.
 *
 * @param events the events that are meant: a type, a group such as {@code invoice.*}, or {@code *}
 * @param kind what becomes of their deliveries
 * @param endpoint the id of the only endpoint that is meant, or null for all
 * @param delay for {@link Kind#DELAY}, how long by the sandbox's clock; at least a second
 * @param times how many deliveries are met before the rule is used up; 0 for no limit
 * @param probability how likely a delivery is met, above 0 and at most 1
 * @param seed what the chances are drawn from, so that a run can be repeated
 */
public record DeliveryFault(
    String events,
    Kind kind,
    @Nullable String endpoint,
    Duration delay,
    int times,
    double probability,
    long seed) {

  /** For how long by the sandbox's clock a delivery waits for another to overtake it. */
  public static final Duration HELD = Duration.ofSeconds(5);

  private static final Duration MAX_DELAY = Duration.ofDays(30);

  /** What may become of a delivery. */
  public enum Kind {
    /** It is made twice. */
    DUPLICATE,
    /**
     * It is made after the one that follows it to the same endpoint, the last first where several
     * wait; or once {@link DeliveryFault#HELD} is over.
     */
    REORDER,
    /** It is made only once the sandbox's clock has gone on. */
    DELAY,
    /** It is not made, and not tried again either. */
    DROP
  }

  /**
   * Checks the components.
   *
   * @throws IllegalArgumentException if one is not as described
   */
  public DeliveryFault {
    if (!events.matches("\\*|[a-z0-9_.]{1,100}\\*?")) {
      throw new IllegalArgumentException("not an event type or a group of them: '" + events + "'");
    }
    if (delay.compareTo(Duration.ofSeconds(1)) < 0 || delay.compareTo(MAX_DELAY) > 0) {
      throw new IllegalArgumentException("a delay is between a second and 30 days");
    }
    if (times < 0) {
      throw new IllegalArgumentException("a rule cannot apply a negative number of times");
    }
    if (!(probability > 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability is above 0 and at most 1");
    }
  }

  /** A rule for every delivery of these events; where it delays, by a minute. */
  public static DeliveryFault on(String events, Kind kind) {
    return new DeliveryFault(events, kind, null, Duration.ofMinutes(1), 0, 1, 0);
  }

  /** Returns this rule for one endpoint only. */
  public DeliveryFault at(@Nullable String endpoint) {
    return new DeliveryFault(events, kind, endpoint, delay, times, probability, seed);
  }

  /** Returns this rule with another delay. */
  public DeliveryFault after(Duration delay) {
    return new DeliveryFault(events, kind, endpoint, delay, times, probability, seed);
  }

  /** Returns this rule for so many deliveries only. */
  public DeliveryFault times(int times) {
    return new DeliveryFault(events, kind, endpoint, delay, times, probability, seed);
  }

  /** Returns this rule with chances drawn from a seed. */
  public DeliveryFault withProbability(double probability, long seed) {
    return new DeliveryFault(events, kind, endpoint, delay, times, probability, seed);
  }
}
