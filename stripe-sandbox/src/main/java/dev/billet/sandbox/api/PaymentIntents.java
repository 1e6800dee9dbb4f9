package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.string;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.Metadata;
import dev.billet.sandbox.wire.Money;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@code /v1/payment_intents}: what a client does to them. What happens then is in Payments. */
final class PaymentIntents {

  static final String OBJECT = "payment_intent";

  private static final String PATH = "/v1/payment_intents";
  private static final String ID = "intent";
  private static final String UNEXPECTED = "payment_intent_unexpected_state";

  private static final List<String> OPEN =
      List.of("requires_payment_method", "requires_confirmation", "requires_action");

  private static final List<String> CANCELABLE =
      List.of(
          "requires_payment_method",
          "requires_capture",
          "requires_confirmation",
          "requires_action",
          "processing");

  private PaymentIntents() {}

  static List<Operation> operations() {
    String one = PATH + "/{id}";
    return List.of(
        Operation.post(PATH, OBJECT, PaymentIntentParams.CREATE, PaymentIntents::create),
        Operation.get(PATH, "list:" + OBJECT, PaymentIntentParams.LIST, PaymentIntents::page),
        Operation.get(
            one,
            OBJECT,
            object().optional("client_secret", string()),
            call -> call.found(OBJECT, ID)),
        Operation.post(one, OBJECT, PaymentIntentParams.UPDATE, PaymentIntents::update),
        Operation.post(
            one + "/confirm", OBJECT, PaymentIntentParams.CONFIRM, PaymentIntents::confirm),
        Operation.post(
            one + "/capture", OBJECT, PaymentIntentParams.CAPTURE_FUNDS, PaymentIntents::capture),
        Operation.post(
            one + "/cancel", OBJECT, PaymentIntentParams.CANCEL, PaymentIntents::cancel));
  }

  /** Cancels an intent, and lets go of what it had authorized. */
  static ObjectNode cancel(Call call, ObjectNode intent, @Nullable String reason) {
    Payments.release(call, intent);
    ObjectNode canceled = intent.deepCopy().put("status", "canceled");
    canceled.put("canceled_at", call.now()).put("amount_capturable", 0).putNull("next_action");
    canceled.put("cancellation_reason", reason);
    call.table(OBJECT).put(canceled);
    call.emit("payment_intent.canceled", canceled);
    return canceled;
  }

  private static ObjectNode create(Call call) {
    ObjectNode intent = PaymentIntentFactory.create(call);
    ObjectNode method = given(call, intent);
    if (method != null) {
      intent.put("status", "requires_confirmation").set("payment_method", method.get("id"));
    }
    call.table(OBJECT).put(intent);
    call.emit("payment_intent.created", intent);
    return call.params().path("confirm").asBoolean() ? attempt(call, intent) : intent;
  }

  private static ObjectNode update(Call call) {
    ObjectNode before = call.found(OBJECT, ID);
    ObjectNode params = call.params();
    String status = before.get("status").textValue();
    for (String name : List.of("amount", "currency", "payment_method", "customer")) {
      if (params.has(name) && !OPEN.contains(status)) {
        throw unexpected(
            "This PaymentIntent's "
                + name
                + " could not be updated because it has a status of "
                + status
                + ". You may only update the "
                + name
                + " of a PaymentIntent with one of the following statuses: "
                + String.join(", ", OPEN)
                + ".",
            before);
      }
    }
    ObjectNode intent = before.deepCopy();
    PaymentIntentFactory.apply(call, intent, params);
    ObjectNode method = given(call, intent);
    if (method != null) {
      intent.put("status", "requires_confirmation").set("payment_method", method.get("id"));
    }
    call.table(OBJECT).put(intent);
    return intent;
  }

  private static ObjectNode confirm(Call call) {
    ObjectNode before = call.found(OBJECT, ID);
    refuseConfirmation(before);
    ObjectNode intent = before.deepCopy();
    PaymentIntentFactory.apply(call, intent, call.params());
    ObjectNode method = given(call, intent);
    if (method != null) {
      intent.set("payment_method", method.get("id"));
    }
    return attempt(call, intent);
  }

  private static void refuseConfirmation(ObjectNode intent) {
    String status = intent.get("status").textValue();
    switch (status) {
      case "requires_payment_method", "requires_confirmation", "requires_action" -> {}
      case "succeeded" ->
          throw unexpected(
              "You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.",
              intent);
      default ->
          throw unexpected(
              "You cannot confirm this PaymentIntent because it has a status of "
                  + status
                  + ". Only a PaymentIntent with one of the following statuses may be confirmed: "
                  + String.join(", ", OPEN)
                  + ".",
              intent);
    }
  }

  private static ObjectNode attempt(Call call, ObjectNode intent) {
    String id = intent.path("payment_method").asText("");
    if (id.isEmpty() || intent.path("payment_method").isNull()) {
      throw unexpected(
          "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
          intent);
    }
    ObjectNode method = PaymentMethods.referenced(call, id, "payment_method");
    checkOwner(intent, method);
    String returnUrl = call.text("return_url");
    JsonNode automatic = intent.path("automatic_payment_methods");
    if (returnUrl == null
        && automatic.path("enabled").asBoolean()
        && !automatic.path("allow_redirects").asText().equals("never")) {
      throw ApiError.invalid(
          null,
          "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.");
    }
    Challenges.returnTo(call, intent, returnUrl);
    boolean offSession =
        !Objects.requireNonNullElse(call.text("off_session"), "false").equals("false");
    return judged(call, Payments.attempt(call, intent, method, offSession));
  }

  /** A declined attempt is an error to who asked for it. */
  private static ObjectNode judged(Call call, ObjectNode after) {
    String status = after.get("status").textValue();
    if (status.equals("requires_action")
        && call.params().path("error_on_requires_action").asBoolean()) {
      ObjectNode failed = Payments.authenticate(call, after, false);
      throw ApiError.of(
              402,
              "card_error",
              "authentication_required",
              null,
              "This payment required an authentication action to complete, but `error_on_requires_action` was set. When you're ready, you can upgrade your integration to handle actions at https://stripe.com/docs/payments/payment-intents/upgrade-to-handle-actions.")
          .keepingChanges(JsonParams.empty().set("payment_intent", failed));
    }
    if (!status.equals("requires_payment_method")) {
      return after;
    }
    ObjectNode error = ((ObjectNode) after.get("last_payment_error")).deepCopy();
    error.set("payment_intent", after);
    throw ApiError.of(
            402,
            error.get("type").textValue(),
            error.get("code").textValue(),
            error.path("param").textValue(),
            error.get("message").textValue())
        .keepingChanges(error);
  }

  private static ObjectNode capture(Call call) {
    ObjectNode intent = call.found(OBJECT, ID);
    String status = intent.get("status").textValue();
    if (!status.equals("requires_capture")) {
      throw unexpected(
          "This PaymentIntent could not be captured because it has a status of "
              + status
              + ". Only a PaymentIntent with one of the following statuses may be captured: requires_capture.",
          intent);
    }
    long most = intent.get("amount_capturable").longValue();
    long amount = call.params().path("amount_to_capture").asLong(most);
    if (amount > most) {
      String currency = intent.get("currency").textValue();
      throw ApiError.invalid(
          "amount_to_capture",
          "amount_too_large",
          "Amount to capture (%s) is greater than the amount that can be captured (%s)."
              .formatted(Money.format(amount, currency), Money.format(most, currency)));
    }
    ObjectNode changed = intent.deepCopy();
    JsonParams.copy(
        call.params(),
        changed,
        "application_fee_amount",
        "statement_descriptor",
        "statement_descriptor_suffix");
    changed.set(
        "metadata",
        Metadata.merge((ObjectNode) intent.get("metadata"), call.params().get("metadata")));
    return Payments.capture(call, changed, amount);
  }

  private static ObjectNode cancel(Call call) {
    ObjectNode intent = call.found(OBJECT, ID);
    String status = intent.get("status").textValue();
    if (!CANCELABLE.contains(status)) {
      throw unexpected(
          "You cannot cancel this PaymentIntent because it has a status of "
              + status
              + ". Only a PaymentIntent with one of the following statuses may be canceled: "
              + String.join(", ", CANCELABLE)
              + ".",
          intent);
    }
    return cancel(call, intent, call.text("cancellation_reason"));
  }

  /** Returns the payment method that came with the request, by id or in full; null without one. */
  private static @Nullable ObjectNode given(Call call, ObjectNode intent) {
    ObjectNode method = null;
    String id = call.text("payment_method");
    if (id != null) {
      method = PaymentMethods.referenced(call, id, "payment_method");
    } else if (call.params().get("payment_method_data") instanceof ObjectNode data) {
      method = PaymentMethodFactory.create(call, data, "payment_method_data");
    }
    if (method != null) {
      checkType(intent, method);
      PaymentMethods.refuseDetached(call, method);
    }
    return method;
  }

  private static void checkType(ObjectNode intent, ObjectNode method) {
    String type = method.get("type").textValue();
    List<String> allowed =
        intent.path("payment_method_types").valueStream().map(JsonNode::asText).toList();
    if (!allowed.contains(type)) {
      throw ApiError.invalid(
          "payment_method",
          "The PaymentMethod provided ("
              + type
              + ") is not allowed for this PaymentIntent. Please attach a PaymentMethod of one of the following types: "
              + String.join(", ", allowed)
              + ".");
    }
  }

  private static void checkOwner(ObjectNode intent, ObjectNode method) {
    JsonNode owner = method.path("customer");
    if (!owner.isTextual() || owner.equals(intent.get("customer"))) {
      return;
    }
    throw ApiError.invalid(
        "payment_method",
        intent.path("customer").isNull()
            ? "The provided PaymentMethod cannot be attached. To reuse a PaymentMethod, you must attach it to a Customer first."
            : "The payment method you provided belongs to another customer. Please make sure the `customer` of the PaymentIntent is the one it is attached to.");
  }

  private static ApiError unexpected(String message, ObjectNode intent) {
    return ApiError.invalid(null, UNEXPECTED, message)
        .keepingChanges(JsonParams.empty().set("payment_intent", intent));
  }

  private static ObjectNode page(Call call) {
    return Lists.page(
        call,
        OBJECT,
        PATH,
        Lists.equal(call, "customer", "customer_account").and(Lists.within(call, "created")));
  }
}
