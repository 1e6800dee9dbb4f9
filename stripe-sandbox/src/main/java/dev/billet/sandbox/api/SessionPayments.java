package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * Pays a session: from what the buyer filled in to a payment intent, and from what became of that
 * to the session. A session has one intent however often its buyer tries, and shows it once it is
 * complete.
 */
final class SessionPayments {

  /** Beside an intent that Checkout made, by its id: the session it is for. */
  private static final String PAID_FOR = "checkout.session.of_intent";

  private static final String INTENT = "intent";

  private SessionPayments() {}

  /**
   * Tries to pay an open session.
   *
   * @param session the session; not changed
   * @param tender what the buyer filled in
   * @return why it was not paid, or null where it was, or where the buyer is to be challenged
   */
  static @Nullable String pay(Call call, ObjectNode session, Buying.Tender tender) {
    ObjectNode method = method(call, tender);
    ObjectNode intent = intent(call, session);
    if (intent == null) {
      ObjectNode known = Buying.withBuyer(call, session, tender.email());
      Buying.complete(call, known, null, method.get("id").textValue());
      return null;
    }
    remember(call, session, intent, tender.email());
    boolean challenged =
        PaymentMethodFactory.behaviour(call, method).challenge() != TestMethod.Challenge.NEVER;
    ObjectNode known =
        challenged ? session : withCustomer(call, session, intent, method, tender.email());
    ObjectNode owned = owned(intent, known);
    return conclude(
        call,
        known,
        isSetup(intent)
            ? SetupIntents.attempt(call, owned, method)
            : Payments.attempt(call, owned, method, false));
  }

  /** Makes the setup intent of a session that is for nothing else. */
  static ObjectNode beginSetup(Call call, ObjectNode session) {
    ObjectNode order = Buying.order(call, session.get("id").textValue());
    ObjectNode data = JsonParams.object(order, "setup_intent_data");
    ObjectNode intent = SetupIntents.ofSession(call, session, data);
    remember(call, session, intent, "");
    return intent;
  }

  /** Returns whether the buyer is to prove that the card is theirs before a session is paid. */
  static boolean isChallenged(Call call, String session) {
    ObjectNode intent = intentOf(call, session);
    return intent != null && intent.path("status").asText().equals("requires_action");
  }

  /**
   * Goes on after the challenge; nothing happens where there is none.
   *
   * @return why the session was not paid, or null where it was
   */
  static @Nullable String authenticate(Call call, ObjectNode session, boolean passed) {
    String id = session.get("id").textValue();
    ObjectNode intent = intentOf(call, id);
    if (intent == null || !isChallenged(call, id)) {
      return null;
    }
    ObjectNode method =
        PaymentMethods.referenced(
            call, intent.get("payment_method").textValue(), PaymentMethods.OBJECT);
    String email = Buying.order(call, id).path("email").asText();
    ObjectNode known = passed ? withCustomer(call, session, intent, method, email) : session;
    ObjectNode owned = owned(intent, known);
    return conclude(
        call,
        known,
        isSetup(intent)
            ? SetupIntents.authenticate(call, owned, passed)
            : Payments.authenticate(call, owned, passed));
  }

  /** Tells a session that a bank has decided about its payment. */
  static void settled(Call call, String intent) {
    ObjectNode link = call.table(PAID_FOR).find(intent);
    ObjectNode session =
        link == null
            ? null
            : call.table(CheckoutSessions.OBJECT).find(link.get("session").textValue());
    ObjectNode settled = call.table(PaymentIntents.OBJECT).find(intent);
    if (session == null || settled == null) {
      return;
    }
    boolean paid = settled.path("status").asText().equals("succeeded");
    ObjectNode after = session.deepCopy();
    if (paid) {
      after.put("payment_status", "paid");
    }
    call.table(CheckoutSessions.OBJECT).put(after);
    call.emit("checkout.session.async_payment_" + (paid ? "succeeded" : "failed"), after);
  }

  /** Cancels what an expired session has tried to be paid with. */
  static void abandon(Call call, ObjectNode session) {
    ObjectNode intent = intentOf(call, session.get("id").textValue());
    if (intent != null && isSetup(intent)) {
      SetupIntents.cancel(call, intent, null);
    } else if (intent != null) {
      PaymentIntents.cancel(call, intent, "automatic");
    }
  }

  /** A buyer becomes a customer with a payment that succeeds, not with one that is declined. */
  private static ObjectNode withCustomer(
      Call call, ObjectNode session, ObjectNode intent, ObjectNode method, String email) {
    TestMethod does = PaymentMethodFactory.behaviour(call, method);
    boolean accepted =
        isSetup(intent) ? !does.isRefusedWhenSaved() : does.decline() == null || does.isDelayed();
    return accepted ? Buying.withBuyer(call, session, email) : session;
  }

  private static boolean isSetup(ObjectNode intent) {
    return intent.get("object").textValue().equals(SetupIntents.OBJECT);
  }

  private static ObjectNode method(Call call, Buying.Tender tender) {
    ObjectNode params = tender.method().deepCopy();
    params.withObjectProperty("billing_details").put("email", tender.email());
    return PaymentMethodFactory.create(call, params, "");
  }

  private static ObjectNode owned(ObjectNode intent, ObjectNode session) {
    ObjectNode owned = intent.deepCopy();
    owned.set("customer", session.get("customer"));
    if (!isSetup(intent)) {
      // Since the last attempt the buyer may have chosen another way of shipping.
      owned.set("amount", session.get("amount_total"));
    }
    return owned;
  }

  /** Returns the intent to pay with or to save with; null where a session needs neither. */
  private static @Nullable ObjectNode intent(Call call, ObjectNode session) {
    String id = session.get("id").textValue();
    ObjectNode known = intentOf(call, id);
    if (known != null) {
      return known;
    }
    if (session.path("amount_total").asLong() > 0) {
      ObjectNode data = JsonParams.object(Buying.order(call, id), "payment_intent_data");
      return PaymentIntentFactory.ofSession(call, session, data);
    }
    // A trial costs nothing yet, but what is paid with later is saved now.
    return session.path("mode").asText().equals("subscription")
        ? SetupIntents.ofSession(call, session, JsonParams.empty())
        : null;
  }

  private static @Nullable ObjectNode intentOf(Call call, String session) {
    String id = Buying.order(call, session).path(INTENT).textValue();
    return id == null ? null : Challenges.find(call, id);
  }

  private static void remember(Call call, ObjectNode session, ObjectNode intent, String email) {
    ObjectNode order = Buying.order(call, session.get("id").textValue()).deepCopy();
    order.set(INTENT, intent.get("id"));
    call.table(LineItems.ORDERS).put(order.put("email", email));
    ObjectNode link = JsonParams.empty();
    link.set("id", intent.get("id"));
    link.set("session", session.get("id"));
    call.table(PAID_FOR).put(link);
  }

  private static @Nullable String conclude(Call call, ObjectNode session, ObjectNode intent) {
    String error = isSetup(intent) ? "last_setup_error" : "last_payment_error";
    switch (intent.get("status").textValue()) {
      case "requires_payment_method" -> {
        return intent.path(error).path("message").textValue();
      }
      case "requires_action" -> {
        return null;
      }
      default -> {
        String method = intent.get("payment_method").textValue();
        Buying.complete(call, session, isSetup(intent) ? null : intent, method);
        return null;
      }
    }
  }
}
