package dev.billet.sandbox.webhook;

import dev.billet.sandbox.store.Account;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What is to be sent to one endpoint. One at a time, in the order in which it happened: Stripe
 * promises no order, but one that is there without need is of use to nobody who looks for a fault;
 * who wants to see others asks for it. Guarded by the engine.
 */
final class Lane {

  /**
   * Something to be sent.
   *
   * @param account whose it is
   * @param delivery the id of its record
   * @param fault what becomes of it, or null
   * @param again whether it is sent whatever came of it before
   */
  record Item(Account account, String delivery, @Nullable DeliveryFault fault, boolean again) {

    boolean is(DeliveryFault.Kind kind) {
      return fault != null && fault.kind() == kind;
    }
  }

  private final Deque<Item> ready = new ArrayDeque<>();
  private final Deque<Item> held = new ArrayDeque<>();
  private boolean busy;
  private Instant heldSince = Instant.MAX;

  void add(Item item, Instant now) {
    if (item.is(DeliveryFault.Kind.REORDER)) {
      heldSince = held.isEmpty() ? now : heldSince;
      held.push(item);
    } else {
      ready.add(item);
    }
  }

  /** Takes what is to be sent now and has to be followed by {@link #done}, or null. */
  @Nullable Item take() {
    if (busy || ready.isEmpty()) {
      return null;
    }
    busy = true;
    return ready.poll();
  }

  /** Ends what was taken: what it has overtaken follows, the last first. */
  void done() {
    busy = false;
    releaseAll();
  }

  /** Lets what was held go on, where nothing has overtaken it for a while. */
  void tick(Instant now) {
    if (!held.isEmpty() && !now.isBefore(heldSince.plus(DeliveryFault.HELD))) {
      releaseAll();
    }
  }

  boolean isEmpty() {
    return !busy && ready.isEmpty() && held.isEmpty();
  }

  private void releaseAll() {
    while (!held.isEmpty()) {
      ready.addFirst(held.pollLast());
    }
  }
}
