package dev.billet.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

final class RecurringTest {

  private static final Duration SHORT = Duration.ofMillis(1);

  @Test
  void runsOneAtATime() throws InterruptedException {
    AtomicInteger running = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch runs = new CountDownLatch(20);
    Runnable work =
        () -> {
          most.accumulateAndGet(running.incrementAndGet(), Math::max);
          // Long beside the pause between two runs.
          LockSupport.parkNanos(Duration.ofMillis(3).toNanos());
          running.decrementAndGet();
          runs.countDown();
        };
    try (Recurring recurring = new Recurring("a test's work", SHORT, SHORT, work)) {
      assertThat(recurring).isNotNull();
      assertThat(runs.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(most).hasValue(1);
  }

  @Test
  void goesOnAfterARunThatFails() throws InterruptedException {
    CountDownLatch runs = new CountDownLatch(3);
    Runnable work =
        () -> {
          runs.countDown();
          if (runs.getCount() == 2) {
            throw new IllegalStateException("a defect");
          }
          if (runs.getCount() == 1) {
            throw new StackOverflowError("a worse one");
          }
        };
    try (Recurring recurring = new Recurring("a test's work", SHORT, SHORT, work)) {
      assertThat(recurring).isNotNull();
      assertThat(runs.await(30, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void cutsARunShortWhenItIsClosed() throws InterruptedException {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch cutShort = new CountDownLatch(1);
    Runnable work =
        () -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            cutShort.countDown();
          }
        };
    try (Recurring recurring = new Recurring("a test's work", SHORT, SHORT, work)) {
      assertThat(recurring).isNotNull();
      assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(cutShort.getCount()).isZero();
  }
}
