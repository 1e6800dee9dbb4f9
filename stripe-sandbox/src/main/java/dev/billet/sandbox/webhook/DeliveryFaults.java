package dev.billet.sandbox.webhook;

import dev.billet.sandbox.api.EventPattern;
import dev.billet.sandbox.api.Outbox.Delivery;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The trouble that webhook deliveries meet: rules that duplicate them, lose them, hold them up, or
 * let others overtake them. The first rule that applies decides, and each draws from a sequence of
 * its own, so that the same events under the same seed meet the same trouble. Safe for use by
 * several threads.
 */
public final class DeliveryFaults {

  /** For how long by the sandbox's clock a delivery waits for another to overtake it. */
  public static final Duration HELD = Duration.ofSeconds(5);

  /** What becomes of a delivery. */
  public enum Kind {
    /** It is made twice. */
    DUPLICATE,
    /**
     * It is made after the one that follows it to the same endpoint, the other way round where
     * several wait; or once {@link DeliveryFaults#HELD} is over.
     */
    REORDER,
    /** It is made only once the sandbox's clock has gone on. */
    DELAY,
    /** It is not made. */
    DROP
  }

  /**
   * A rule.
   *
   * @param kind what becomes of the deliveries it applies to
   * @param events the event types it is about: a type, a group such as {@code invoice.*}, or {@code
   *     *}
   * @param endpoint the id of the endpoint it is about, or null for all
   * @param count how many deliveries it applies to before it is spent, or 0 for any number
   * @param probability how likely it applies to one, from 0 to 1
   * @param seed what its draws begin with
   * @param delay for {@link Kind#DELAY}, how long by the sandbox's clock, in whole seconds
   */
  public record Rule(
      Kind kind,
      String events,
      @Nullable String endpoint,
      int count,
      double probability,
      long seed,
      Duration delay) {

    /**
     * Checks what makes no sense.
     *
     * @throws IllegalArgumentException if a number is out of its range
     */
    public Rule {
      if (count < 0) {
        throw new IllegalArgumentException("A rule cannot apply to fewer deliveries than none.");
      }
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException("A probability is from 0 to 1.");
      }
      if (delay.isNegative() || (kind == Kind.DELAY && delay.toSeconds() == 0)) {
        throw new IllegalArgumentException("A delay is at least one second.");
      }
    }

    /** A rule for every delivery of these events. */
    public static Rule of(Kind kind, String events) {
      Duration delay = kind == Kind.DELAY ? Duration.ofMinutes(1) : Duration.ZERO;
      return new Rule(kind, events, null, 0, 1, 0, delay);
    }

    /** Returns this for so many deliveries only. */
    public Rule times(int count) {
      return new Rule(kind, events, endpoint, count, probability, seed, delay);
    }
  }

  /** A rule with what it has drawn. */
  private static final class Active {
    final Rule rule;
    final Random random;
    int applied;

    Active(Rule rule) {
      this.rule = rule;
      this.random = new Random(rule.seed());
    }

    boolean applies(Delivery delivery) {
      boolean meant =
          EventPattern.matches(List.of(rule.events()), delivery.type())
              && (rule.endpoint() == null || rule.endpoint().equals(delivery.endpoint()))
              && (rule.count() == 0 || applied < rule.count());
      boolean hit = meant && random.nextDouble() < rule.probability();
      applied += hit ? 1 : 0;
      return hit;
    }
  }

  private final Map<Integer, Active> rules = new TreeMap<>();
  private int last;

  /** Adds a rule after the others and returns the number to remove it by. */
  public synchronized int add(Rule rule) {
    rules.put(++last, new Active(rule));
    return last;
  }

  /** Removes a rule; returns whether there was one. */
  public synchronized boolean remove(int number) {
    return rules.remove(number) != null;
  }

  /** Removes all rules. */
  public synchronized void clear() {
    rules.clear();
  }

  /** Returns the rules by their numbers, in their order, spent ones too. */
  public synchronized Map<Integer, Rule> rules() {
    Map<Integer, Rule> all = new TreeMap<>();
    rules.forEach((number, active) -> all.put(number, active.rule));
    return all;
  }

  /** Returns how many deliveries each rule has applied to, by the rules' numbers. */
  public synchronized Map<Integer, Integer> applied() {
    Map<Integer, Integer> all = new TreeMap<>();
    rules.forEach((number, active) -> all.put(number, active.applied));
    return all;
  }

  /** Decides about a delivery; null where it meets no trouble. */
  synchronized @Nullable Rule meet(Delivery delivery) {
    for (Active active : new ArrayList<>(rules.values())) {
      if (active.applies(delivery)) {
        return active.rule;
      }
    }
    return null;
  }
}
