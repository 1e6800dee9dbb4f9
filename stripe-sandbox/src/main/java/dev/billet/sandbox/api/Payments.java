package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.api.TestMethod.Afterwards;
import dev.billet.sandbox.store.Account.Due;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Moves money, or fails to: what a payment intent goes through once it is confirmed with a payment
 * method. Each step puts what it changed into its table, tells the events of it, and returns the
 * intent as it is then.
 */
final class Payments {

  /** How long an authorization lasts: 7 days, as for most cards. */
  private static final long AUTHORIZED_FOR = 7 * 24 * 60 * 60;

  private Payments() {}

  /**
   * Tries to pay.
   *
   * @param intent an intent that can be confirmed
   * @param method the payment method to try
   * @param offSession whether the buyer is not there to be asked for anything
   */
  static ObjectNode attempt(Call call, ObjectNode intent, ObjectNode method, boolean offSession) {
    TestMethod does = PaymentMethodFactory.behaviour(call, method);
    boolean challenged =
        switch (does.challenge()) {
          case NEVER -> false;
          case ALWAYS -> true;
          case UNLESS_SET_UP -> !(offSession && PaymentMethodFactory.isSetUp(call, method));
          case ON_SESSION -> !offSession;
        };
    if (challenged && offSession) {
      return fail(call, intent, method, Decline.AUTHENTICATION_REQUIRED);
    }
    return challenged ? challenge(call, intent, method) : charge(call, intent, method, false);
  }

  /** Goes on after the buyer has passed the issuer's challenge, or has not. */
  static ObjectNode authenticate(Call call, ObjectNode intent, boolean passed) {
    ObjectNode method =
        PaymentMethods.referenced(
            call, intent.get("payment_method").textValue(), PaymentMethods.OBJECT);
    return passed
        ? charge(call, intent, method, true)
        : fail(call, intent, method, Decline.NOT_AUTHENTICATED);
  }

  /** Goes on once a bank has decided, or once nobody has captured what it authorized. */
  static void settle(Call call, String id) {
    ObjectNode intent = call.table(PaymentIntents.OBJECT).find(id);
    if (intent == null) {
      return;
    }
    switch (intent.path("status").asText()) {
      case "processing" -> decide(call, intent);
      case "requires_capture" -> {
        call.emit("charge.expired", latestCharge(call, intent));
        PaymentIntents.cancel(call, intent, "automatic");
      }
      default -> {}
    }
  }

  private static void decide(Call call, ObjectNode intent) {
    ObjectNode method =
        PaymentMethods.referenced(
            call, intent.get("payment_method").textValue(), PaymentMethods.OBJECT);
    ObjectNode pending = latestCharge(call, intent);
    TestMethod does = PaymentMethodFactory.behaviour(call, method);
    if (does.decline() == null) {
      succeed(call, intent, method, pending.deepCopy(), does.afterwards());
    } else {
      fail(call, intent, method, pending.deepCopy(), Decline.named(does.decline()));
    }
    SessionPayments.settled(call, intent.get("id").textValue());
  }

  /**
   * Takes money that was authorized.
   *
   * @param amount at most what can be captured; the rest is let go
   */
  static ObjectNode capture(Call call, ObjectNode intent, long amount) {
    ObjectNode authorized = latestCharge(call, intent);
    ObjectNode charge = authorized.deepCopy();
    long released = authorized.get("amount").longValue() - amount;
    charge.put("captured", true).put("amount_captured", amount).put("amount_refunded", released);
    charge.put("balance_transaction", BalanceTransactions.ofCharge(call, charge, amount, false));
    call.table(Charges.OBJECT).put(charge);
    call.emit("charge.captured", charge, authorized);
    ObjectNode captured = intent.deepCopy().put("status", "succeeded");
    captured.put("amount_capturable", 0).put("amount_received", amount);
    return put(call, captured, "payment_intent.succeeded");
  }

  /** Lets go of money that was authorized, where any was. */
  static void release(Call call, ObjectNode intent) {
    if (intent.path("status").asText().equals("requires_capture")) {
      ObjectNode authorized = latestCharge(call, intent);
      ObjectNode charge = authorized.deepCopy().put("refunded", true);
      charge.set("amount_refunded", charge.get("amount"));
      call.table(Charges.OBJECT).put(charge);
      call.emit("charge.refunded", charge, authorized);
    }
  }

  private static ObjectNode challenge(Call call, ObjectNode intent, ObjectNode method) {
    ObjectNode waiting = intent.deepCopy().put("status", "requires_action");
    waiting.set("payment_method", method.get("id"));
    waiting.putNull("last_payment_error");
    waiting.set("next_action", Challenges.nextAction(call, intent));
    return put(call, waiting, "payment_intent.requires_action");
  }

  private static ObjectNode charge(
      Call call, ObjectNode intent, ObjectNode given, boolean authenticated) {
    TestMethod does = PaymentMethodFactory.behaviour(call, given);
    if (does.decline() != null && !does.isDelayed()) {
      return fail(call, intent, given, Decline.named(does.decline()));
    }
    ObjectNode method = save(call, intent, given, authenticated);
    ObjectNode charge = Charges.create(call, intent, method, authenticated);
    Charges.setOutcome(charge, null);
    charge.put("paid", true);
    return does.isDelayed()
        ? process(call, intent, method, charge, does.delay())
        : succeed(call, intent, method, charge, does.afterwards());
  }

  /** Keeps the payment method for the customer where the intent says so; else it is used up. */
  private static ObjectNode save(
      Call call, ObjectNode intent, ObjectNode method, boolean authenticated) {
    String customer = intent.path("customer").asText("");
    boolean wanted = intent.path("setup_future_usage").isTextual();
    if (authenticated && wanted) {
      PaymentMethodFactory.setUp(call, method);
    }
    if (wanted && intent.path("customer").isTextual()) {
      return PaymentMethods.attachTo(call, method, customer);
    }
    if (method.path("customer").isNull()) {
      PaymentMethodFactory.spend(call, method);
    }
    return method;
  }

  private static ObjectNode process(
      Call call, ObjectNode intent, ObjectNode method, ObjectNode charge, long delay) {
    charge.put("status", "pending").put("captured", true);
    charge.set("amount_captured", charge.get("amount"));
    call.table(Charges.OBJECT).put(charge);
    call.emit("charge.pending", charge);
    ObjectNode processing = used(intent, method, charge).put("status", "processing");
    String id = intent.get("id").textValue();
    call.account().schedule(new Due(call.now() + delay, PaymentIntents.OBJECT, id));
    return put(call, processing, "payment_intent.processing");
  }

  private static ObjectNode succeed(
      Call call, ObjectNode intent, ObjectNode method, ObjectNode charge, Afterwards afterwards) {
    charge.put("status", "succeeded");
    String how = intent.get("capture_method").textValue();
    if (how.equals("manual")) {
      call.table(Charges.OBJECT).put(charge);
      call.emit("charge.succeeded", charge);
      ObjectNode held = used(intent, method, charge).put("status", "requires_capture");
      held.set("amount_capturable", held.get("amount"));
      String id = intent.get("id").textValue();
      call.account().schedule(new Due(call.now() + AUTHORIZED_FOR, PaymentIntents.OBJECT, id));
      return put(call, held, "payment_intent.amount_capturable_updated");
    }
    long amount = charge.get("amount").longValue();
    charge.put("captured", true).put("amount_captured", amount);
    ObjectNode booked = charge.deepCopy();
    booked.put(
        "balance_transaction",
        BalanceTransactions.ofCharge(call, charge, amount, afterwards == Afterwards.AVAILABLE));
    // Captured later by default: Stripe tells of the success first and books it then.
    ObjectNode told = how.equals("automatic_async") ? charge : booked;
    call.table(Charges.OBJECT).put(told);
    call.emit("charge.succeeded", told);
    ObjectNode paid = used(intent, method, charge).put("status", "succeeded");
    paid.put("amount_received", amount);
    put(call, paid, "payment_intent.succeeded");
    call.table(Charges.OBJECT).put(booked);
    call.emit("charge.updated", booked, told);
    Disputes.begin(call, booked, afterwards);
    return paid;
  }

  private static ObjectNode fail(Call call, ObjectNode intent, ObjectNode method, Decline decline) {
    boolean asked = !decline.equals(Decline.NOT_AUTHENTICATED);
    return fail(
        call, intent, method, asked ? Charges.create(call, intent, method, false) : null, decline);
  }

  private static ObjectNode fail(
      Call call,
      ObjectNode intent,
      ObjectNode method,
      @Nullable ObjectNode charge,
      Decline decline) {
    ObjectNode failed = intent.deepCopy().put("status", "requires_payment_method");
    failed.putNull("payment_method").putNull("next_action");
    String attempted = null;
    if (charge != null) {
      attempted = charge.get("id").textValue();
      charge.put("paid", false).put("captured", false).put("amount_captured", 0);
      Charges.setOutcome(charge, decline);
      call.table(Charges.OBJECT).put(charge);
      call.emit("charge.failed", charge);
      failed.put("latest_charge", attempted);
    }
    failed.set("last_payment_error", decline.error(method, attempted));
    return put(call, failed, "payment_intent.payment_failed");
  }

  private static ObjectNode used(ObjectNode intent, ObjectNode method, ObjectNode charge) {
    ObjectNode after = intent.deepCopy();
    after.set("payment_method", method.get("id"));
    after.set("latest_charge", charge.get("id"));
    return after.putNull("next_action").putNull("last_payment_error");
  }

  private static ObjectNode put(Call call, ObjectNode intent, String event) {
    call.table(PaymentIntents.OBJECT).put(intent);
    call.emit(event, intent);
    InvoiceCharge.follow(call, intent, event);
    return intent;
  }

  private static ObjectNode latestCharge(Call call, ObjectNode intent) {
    return Objects.requireNonNull(
        call.table(Charges.OBJECT).find(intent.get("latest_charge").textValue()));
  }
}
