package dev.billet.sandbox.webhook;

import dev.billet.sandbox.api.DeliveryLog;
import dev.billet.sandbox.api.DeliveryLog.Attempt;
import dev.billet.sandbox.store.Account;
import dev.billet.sandbox.webhook.DeliveryFault.Kind;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds what is to be sent, a bounded number, and sends it: to one endpoint one at a time, so that
 * a slow one holds up nobody else. Safe for use by several threads; an account's lock may be held
 * where something is put in, and none is while something is sent.
 */
final class Dispatcher {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
  private final Executor executor;
  private final Sender sender;
  private final DeliveryLog log;
  private final int max;
  private final Map<String, Lane> lanes = new HashMap<>();

  /** The deliveries held, but for those that are sent on top. */
  private final Set<String> inside = new HashSet<>();

  private int held;
  private long finished;
  private boolean refused;
  private boolean closed;

  /**
   * Begins without anything.
   *
   * @param max how many it holds at most, but for those that are sent on top
   */
  Dispatcher(Executor executor, Sender sender, DeliveryLog log, int max) {
    this.executor = executor;
    this.sender = sender;
    this.log = log;
    this.max = max;
  }

  /** Puts something in; where there is no room, {@link #takeRefused} will tell. */
  synchronized void put(String endpoint, Lane.Item item) {
    // What follows something that was refused is refused too, so that none overtakes it.
    if (closed || (!item.again() && (refused || held >= max))) {
      refused = true;
      return;
    }
    held++;
    if (!item.again()) {
      inside.add(item.delivery());
    }
    Lane lane = lanes.computeIfAbsent(endpoint, unused -> new Lane());
    lane.add(item, log.now());
    sendNext(endpoint, lane);
  }

  /** Tells whether a delivery is held. */
  synchronized boolean holds(String delivery) {
    return inside.contains(delivery);
  }

  /** Tells, once, that something was refused and that there is room again. */
  synchronized boolean takeRefused() {
    boolean taken = refused && held <= max / 2;
    refused = refused && !taken;
    return taken;
  }

  /** Lets go on what waits for another to overtake it, where none has come for a while. */
  synchronized void tick() {
    Instant now = log.now();
    List.copyOf(lanes.entrySet())
        .forEach(
            entry -> {
              entry.getValue().tick(now);
              sendNext(entry.getKey(), entry.getValue());
            });
  }

  /** Returns how many have been sent or given up; to wait for more with {@link #awaitMore}. */
  synchronized long finished() {
    return finished;
  }

  /**
   * Waits until more than that many have been sent or given up.
   *
   * @param deadline by {@link System#nanoTime()}
   * @return whether it is so
   */
  synchronized boolean awaitMore(long seen, long deadline) {
    try {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      while (finished == seen && left > 0 && !closed) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      }
      return finished != seen;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  synchronized void close() {
    closed = true;
    lanes.clear();
    notifyAll();
  }

  private void sendNext(String endpoint, Lane lane) {
    Lane.Item item = lane.take();
    if (item != null) {
      try {
        executor.execute(() -> send(endpoint, lane, item));
      } catch (RejectedExecutionException e) {
        LOG.debug("not sent, because the sandbox stops");
      }
    }
  }

  private void send(String endpoint, Lane lane, Lane.Item item) {
    CompletableFuture<Boolean> sent;
    try {
      sent = send(item);
    } catch (RuntimeException e) {
      sent = CompletableFuture.failedFuture(e);
    }
    // Nothing fails in there that would not be said there.
    var unused =
        sent.whenComplete(
            (done, error) -> {
              if (error != null && !isClosed()) {
                LOG.error("webhook delivery {} failed", item.delivery(), error);
              }
              finish(endpoint, lane, item);
              if (done != null && done && item.is(Kind.DUPLICATE)) {
                put(endpoint, new Lane.Item(item.account(), item.delivery(), null, true));
              }
            });
  }

  /** Does what is to be done; completes with whether something was sent. */
  private CompletableFuture<Boolean> send(Lane.Item item) {
    Account account = item.account();
    DeliveryFault fault = item.fault();
    if (fault != null && fault.kind() == Kind.DROP) {
      log.drop(account, item.delivery());
      return CompletableFuture.completedFuture(false);
    }
    if (fault != null && fault.kind() == Kind.DELAY) {
      log.postpone(account, item.delivery(), fault.delay());
      return CompletableFuture.completedFuture(false);
    }
    Optional<Attempt> attempt = log.begin(account, item.delivery(), item.again());
    if (attempt.isEmpty()) {
      return CompletableFuture.completedFuture(false);
    }
    return sender
        .send(attempt.get())
        .thenApplyAsync(
            outcome -> {
              // Before it is reported on, because the report may lead to the next try.
              leave(item);
              log.finish(account, item.delivery(), outcome);
              return true;
            },
            executor);
  }

  private synchronized void finish(String endpoint, Lane lane, Lane.Item item) {
    leave(item);
    held--;
    finished++;
    lane.done();
    if (lane.isEmpty()) {
      lanes.remove(endpoint, lane);
    } else {
      sendNext(endpoint, lane);
    }
    notifyAll();
  }

  private synchronized void leave(Lane.Item item) {
    if (!item.again()) {
      inside.remove(item.delivery());
    }
  }

  private synchronized boolean isClosed() {
    return closed;
  }
}
