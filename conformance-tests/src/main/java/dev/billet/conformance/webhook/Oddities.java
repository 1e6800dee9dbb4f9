package dev.billet.conformance.webhook;

import dev.billet.conformance.sandbox.SandboxClient;
import java.util.List;

/** What is nobody's purchase here, or meets trouble elsewhere. Stateless. */
final class Oddities {

  private Oddities() {}

  static List<Scenario> scenarios() {
    return List.of(
        Scenario.of(
            "expired",
            "a checkout that expires",
            "Gives goods for nothing: any event of a session is taken for a payment.",
            Oddities::expired),
        Scenario.of(
            "unknown-type",
            "an event of a type that does not exist yet",
            "Stripe adds types of events; one that is refused comes again for days, and in the end"
                + " Stripe switches the endpoint off. Acknowledge what you do not know.",
            Oddities::unknownType),
        Scenario.of(
            "elsewhere",
            "a purchase at another shop with the same Stripe account",
            "Credits what was not sold here, or refuses it until Stripe switches the endpoint off:"
                + " an endpoint hears of all that its account sells. Look for your own metadata,"
                + " and acknowledge the rest.",
            Oddities::elsewhere),
        Scenario.of(
            "stripe-fails",
            "Stripe's API fails while the event is worked on",
            "Loses a purchase, or a refund, over a hiccup of Stripe's: the event is marked as done"
                + " before the work is, or acknowledged and then given up.",
            Oddities::stripeFails));
  }

  private static void expired(Stage stage) {
    Purchase purchase = stage.checkOut();
    stage.till().expire(purchase);
    stage.deliver(stage.till().event(purchase, "checkout.session.expired"));
    stage.expect(0, "it");
  }

  private static void unknownType(Stage stage) {
    Event event = stage.paid();
    stage.deliver(Event.unheardOf(event));
    stage.expect(0, "it");
    stage.deliver(event);
    stage.expect(1, "the payment");
  }

  private static void elsewhere(Stage stage) {
    Purchase purchase = stage.till().buyElsewhere();
    List<Event> events = stage.till().events(purchase);
    stage.deliver(events);
    stage.expect(0, "the payment of somebody else's");
    stage.till().refund(purchase);
    stage.deliver(
        stage.till().events(purchase).stream().filter(it -> !events.contains(it)).toList());
    stage.expect(0, "the refund of somebody else's");
  }

  private static void stripeFails(Stage stage) {
    Purchase purchase = stage.buy();
    Event completed = stage.till().event(purchase, Till.COMPLETED);
    int met = withoutStripe(stage, completed);
    stage.expect(1, "the payment");
    stage.till().refund(purchase);
    met += withoutStripe(stage, stage.till().event(purchase, Till.REFUNDED));
    if (met == 0) {
      throw new NotTriedException(
          "the server asks Stripe nothing when it is told of a payment or a refund");
    }
    stage.expect(0, "the refund");
  }

  /** Tells of an event while Stripe answers nothing, and goes on afterwards. */
  private static int withoutStripe(Stage stage, Event event) {
    SandboxClient sandbox = stage.till().sandbox();
    boolean taken;
    int met;
    String rule = sandbox.failReads();
    try {
      taken = stage.tell(event);
      stage.time().letSettle();
    } finally {
      met = sandbox.met(rule);
      sandbox.endFault(rule);
    }
    if (!taken) {
      stage.deliver(event);
    }
    return met;
  }
}
