package dev.billet.conformance.webhook;

import dev.billet.conformance.sandbox.SandboxException;
import java.util.List;
import java.util.Map;

/** Payments that take days: the checkout is complete, and the money is not there. Stateless. */
final class Debits {

  private static final Map<String, String> PAYS = Map.of("iban", "DE89370400440532013000");
  private static final Map<String, String> PAYS_IN_THE_US =
      Map.of("routing_number", "110000000", "account_number", "000123456789");
  private static final Map<String, String> FAILS = Map.of("iban", "DE62370400440532013001");
  private static final Map<String, String> FAILS_IN_THE_US =
      Map.of("routing_number", "110000000", "account_number", "000111111113");

  private Debits() {}

  static List<Scenario> scenarios() {
    return List.of(
        Scenario.of(
            "debit",
            "a bank debit: not yet paid, and then paid",
            "Gives goods for money that has not come, never gives them where it comes days later, or"
                + " gives them twice. The session's payment_status is not looked at,"
                + " checkout.session.async_payment_succeeded is not listened to, or both events"
                + " count.",
            Debits::pays),
        Scenario.of(
            "debit-fails",
            "a bank debit that fails",
            "Gives goods for money that never comes. The session's payment_status is not looked"
                + " at: a checkout that is complete may be unpaid.",
            Debits::fails));
  }

  private static void pays(Stage stage) {
    Purchase purchase = begin(stage, PAYS, PAYS_IN_THE_US);
    Event completed = unpaid(stage, purchase);
    stage.deliver(completed);
    stage.expect(0, "the debit that is on its way");
    stage.till().letDebitsEnd();
    Event paid = stage.till().event(purchase, "checkout.session.async_payment_succeeded");
    stage.deliver(paid);
    stage.expect(1, "the money has come");
    stage.deliver(List.of(paid, completed));
    stage.expect(1, "both were told again");
  }

  private static void fails(Stage stage) {
    Purchase purchase = begin(stage, FAILS, FAILS_IN_THE_US);
    stage.deliver(unpaid(stage, purchase));
    stage.expect(0, "the debit that is on its way");
    stage.till().letDebitsEnd();
    stage.deliver(stage.till().event(purchase, "checkout.session.async_payment_failed"));
    stage.expect(0, "the debit has failed");
  }

  private static Purchase begin(
      Stage stage, Map<String, String> european, Map<String, String> american) {
    Purchase purchase = stage.checkOut();
    try {
      stage.till().pay(purchase, european);
    } catch (SandboxException e) {
      stage.till().pay(purchase, american);
    }
    return purchase;
  }

  private static Event unpaid(Stage stage, Purchase purchase) {
    Event completed = stage.till().event(purchase, Till.COMPLETED);
    if (!completed.object().path("payment_status").asText().equals("unpaid")) {
      throw new NotTriedException("the bank debit was paid at once");
    }
    return completed;
  }
}
