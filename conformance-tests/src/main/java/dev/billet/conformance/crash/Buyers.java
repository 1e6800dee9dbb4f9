package dev.billet.conformance.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.Answer;
import dev.billet.conformance.sandbox.SandboxClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Buyers, each a thread, who buy what is released to them: they open a checkout through the
 * vendor's contract, pay at the sandbox, and may get their money back. As clients should, they try
 * again under the same idempotency key where a server is gone or not able.
 */
final class Buyers {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Pattern SESSION = Pattern.compile("cs_test_[A-Za-z0-9]+");

  private final List<Purchase> purchases;
  private final long run;
  private final Fleet fleet;
  private final SandboxClient sandbox;
  private final Tally tally;
  private final Http http = new Http();
  private final Ledger ledger = new Ledger();
  private final Map<String, Purchase> sessions = new ConcurrentHashMap<>();
  private final Queue<Runnable> later = new ConcurrentLinkedQueue<>();
  private final AtomicInteger next = new AtomicInteger();
  private final Semaphore released = new Semaphore(0);
  private final List<Thread> threads = new ArrayList<>();

  Buyers(List<Purchase> purchases, long run, Fleet fleet, SandboxClient sandbox, Tally tally) {
    this.purchases = purchases;
    this.run = run;
    this.fleet = fleet;
    this.sandbox = sandbox;
    this.tally = tally;
  }

  /** Lets so many buyers come. */
  void start(int number) {
    for (int i = 0; i < number; i++) {
      Thread thread = new Thread(this::buyAll, "buyer-" + i);
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
  }

  /** Lets them buy so many things more. */
  void release(int number) {
    released.release(number);
  }

  /** Waits until everything is bought, and lets happen what was left for later. */
  void finish() {
    released.release(purchases.size() + threads.size());
    try {
      for (Thread thread : threads) {
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for the buyers", e);
    }
    for (Runnable task = later.poll(); task != null; task = later.poll()) {
      guarded(task);
    }
  }

  /** Which session each purchase came to. */
  Map<String, Purchase> sessions() {
    return Map.copyOf(sessions);
  }

  private void buyAll() {
    released.acquireUninterruptibly();
    for (int i = next.getAndIncrement(); i < purchases.size(); i = next.getAndIncrement()) {
      Purchase purchase = purchases.get(i);
      guarded(() -> buy(purchase));
      released.acquireUninterruptibly();
    }
  }

  private void guarded(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException | AssertionError e) {
      tally.breach(e.toString());
    }
  }

  private void buy(Purchase purchase) {
    String session = checkOut(purchase);
    Purchase other = sessions.put(session, purchase);
    if (other != null) {
      throw new AssertionError(
          session + " was sold twice: " + other.number() + ", " + purchase.number());
    }
    switch (purchase.fate()) {
      case ABANDONED -> {}
      case EXPIRED -> sandbox.expire(session);
      case PAID -> pay(session, Map.of());
      case DEBITED -> pay(session, Map.of("iban", "DE89370400440532013000"));
      case DEBIT_FAILED -> pay(session, Map.of("iban", "DE62370400440532013001"));
      case DISPUTED -> pay(session, Map.of("card", "4000000000000259"));
      case DISPUTE_WON -> {
        String intent = pay(session, Map.of("card", "4000000000000259"));
        nowOrLater(purchase, () -> sandbox.winDispute(intent));
      }
      case REFUNDED -> {
        String intent = pay(session, Map.of());
        nowOrLater(purchase, () -> sandbox.refund(intent, purchase.price()));
      }
      case REFUNDED_IN_PART -> {
        String intent = pay(session, Map.of());
        nowOrLater(purchase, () -> sandbox.refund(intent, purchase.price() / 3));
      }
      case REFUNDED_IN_PARTS -> {
        String intent = pay(session, Map.of());
        sandbox.refund(intent, 1);
        nowOrLater(purchase, () -> sandbox.refund(intent, purchase.price() - 101));
      }
    }
    if (purchase.returns()) {
      land(purchase, session);
    }
  }

  private String pay(String session, Map<String, String> parameters) {
    JsonNode paid = sandbox.complete(session, parameters);
    if (!paid.path("status").asText().equals("complete")) {
      throw new AssertionError("not paid: " + paid);
    }
    return paid.path("payment_intent").asText();
  }

  private void nowOrLater(Purchase purchase, Runnable task) {
    if (purchase.later()) {
      later.add(task);
    } else {
      task.run();
    }
  }

  private String checkOut(Purchase purchase) {
    Tenant tenant = purchase.tenant();
    String urls =
        "\"success_url\":\"https://shop.example.com/done?session={CHECKOUT_SESSION_ID}\","
            + "\"cancel_url\":\"https://shop.example.com/back\"}";
    boolean credits = purchase.goods() == Purchase.Goods.CREDITS;
    String path =
        credits
            ? "/api/v1/org/" + tenant.slug() + "/credits/checkout"
            : "/billing/api/v1/billing/checkout";
    String body =
        credits
            ? "{\"quantity\":%d,%s".formatted(purchase.quantity(), urls)
            : "{\"organization_id\":\"%s\",\"amount_cents\":%d,%s"
                .formatted(tenant.shortUuid(), purchase.quantity(), urls);
    Map<String, String> headers =
        Map.of(
            "X-API-Key",
            tenant.key(),
            "Content-Type",
            "application/json",
            "Idempotency-Key",
            "crash-" + run + "-" + purchase.number());
    return persistently(
        server -> {
          Answer answer = http.post(URI.create(server + path), headers, body);
          if (answer.status() != 200) {
            throw new Ledger.Refused(
                "purchase %d: %d %s".formatted(purchase.number(), answer.status(), answer.text()),
                answer.status());
          }
          Matcher session = SESSION.matcher(answer.text());
          if (!session.find()) {
            throw new AssertionError("no session in " + answer);
          }
          return session.group();
        });
  }

  private void land(Purchase purchase, String session) {
    JsonNode checkout = persistently(server -> ledger.checkout(server, purchase.tenant(), session));
    if (!checkout.path("session").asText().equals(session)) {
      throw new AssertionError("asked for " + session + ", told of " + checkout);
    }
  }

  /** Tries until it works, or nobody would have the patience. */
  private <T> T persistently(Attempt<T> attempt) {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      IOException failure;
      try {
        T result = attempt.at(fleet.awaitAny(PATIENCE));
        tally.add(Tally.Count.ANSWERS);
        return result;
      } catch (Ledger.Refused e) {
        if (!e.isTemporary()) {
          throw new AssertionError(e.getMessage(), e);
        }
        tally.add(Tally.Count.RETRIES);
        failure = e;
      } catch (IOException e) {
        tally.add(Tally.Count.LOST_CONNECTIONS);
        failure = e;
      }
      if (System.nanoTime() > deadline) {
        throw new AssertionError("given up: " + failure.getMessage(), failure);
      }
      Tally.pause(PAUSE);
    }
  }

  /** A request to a server. */
  @FunctionalInterface
  private interface Attempt<T> {
    T at(URI server) throws IOException;
  }
}
