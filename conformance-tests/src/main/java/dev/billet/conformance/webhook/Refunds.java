package dev.billet.conformance.webhook;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Money that goes back. Stateless. */
final class Refunds {

  private static final Map<String, String> DISPUTED = Map.of("card", "4000000000000259");

  private Refunds() {}

  static List<Scenario> scenarios() {
    return List.of(
        Scenario.of(
            "refund",
            "a full refund",
            "Who gets the money back keeps the goods. charge.refunded is not listened to, or the"
                + " purchase is not found by the charge's payment intent.",
            Refunds::refund),
        Scenario.of(
            "refund-twice",
            "a full refund, told three times",
            "Takes back more than was given when Stripe repeats the news of a refund. What was"
                + " taken is not remembered by the refund or the charge.",
            Refunds::refundTwice),
        Scenario.of(
            "part-refund",
            "a refund of a part, told twice",
            "Takes everything back for a part of the money, or nothing. The charge's"
                + " amount_refunded is the sum so far, and has to be compared with its amount.",
            Refunds::partRefund),
        Scenario.of(
            "refund-first",
            "a refund that is told before the payment",
            "Credits money that has gone back already. The refund of a payment that is not known"
                + " yet is forgotten; keep it, ask Stripe, or refuse it so that it comes again.",
            Refunds::refundFirst),
        new Scenario(
            "dispute",
            "a dispute",
            "Whether goods are taken back while a payment is disputed is your decision; but the"
                + " webhooks that tell of it have to be acknowledged.",
            false,
            Refunds::dispute));
  }

  private static void refund(Stage stage) {
    Purchase purchase = bought(stage);
    stage.till().refund(purchase);
    stage.deliver(reversal(stage, purchase));
    stage.expect(0, "the refund");
  }

  private static void refundTwice(Stage stage) {
    Purchase purchase = bought(stage);
    stage.till().refund(purchase);
    List<Event> events = reversal(stage, purchase);
    stage.deliver(events);
    if (!stage.comesTo(0)) {
      throw new NotTriedException("the refund takes nothing back the first time");
    }
    stage.deliver(events);
    stage.deliver(events.stream().map(Event::underAnotherId).toList());
    stage.expect(0, "it was told three times");
  }

  private static void partRefund(Stage stage) {
    Purchase purchase = bought(stage);
    stage.till().refundPart(purchase);
    List<Event> events = reversal(stage, purchase);
    stage.deliver(events);
    stage.expectPart("the refund of a part");
    stage.deliver(events);
    stage.expectUnchanged("the same refund was told again");
  }

  private static void refundFirst(Stage stage) {
    Purchase purchase = stage.buy();
    stage.till().refund(purchase);
    List<Event> events = new ArrayList<>(reversal(stage, purchase));
    events.add(stage.till().event(purchase, Till.COMPLETED));
    stage.deliver(events);
    stage.expect(0, "both");
  }

  private static void dispute(Stage stage) {
    Purchase purchase = stage.checkOut();
    stage.till().pay(purchase, DISPUTED);
    stage.deliver(stage.till().event(purchase, Till.COMPLETED));
    stage.observe("the payment", stage.time().patience());
    List<Event> dispute =
        stage.till().events(purchase).stream()
            .filter(it -> it.type().startsWith("charge.dispute."))
            .toList();
    if (dispute.isEmpty()) {
      throw new NotTriedException("the sandbox has told of no dispute");
    }
    stage.deliver(dispute);
    // Most do nothing then, and are not waited for as a payment is.
    stage.observe("the dispute", stage.time().settle().multipliedBy(5));
  }

  private static Purchase bought(Stage stage) {
    Purchase purchase = stage.buy();
    stage.deliver(stage.till().event(purchase, Till.COMPLETED));
    stage.expect(1, "the payment");
    return purchase;
  }

  private static List<Event> reversal(Stage stage, Purchase purchase) {
    Set<String> types = new HashSet<>();
    List<Event> events =
        stage.till().events(purchase).stream()
            .filter(it -> it.type().startsWith("refund.") || it.type().contains(".refund"))
            .toList();
    events.forEach(it -> types.add(it.type()));
    if (!types.contains(Till.REFUNDED)) {
      throw new NotTriedException("the sandbox has told of no " + Till.REFUNDED);
    }
    return events;
  }
}
