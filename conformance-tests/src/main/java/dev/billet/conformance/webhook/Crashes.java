package dev.billet.conformance.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A server that is killed while it is told something, or right afterwards. Stateless. */
final class Crashes {

  private static final int TOGETHER = 3;
  private static final int MORE = 3;
  // A little longer than an answer takes, so that some are killed when all is done.
  private static final double REACH = 1.5;

  private Crashes() {}

  static List<Scenario> scenarios() {
    return List.of(
        Scenario.of(
            "killed-meanwhile",
            "killed while it is told, and told again",
            "A crash loses a purchase, or credits it twice. The credit and the note that the event"
                + " is done are not written in one transaction.",
            Crashes::meanwhile),
        Scenario.of(
            "killed-afterwards",
            "killed right after it has acknowledged, and not told again",
            "A crash or a deployment loses purchases, because what was acknowledged is only in"
                + " memory. Store the event, or its effect, before you answer: Stripe will not tell"
                + " it again.",
            Crashes::afterwards));
  }

  private static void meanwhile(Stage stage) {
    Server server = stage.props().server();
    int rounds = stage.props().crashes();
    int round = 0;
    int cut = 0;
    boolean right = true;
    // Some more where no kill was quick enough, as on a busy machine.
    while (right && (round < rounds || (cut == 0 && round < MORE * rounds))) {
      double share = (round % rounds + stage.random().nextDouble()) / rounds;
      Duration moment = moment(answer(stage), round < rounds ? share : share / 10);
      List<Event> events = new ArrayList<>();
      for (int i = 0; i < TOGETHER; i++) {
        events.add(stage.paid());
      }
      cut += Together.tell(stage, events, killer(stage, server.aim(), moment)).size();
      server.start();
      stage.deliver(events);
      round++;
      right = stage.expectRecovered(round * (TOGETHER + 1), "kill " + round);
    }
    if (cut == 0) {
      throw new NotTriedException("every delivery was answered before the kill");
    }
    stage.notes().remark("%d of %d deliveries were cut short".formatted(cut, round * TOGETHER));
  }

  private static void afterwards(Stage stage) {
    Server server = stage.props().server();
    int rounds = Math.max(1, stage.props().crashes() / 2);
    boolean right = true;
    for (int round = 0; round < rounds && right; round++) {
      Event event = stage.paid();
      Runnable kill = server.aim();
      stage.deliver(event);
      kill.run();
      stage.notes().step("killed");
      server.start();
      right = stage.expectRecovered(round + 1, "kill " + (round + 1));
    }
  }

  /** How long an answer takes, seen at one more purchase. */
  private static Duration answer(Stage stage) {
    Event event = stage.paid();
    Instant begun = stage.time().now();
    stage.deliver(event);
    return Duration.between(begun, stage.time().now());
  }

  /** At a share of the time that a delivery takes. */
  private static Duration moment(Duration answer, double share) {
    long reach = Math.round(answer.toNanos() * REACH);
    return Duration.ofNanos(Math.round(reach * share));
  }

  private static Runnable killer(Stage stage, Runnable kill, Duration moment) {
    return () -> {
      stage.time().pause().pause(moment);
      kill.run();
      stage.notes().step("killed after %d µs".formatted(moment.toNanos() / 1_000));
    };
  }
}
