package dev.billet.conformance.webhook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Events that come more than once, at once, late, or in another order. Stateless. */
final class Repetitions {

  private static final int TOGETHER = 8;

  private Repetitions() {}

  static List<Scenario> scenarios() {
    return List.of(
        Scenario.of(
            "same-event",
            "the same event, three times",
            "Credits twice when Stripe repeats an event, which it does after every answer it did"
                + " not get. The event's id or the session's is not unique in your database.",
            Repetitions::sameEvent),
        Scenario.of(
            "other-event",
            "another event that tells of the same session",
            "Credits twice where two events tell of one payment, as Stripe says can happen. What was"
                + " credited is remembered by the event's id alone, not by the session's.",
            Repetitions::otherEvent),
        Scenario.of(
            "together",
            "the same event, " + TOGETHER + " times at once",
            "Credits twice when two deliveries arrive together. Whether it was credited is looked"
                + " up first and written later; only a unique key, or a lock, in the database"
                + " decides for both.",
            Repetitions::together),
        Scenario.of(
            "all-events",
            "all events of a purchase, each once",
            "Credits the same money once for each event that tells of it. Both the session and its"
                + " charge or payment intent are fulfilled on; choose one of them.",
            Repetitions::allEvents),
        Scenario.of(
            "reverse",
            "all events of a purchase, the last one first",
            "Loses a purchase, or credits it twice, because events came in another order than they"
                + " happened in. Stripe promises no order; each event has to stand by itself.",
            Repetitions::reverse),
        Scenario.of(
            "late",
            "told two days late",
            "Loses what Stripe tells after an outage: it goes on for three days. The age of the"
                + " event is judged, where only that of the signature may be.",
            Repetitions::late));
  }

  private static void sameEvent(Stage stage) {
    Event event = stage.paid();
    stage.deliver(event);
    stage.deliver(event);
    stage.deliver(event);
    stage.expect(1, "the third time");
  }

  private static void otherEvent(Stage stage) {
    Event event = stage.paid();
    stage.deliver(event);
    stage.deliver(event.underAnotherId());
    stage.expect(1, "the second event");
  }

  private static void together(Stage stage) {
    List<Event> same = Collections.nCopies(TOGETHER, stage.paid());
    stage.deliver(Together.tell(stage, same, () -> {}));
    stage.expect(1, "all of them");
  }

  private static void allEvents(Stage stage) {
    stage.deliver(stage.till().events(stage.buy()));
    stage.expect(1, "all of them");
  }

  private static void reverse(Stage stage) {
    List<Event> events = new ArrayList<>(stage.till().events(stage.buy()));
    Collections.reverse(events);
    stage.deliver(events);
    stage.expect(1, "all of them");
  }

  private static void late(Stage stage) {
    stage.deliver(stage.paid().createdAt(stage.time().now().minus(Duration.ofDays(2))));
    stage.expect(1, "it was told");
  }
}
