package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Pays a session: from what the buyer filled in to a payment intent, and from what became of that
 * to the session. A session has one intent however often its buyer tries, and shows it once it is
 * complete.
 */
final class SessionPayments {

  /** Beside a payment intent that Checkout made, by its id: the session it pays. */
  private static final String PAID_FOR = "checkout.session.of_payment_intent";

  private static final String INTENT = "payment_intent";

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
    TestMethod does = PaymentMethodFactory.behaviour(call, method);
    boolean due = session.path("amount_total").asLong() > 0;
    if (!due) {
      return save(call, session, method, tender.email());
    }
    ObjectNode intent = intent(call, session);
    remember(call, session, intent, tender.email());
    if (does.challenge() == TestMethod.Challenge.NEVER && pays(does)) {
      ObjectNode known = Buying.withBuyer(call, session, tender.email());
      return conclude(call, known, Payments.attempt(call, owned(intent, known), method, false));
    }
    return conclude(call, session, Payments.attempt(call, intent, method, false));
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
    if (!passed || !pays(PaymentMethodFactory.behaviour(call, method))) {
      return conclude(call, session, Payments.authenticate(call, intent, passed));
    }
    String email = Buying.order(call, id).path("email").asText();
    ObjectNode known = Buying.withBuyer(call, session, email);
    return conclude(call, known, Payments.authenticate(call, owned(intent, known), true));
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
    if (intent != null) {
      PaymentIntents.cancel(call, intent, "automatic");
    }
  }

  private static boolean pays(TestMethod does) {
    return does.decline() == null || does.isDelayed();
  }

  private static ObjectNode method(Call call, Buying.Tender tender) {
    ObjectNode params = tender.method().deepCopy();
    params.putObject("billing_details").put("email", tender.email());
    return PaymentMethodFactory.create(call, params, "");
  }

  private static ObjectNode owned(ObjectNode intent, ObjectNode session) {
    ObjectNode owned = intent.deepCopy();
    owned.set("customer", session.get("customer"));
    return owned;
  }

  private static ObjectNode intent(Call call, ObjectNode session) {
    ObjectNode known = intentOf(call, session.get("id").textValue());
    if (known != null) {
      return known;
    }
    ObjectNode order = Buying.order(call, session.get("id").textValue());
    ObjectNode data = JsonParams.object(order, "payment_intent_data");
    return PaymentIntentFactory.ofSession(call, session, data);
  }

  private static @Nullable ObjectNode intentOf(Call call, String session) {
    String id = Buying.order(call, session).path(INTENT).textValue();
    return id == null ? null : call.table(PaymentIntents.OBJECT).find(id);
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
    return switch (intent.get("status").textValue()) {
      case "requires_payment_method" ->
          intent.path("last_payment_error").path("message").textValue();
      case "requires_action" -> null;
      default -> {
        Buying.complete(call, session, intent, intent.get("payment_method").textValue());
        yield null;
      }
    };
  }

  /** Nothing is due: the payment method is kept for later, where the session asks for one. */
  private static @Nullable String save(
      Call call, ObjectNode session, ObjectNode method, String email) {
    TestMethod does = PaymentMethodFactory.behaviour(call, method);
    if (does.isRefusedWhenSaved()) {
      return Decline.named(Objects.requireNonNull(does.decline())).message();
    }
    ObjectNode known = Buying.withBuyer(call, session, email);
    if (known.path("customer").isTextual()
        && List.of("setup", "subscription").contains(known.path("mode").asText())) {
      PaymentMethods.attachTo(call, method, known.get("customer").textValue());
    }
    Buying.complete(call, known, null, method.get("id").textValue());
    return null;
  }
}
