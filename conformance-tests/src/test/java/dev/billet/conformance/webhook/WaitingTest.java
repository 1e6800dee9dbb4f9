package dev.billet.conformance.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How long an account is waited for, by a clock that only pauses move. */
final class WaitingTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration SETTLE = Duration.ofSeconds(1);

  private final Hands hands = new Hands();
  private final Time time = new Time(hands, hands::move, PATIENCE, PATIENCE, SETTLE);
  private final Deque<Long> readings = new ArrayDeque<>(List.of(100L));

  @Test
  void aCreditIsSeenWhenItIsThereAndLookedAtAgainLater() {
    Balance balance = new Balance(this::read, time);
    readings.addAll(List.of(100L, 107L, 107L));
    assertThat(balance.await(it -> it == 7, PATIENCE)).isEqualTo(7);
    assertThat(hands.passed()).isEqualTo(Duration.ofMillis(200).plus(SETTLE));
  }

  @Test
  void whatComesWhileItSettlesCountsToo() {
    Balance balance = new Balance(this::read, time);
    readings.addAll(List.of(107L, 114L));
    assertThat(balance.await(it -> it == 7, PATIENCE)).isEqualTo(14);
  }

  @Test
  void patienceEnds() {
    Balance balance = new Balance(this::read, time);
    readings.add(100L);
    assertThat(balance.await(it -> it == 7, PATIENCE)).isZero();
    assertThat(hands.passed()).isEqualTo(PATIENCE.plus(SETTLE));
  }

  @Test
  void anAccountThatCannotBeReadIsTriedAgainAndThenGivenUp() {
    Account account =
        () -> {
          throw new CommandException("--account: gone");
        };
    assertThatThrownBy(() -> new Balance(account, time))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("gone");
    assertThat(hands.passed()).isEqualTo(PATIENCE);
  }

  // The last one stays.
  private long read() {
    long reading = readings.getFirst();
    if (readings.size() > 1) {
      readings.removeFirst();
    }
    return reading;
  }

  private static final class Hands extends Clock {

    private Instant now = Instant.EPOCH;

    void move(Duration time) {
      now = now.plus(time);
    }

    Duration passed() {
      return Duration.between(Instant.EPOCH, now);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
