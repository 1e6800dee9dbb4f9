package dev.billet.fulfilment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.checkout.ledger.Inbox;
import dev.billet.checkout.ledger.StripeEvent;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class InboxRetentionTest {

  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration KEEP = Duration.ofDays(90);
  private static final Duration SHORT = Duration.ofMillis(1);
  private static final Duration LONG = Duration.ofHours(1);

  /** Holds so many events that have been done for long. */
  private static final class OldEvents implements Inbox {

    final BlockingQueue<Instant> before = new LinkedBlockingQueue<>();
    private final CountDownLatch gone = new CountDownLatch(1);
    private int left;

    OldEvents(int left) {
      this.left = left;
    }

    @Override
    public int forget(Instant moment, int limit) {
      before.add(moment);
      int forgotten = Math.min(limit, left);
      left -= forgotten;
      if (left == 0) {
        gone.countDown();
      }
      return forgotten;
    }

    @Override
    public Receipt receive(StripeEvent event, boolean concernsUs) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<Claimed> claim(int limit, Duration lease) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void resume() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void ignored(String event) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void failed(String event, Instant next, String reason) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Map<State, Long> counts() {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void forgetsBatchByBatchWhatHasBeenDoneForSoLong() throws InterruptedException {
    OldEvents events = new OldEvents(1_234);
    Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    try (InboxRetention retention = new InboxRetention(events, KEEP, clock, SHORT, LONG)) {
      assertThat(retention).isNotNull();
      assertThat(events.gone.await(30, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(events.before).hasSizeGreaterThan(1).containsOnly(NOW.minus(KEEP));
  }
}
