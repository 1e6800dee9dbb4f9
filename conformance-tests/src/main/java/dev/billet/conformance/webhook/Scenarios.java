package dev.billet.conformance.webhook;

import java.util.List;
import java.util.stream.Stream;

/** What is played, in order. Stateless. */
final class Scenarios {

  /** The first, from which it is learned what a purchase is worth. */
  static final Scenario PLAIN =
      Scenario.of(
          "plain",
          "one purchase, told once",
          "Buyers pay and get nothing. Usually checkout.session.completed is not what the server"
              + " fulfils on, or the webhook's secret or the Stripe API base is another server's.",
          Scenarios::plain);

  private Scenarios() {}

  /** All of them. */
  static List<Scenario> all() {
    return Stream.of(
            List.of(PLAIN),
            Repetitions.scenarios(),
            Forgeries.scenarios(),
            Debits.scenarios(),
            Refunds.scenarios(),
            Oddities.scenarios(),
            Crashes.scenarios())
        .flatMap(List::stream)
        .toList();
  }

  private static void plain(Stage stage) {
    stage.deliver(stage.paid());
    long credited = stage.awaitCredit();
    if (credited <= 0) {
      stage.notes().breach("after a purchase that was told the account has changed by " + credited);
    }
    stage.props().learn(Math.max(0, credited));
  }
}
