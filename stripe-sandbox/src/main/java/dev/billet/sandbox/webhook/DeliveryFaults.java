package dev.billet.sandbox.webhook;

import dev.billet.sandbox.api.EventPattern;
import dev.billet.sandbox.api.Outbox.Delivery;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * The trouble that webhook deliveries meet. Of the rules that mean a delivery the first one that
 * applies decides, when the delivery is first to be made; what is tried again or sent again meets
 * none. Each rule draws from a sequence of its own, so that the same events under the same seed
 * meet the same. Safe for use by several threads.
 */
public final class DeliveryFaults {

  private static final int MAX = 100;

  private static final class Active {
    final DeliveryFault rule;
    final Random chances;
    int met;

    Active(DeliveryFault rule) {
      this.rule = rule;
      this.chances = new Random(rule.seed());
    }

    boolean meets(Delivery delivery) {
      boolean left = rule.times() == 0 || met < rule.times();
      boolean meant =
          EventPattern.matches(List.of(rule.events()), delivery.type())
              && (rule.endpoint() == null || rule.endpoint().equals(delivery.endpoint()));
      boolean meets =
          left && meant && (rule.probability() == 1 || chances.nextDouble() < rule.probability());
      met += meets ? 1 : 0;
      return meets;
    }
  }

  private final Map<String, Active> rules = new LinkedHashMap<>();
  private long last;

  DeliveryFaults() {}

  /**
   * Adds a rule after the others.
   *
   * @return its id
   * @throws IllegalStateException if there are too many
   */
  public synchronized String add(DeliveryFault rule) {
    if (rules.size() >= MAX) {
      throw new IllegalStateException("there are " + MAX + " rules already");
    }
    String id = "whfault_" + ++last;
    rules.put(id, new Active(rule));
    return id;
  }

  /** Removes a rule; returns whether there was one. */
  public synchronized boolean remove(String id) {
    return rules.remove(id) != null;
  }

  /** Removes all rules. */
  public synchronized void clear() {
    rules.clear();
  }

  /** Returns the rules by their ids, in their order, those that are used up too. */
  public synchronized Map<String, DeliveryFault> list() {
    Map<String, DeliveryFault> all = new LinkedHashMap<>();
    rules.forEach((id, active) -> all.put(id, active.rule));
    return all;
  }

  /** Returns how many deliveries a rule has met; 0 where there is none. */
  public synchronized int met(String id) {
    Active active = rules.get(id);
    return active == null ? 0 : active.met;
  }

  /** Returns the rule that decides about a delivery, or null where it meets no trouble. */
  synchronized @Nullable DeliveryFault meet(Delivery delivery) {
    for (Active active : rules.values()) {
      if (active.meets(delivery)) {
        return active.rule;
      }
    }
    return null;
  }
}
