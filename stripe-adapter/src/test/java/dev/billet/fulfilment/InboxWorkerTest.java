package dev.billet.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.checkout.ledger.Inbox;
import dev.billet.checkout.ledger.StripeEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class InboxWorkerTest {

  private static final StripeEvent UNREADABLE =
      new StripeEvent("evt_1", "checkout.session.completed", Instant.EPOCH, "{}");

  private final Shop shop = new Shop();

  /** An inbox that hands out what a test has it hand out, and tells what became of it. */
  private static final class Scripted implements Inbox {
    final AtomicInteger claims = new AtomicInteger();
    final AtomicInteger resumptions = new AtomicInteger();
    final BlockingQueue<String> outcomes = new LinkedBlockingQueue<>();
    private final Supplier<List<Claimed>> script;
    private boolean defect;
    private int failingResumptions;

    Scripted(Supplier<List<Claimed>> script) {
      this.script = script;
    }

    @Override
    public Receipt receive(StripeEvent event, boolean concernsUs) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Claimed> claim(int limit, Duration lease) {
      claims.incrementAndGet();
      return script.get();
    }

    @Override
    public void resume() {
      if (resumptions.incrementAndGet() <= failingResumptions) {
        throw new IllegalStateException("the database is locked");
      }
    }

    @Override
    public void ignored(String event) {
      if (defect) {
        throw new IllegalArgumentException("jenny@example.com");
      }
      outcomes.add("ignored " + event);
    }

    @Override
    public void failed(String event, Instant next, String reason) {
      outcomes.add("failed " + event + ": " + reason);
    }

    @Override
    public int forget(Instant before, int limit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<State, Long> counts() {
      return Map.of();
    }
  }

  @AfterEach
  void close() {
    shop.close();
  }

  @Test
  void fulfilsWhatIsReceived() throws InterruptedException {
    CountDownLatch woken = new CountDownLatch(1);
    try (InboxWorker worker = new InboxWorker(shop.books, shop.fulfilment, shop.clock)) {
      Webhooks webhooks =
          new Webhooks(
              shop.events,
              shop.books,
              () -> {
                worker.wake();
                woken.countDown();
              });
      shop.buy(Shop.CREDITS);
      for (var event : shop.news()) {
        byte[] body = event.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        webhooks.receive(body, Shop.signature(Shop.SECRET, body));
      }
      assertThat(woken.await(0, TimeUnit.SECONDS)).isTrue();
      until(() -> shop.booked().size() == 2);
    }
  }

  @Test
  void resumesOnceAndBeforeItClaimsHoweverOftenThatFails() throws InterruptedException {
    AtomicInteger resumedBeforeTheFirstClaim = new AtomicInteger();
    CountDownLatch claims = new CountDownLatch(3);
    AtomicReference<@Nullable Scripted> self = new AtomicReference<>();
    Scripted inbox =
        new Scripted(
            () -> {
              int resumptions = Objects.requireNonNull(self.get()).resumptions.get();
              resumedBeforeTheFirstClaim.compareAndSet(0, resumptions);
              claims.countDown();
              return List.of();
            });
    inbox.failingResumptions = 2;
    self.set(inbox);
    Fulfilment fulfilment = new Fulfilment(shop.events, inbox, shop.books, shop.records);
    try (InboxWorker worker = new InboxWorker(inbox, fulfilment, shop.clock)) {
      worker.wake();
      assertThat(claims.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(resumedBeforeTheFirstClaim).hasValue(3);
    assertThat(inbox.resumptions).hasValue(3);
  }

  @Test
  void survivesWhateverIsThrown() throws InterruptedException {
    AtomicInteger calls = new AtomicInteger();
    Scripted inbox =
        new Scripted(
            () -> {
              int call = calls.incrementAndGet();
              if (call == 1) {
                throw new IllegalStateException("a defect");
              }
              if (call == 2) {
                throw new StackOverflowError("a worse one");
              }
              return call == 3 ? List.of(new Inbox.Claimed(UNREADABLE, 1)) : List.of();
            });
    Fulfilment fulfilment = new Fulfilment(shop.events, inbox, shop.books, shop.records);
    try (InboxWorker worker = new InboxWorker(inbox, fulfilment, shop.clock)) {
      until(
          () -> {
            worker.wake();
            return !inbox.outcomes.isEmpty();
          });
      assertThat(inbox.outcomes.take()).isEqualTo("ignored evt_1");
    }
  }

  @Test
  void goesOnWhenTheDatabaseIsBack() {
    shop.buy(Shop.CREDITS);
    shop.news().forEach(shop::tell);
    shop.books.breakDown(true);
    try (InboxWorker worker = new InboxWorker(shop.books, shop.fulfilment, shop.clock)) {
      worker.wake();
      shop.books.breakDown(false);
      until(
          () -> {
            worker.wake();
            return shop.booked().size() == 2;
          });
    }
  }

  @Test
  void putsOffWhatFailsAndKeepsTheMessageOfADefectToItself() throws InterruptedException {
    Inbox.Claimed claimed = new Inbox.Claimed(UNREADABLE, 20);
    Scripted inbox = new Scripted(() -> List.of(claimed));
    inbox.defect = true;
    Fulfilment fulfilment = new Fulfilment(shop.events, inbox, shop.books, shop.records);
    assertThat(new InboxStep(inbox, fulfilment, shop.clock).run()).isTrue();
    assertThat(inbox.outcomes.take())
        .isEqualTo("failed evt_1: defect: java.lang.IllegalArgumentException");
  }

  @Test
  void waitsTwiceAsLongEachTimeUpToAnHour() {
    assertThat(InboxStep.backOff(1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(InboxStep.backOff(2)).isEqualTo(Duration.ofSeconds(2));
    assertThat(InboxStep.backOff(12)).isEqualTo(Duration.ofSeconds(2_048));
    assertThat(InboxStep.backOff(13)).isEqualTo(Duration.ofHours(1));
    assertThat(InboxStep.backOff(Integer.MAX_VALUE)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void finishesWhatIsInHandBeforeItCloses() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    AtomicInteger calls = new AtomicInteger();
    Scripted inbox =
        new Scripted(
            () -> {
              if (calls.incrementAndGet() > 1) {
                return List.of();
              }
              begun.countDown();
              awaitQuietly(go);
              return List.of(new Inbox.Claimed(UNREADABLE, 1));
            });
    Fulfilment fulfilment = new Fulfilment(shop.events, inbox, shop.books, shop.records);
    InboxWorker worker = new InboxWorker(inbox, fulfilment, shop.clock);
    assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    Thread closing = new Thread(worker::close);
    closing.start();
    go.countDown();
    closing.join();
    assertThat(inbox.outcomes).containsExactly("ignored evt_1");
  }

  @Test
  void doesNotWaitForEverToClose() {
    CountDownLatch never = new CountDownLatch(1);
    Scripted inbox =
        new Scripted(
            () -> {
              awaitQuietly(never);
              return List.of();
            });
    Fulfilment fulfilment = new Fulfilment(shop.events, inbox, shop.books, shop.records);
    InboxWorker worker =
        new InboxWorker(new InboxStep(inbox, fulfilment, shop.clock), Duration.ofMillis(50));
    until(() -> inbox.claims.get() == 2);
    worker.close();
    assertThat(inbox.outcomes).isEmpty();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void until(Supplier<Boolean> condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.get()) {
      assertThat(System.nanoTime()).as("patience").isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
