package dev.billet.sandbox.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.api.DeliveryLog;
import dev.billet.sandbox.api.Outbox;
import dev.billet.sandbox.store.Account;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers webhooks, and lets a test or a person look at what was delivered and interfere. Two
 * threads do it all, and neither waits for an answer. What it cannot hold stays in the log and is
 * taken up when there is room. Safe for use by several threads.
 */
public final class Webhooks implements Outbox, AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Webhooks.class);

  /** How many deliveries are held at most, unless another number is given. */
  public static final int MAX_HELD = 10_000;

  private static final int THREADS = 2;

  /** How soon, in real time, what the sandbox's clock has reached is noticed without a request. */
  private static final Duration TICK = Duration.ofMillis(250);

  private static final Duration CLOSE = Duration.ofSeconds(5);

  private record Running(DeliveryLog log, Dispatcher dispatcher) {}

  private final DeliveryFaults faults = new DeliveryFaults();
  private final ScheduledThreadPoolExecutor executor;
  private final Sender sender;
  private final int max;
  private volatile @Nullable Running running;
  private volatile @Nullable ScheduledFuture<?> ticking;

  /**
   * Makes what delivers nothing until it is started.
   *
   * @param clock by which signatures are dated: not one that a test puts forward, because whoever
   *     verifies them compares with their own
   * @param timeout how long an endpoint may take to answer
   */
  public Webhooks(Clock clock, Duration timeout) {
    this(clock, timeout, MAX_HELD);
  }

  /**
   * Makes what delivers nothing until it is started, and holds a number of its own.
   *
   * @param clock by which signatures are dated
   * @param timeout how long an endpoint may take to answer
   * @param max how many deliveries it holds at most; the others wait in the log
   */
  public Webhooks(Clock clock, Duration timeout, int max) {
    this.max = max;
    this.executor = new ScheduledThreadPoolExecutor(THREADS, Webhooks::thread);
    executor.setRemoveOnCancelPolicy(true);
    executor.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    this.sender = new Sender(clock, timeout, executor);
  }

  /** Begins to deliver, with what the log has left over. */
  public void start(DeliveryLog log) {
    running = new Running(log, new Dispatcher(executor, sender, log, max));
    resume();
    ticking =
        executor.scheduleWithFixedDelay(
            this::tick, TICK.toMillis(), TICK.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Returns the trouble that deliveries meet; none until a rule is added. */
  public DeliveryFaults faults() {
    return faults;
  }

  /**
   * Returns an account's deliveries that are wanted, newest first, at most so many; {@link
   * DeliveryLog} says what a record has.
   */
  public List<ObjectNode> deliveries(Account account, Predicate<ObjectNode> wanted, int limit) {
    return running().log.list(account, wanted, limit);
  }

  /**
   * Tells an event to one endpoint again, past all faults.
   *
   * @return the id of the delivery, whose record gets another attempt
   * @throws dev.billet.sandbox.wire.ApiError where there is no such event or endpoint
   */
  public String resend(Account account, String event, String endpoint) {
    Delivery delivery = running().log.again(account, event, endpoint);
    running()
        .dispatcher
        .put(delivery.endpoint(), new Lane.Item(account, delivery.id(), null, true));
    return delivery.id();
  }

  /**
   * Replaces an endpoint's secret.
   *
   * @param overlap for how long the old one signs beside it; not over 24 hours
   * @return the new secret
   * @throws dev.billet.sandbox.wire.ApiError where there is no such endpoint
   */
  public String roll(Account account, String endpoint, Duration overlap) {
    return running().log.roll(account, endpoint, overlap);
  }

  /**
   * Takes up what the log holds and nobody delivers, such as after a state was read in; before the
   * start, nothing.
   */
  public void resume() {
    Running now = running;
    if (now == null) {
      return;
    }
    for (Account account : now.log.accounts().all()) {
      for (Delivery delivery : now.log.waiting(account)) {
        if (!now.dispatcher.holds(delivery.id())) {
          accept(account, delivery);
        }
      }
    }
  }

  /**
   * Waits until every endpoint that is to hear of this has answered or was given up, or until the
   * time is over.
   *
   * @param type the event's type
   * @param object the id of the object that it is about
   */
  public void awaitAnswer(String type, String object, Duration atMost) {
    Running now = running();
    long deadline = System.nanoTime() + atMost.toNanos();
    long seen = now.dispatcher.finished();
    while (!now.log.unanswered(type, object).isEmpty()
        && now.dispatcher.awaitMore(seen, deadline)) {
      seen = now.dispatcher.finished();
    }
  }

  @Override
  public void accept(Account account, Delivery delivery) {
    Running now = running;
    if (now != null) {
      DeliveryFault fault = delivery.first() ? faults.meet(delivery) : null;
      now.dispatcher.put(delivery.endpoint(), new Lane.Item(account, delivery.id(), fault, false));
    }
  }

  /** Delivers nothing more; what was under way is broken off. Closing twice does nothing. */
  @Override
  public void close() {
    Running now = running;
    if (now != null) {
      now.dispatcher.close();
    }
    ScheduledFuture<?> ticks = ticking;
    if (ticks != null) {
      ticks.cancel(false);
    }
    sender.close();
    // Not by interrupting: somebody may be writing to a file.
    executor.shutdown();
    try {
      if (!executor.awaitTermination(CLOSE.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("webhooks are still being delivered");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void tick() {
    try {
      Running now = running();
      now.log.settle();
      now.dispatcher.tick();
      if (now.dispatcher.takeRefused()) {
        resume();
      }
    } catch (RuntimeException e) {
      // Thrown further, it would be the last tick.
      LOG.error("what was due could not be settled", e);
    }
  }

  private Running running() {
    Running now = running;
    if (now == null) {
      throw new IllegalStateException("not started");
    }
    return now;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "stripe-sandbox-webhooks");
    thread.setDaemon(true);
    return thread;
  }
}
