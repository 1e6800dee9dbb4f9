package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.range;
import static dev.billet.sandbox.wire.Params.string;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.Metadata;
import dev.billet.sandbox.wire.ObjectParam;
import java.util.List;

/** {@code /v1/payment_intents}, as far as Checkout makes them. */
final class PaymentIntents {

  static final String OBJECT = "payment_intent";

  private static final String PATH = "/v1/payment_intents";

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "payment_intent", "amount": 0, "amount_capturable": 0,
           "amount_details": {"tip": {}}, "amount_received": 0, "application": null,
           "application_fee_amount": null, "automatic_payment_methods": null,
           "canceled_at": null, "cancellation_reason": null,
           "capture_method": "automatic_async", "client_secret": null,
           "confirmation_method": "automatic", "created": 0, "currency": null, "customer": null,
           "customer_account": null, "description": null, "excluded_payment_method_types": null,
           "last_payment_error": null, "latest_charge": null, "livemode": false,
           "managed_payments": null, "metadata": {}, "next_action": null, "on_behalf_of": null,
           "payment_method": null, "payment_method_configuration_details": null,
           "payment_method_options": {"card": {"installments": null, "mandate_options": null,
                                               "network": null,
                                               "request_three_d_secure": "automatic"}},
           "payment_method_types": ["card"], "processing": null, "receipt_email": null,
           "review": null, "setup_future_usage": null, "shipping": null, "source": null,
           "statement_descriptor": null, "statement_descriptor_suffix": null,
           "status": "requires_payment_method", "transfer_data": null, "transfer_group": null}
          """);

  private static final ObjectParam LIST =
      Lists.paged(
          object()
              .optional("created", range())
              .optional("customer", string())
              .optional("customer_account", string()));

  private PaymentIntents() {}

  static List<Operation> operations() {
    return List.of(
        Operation.get(PATH, "list:" + OBJECT, LIST, PaymentIntents::page),
        Operation.get(
            PATH + "/{id}",
            OBJECT,
            object().optional("client_secret", string()),
            call -> call.found(OBJECT, "intent")));
  }

  /**
   * Creates one that has succeeded, for a session that is being paid.
   *
   * @param data the session's {@code payment_intent_data}
   */
  static ObjectNode createSucceeded(Call call, ObjectNode session, ObjectNode data) {
    ObjectNode intent = SHAPE.create();
    String id = call.ids().next("pi_3");
    intent.put("id", id).put("created", call.now());
    intent.put("client_secret", id + "_secret_" + call.ids().next("", 25));
    JsonParams.copy(
        data,
        intent,
        "application_fee_amount",
        "capture_method",
        "description",
        "on_behalf_of",
        "receipt_email",
        "setup_future_usage",
        "statement_descriptor",
        "statement_descriptor_suffix",
        "transfer_group");
    intent.set("metadata", Metadata.initial(data.get("metadata")));
    JsonParams.copy(session, intent, "currency", "customer");
    intent.set("amount", session.get("amount_total"));
    call.emit("payment_intent.created", intent.deepCopy());
    if (intent.get("capture_method").textValue().equals("manual")) {
      intent
          .put("status", "requires_capture")
          .set("amount_capturable", session.get("amount_total"));
    } else {
      intent.put("status", "succeeded").set("amount_received", session.get("amount_total"));
    }
    call.table(OBJECT).put(intent);
    call.emit(
        intent.get("status").textValue().equals("succeeded")
            ? "payment_intent.succeeded"
            : "payment_intent.amount_capturable_updated",
        intent);
    return intent;
  }

  private static ObjectNode page(Call call) {
    return Lists.page(
        call,
        OBJECT,
        PATH,
        Lists.equal(call, "customer", "customer_account").and(Lists.within(call, "created")));
  }
}
