package dev.billet.conformance.webhook;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What Stripe has not signed, or not lately, or in another way than one might expect. What was
 * forged is told in earnest afterwards, and has to be credited then: a forgery leaves no trace.
 */
final class Forgeries {

  private static final Duration STALE = Duration.ofMinutes(10);
  private static final String FREE =
      "Anybody who knows the URL can credit an account, or keep a purchase from being credited. ";

  private Forgeries() {}

  static List<Scenario> scenarios() {
    return List.of(
        Scenario.of(
            "unsigned",
            "without a signature",
            FREE + "The Stripe-Signature header is not asked for.",
            stage -> {
              Event event = stage.paid();
              forged(stage, event, "without a signature", event.body(), Optional.empty());
            }),
        Scenario.of(
            "wrong-secret",
            "signed with another secret",
            FREE + "The signature is not compared with one made with the endpoint's own secret.",
            stage -> {
              Event event = stage.paid();
              byte[] body = event.body();
              String signature = stage.props().delivery().forgedSignature(body);
              forged(stage, event, "signed with another secret", body, Optional.of(signature));
            }),
        Scenario.of(
            "altered",
            "altered, under the signature of the original",
            FREE + "The signature is not made from the bytes that came.",
            Forgeries::altered),
        Scenario.of(
            "stale",
            "signed ten minutes ago",
            "Whoever once overheard a webhook can repeat it for ever. The time in the signature is"
                + " not compared with the clock; Stripe's libraries allow five minutes.",
            Forgeries::stale),
        Scenario.of(
            "two-signatures",
            "signed with two secrets, ours the second",
            "Loses what is told while a webhook's secret is replaced: Stripe signs with both then."
                + " Only the first v1 of the header is looked at.",
            Forgeries::twoSignatures),
        Scenario.of(
            "not-json",
            "signed, and no JSON",
            "An error that looks like an outage: it is repeated for days, and may wake somebody."
                + " What cannot be parsed is not answered for.",
            Forgeries::notJson));
  }

  private static void altered(Stage stage) {
    Event event = stage.paid();
    String signature = stage.props().delivery().signature(event.body());
    byte[] body = event.withTenfoldAmount().body();
    forged(stage, event, "altered", body, Optional.of(signature));
  }

  private static void stale(Stage stage) {
    Event event = stage.paid();
    byte[] body = event.body();
    String signature = stage.props().delivery().signatureAt(stage.time().now().minus(STALE), body);
    forged(stage, event, "signed ten minutes ago", body, Optional.of(signature));
  }

  private static void forged(
      Stage stage, Event event, String what, byte[] body, Optional<String> signature) {
    stage.refused(event + " " + what, body, signature);
    stage.expect(0, "what was refused");
    stage.deliver(event);
    stage.expect(1, "the genuine one");
  }

  private static void twoSignatures(Stage stage) {
    Event event = stage.paid();
    byte[] body = event.body();
    Optional<Integer> status =
        stage
            .props()
            .delivery()
            .attempt(
                event + " signed with two secrets",
                body,
                Optional.of(stage.props().delivery().signatureByTwo(body)),
                stage.notes());
    if (!Delivery.isAcknowledged(status)) {
      stage.notes().breach("one of two signatures is good, and it was not acknowledged");
      stage.deliver(event);
    }
    stage.expect(1, "it was told");
  }

  private static void notJson(Stage stage) {
    byte[] body = "{\"id\": \"evt_1BilletNoJson\", \"type\": ".getBytes(StandardCharsets.UTF_8);
    stage.refused("half an event", body, Optional.of(stage.props().delivery().signature(body)));
    stage.expect(0, "it");
  }
}
