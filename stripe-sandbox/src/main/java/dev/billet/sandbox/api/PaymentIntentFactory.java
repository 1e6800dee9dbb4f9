package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.Currencies;
import dev.billet.sandbox.wire.Metadata;
import dev.billet.sandbox.wire.Money;

/** Makes payment intents, for a client and for Checkout. */
final class PaymentIntentFactory {

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
           "payment_method_options": {}, "payment_method_types": [], "processing": null,
           "receipt_email": null, "review": null, "setup_future_usage": null, "shipping": null,
           "source": null, "statement_descriptor": null, "statement_descriptor_suffix": null,
           "status": "requires_payment_method", "transfer_data": null, "transfer_group": null}
          """);

  private static final Template CARD_OPTIONS =
      Template.of(
          """
          {"installments": null, "mandate_options": null, "network": null,
           "request_three_d_secure": "automatic"}
          """);

  private static final Template AUTOMATIC =
      Template.of("{\"allow_redirects\": \"always\", \"enabled\": true}");

  private PaymentIntentFactory() {}

  /** Returns a new intent from a client's parameters; it is not yet in its table. */
  static ObjectNode create(Call call) {
    ObjectNode params = call.params();
    ObjectNode intent = begin(call);
    boolean automatic = params.path("automatic_payment_methods").path("enabled").asBoolean();
    if (automatic && params.has("payment_method_types")) {
      throw ApiError.invalid(
          "payment_method_types",
          "You may only specify one of these parameters: automatic_payment_methods, payment_method_types.");
    }
    if (!params.has("payment_method_types")) {
      intent.set(
          "automatic_payment_methods",
          AUTOMATIC.complete(JsonParams.object(params, "automatic_payment_methods")));
    }
    if (!params.has("payment_method_types")) {
      intent.withArrayProperty("payment_method_types").add("card");
      intent.withObjectProperty("payment_method_options").set("card", CARD_OPTIONS.create());
    }
    JsonParams.copy(params, intent, "on_behalf_of", "confirmation_method");
    apply(call, intent, params);
    return intent;
  }

  /** Applies what may be said when an intent is made as well as later. */
  static void apply(Call call, ObjectNode intent, ObjectNode params) {
    String customer = call.text("customer");
    if (customer != null) {
      call.referenced(Customers.OBJECT, customer, "customer");
    }
    call.refuseReference("account", params.get("customer_account"), "customer_account");
    call.refuseReference(
        "ConfirmationToken", params.get("confirmation_token"), "confirmation_token");
    JsonParams.copy(
        params,
        intent,
        "amount",
        "application_fee_amount",
        "capture_method",
        "currency",
        "customer",
        "description",
        "excluded_payment_method_types",
        "receipt_email",
        "setup_future_usage",
        "statement_descriptor",
        "statement_descriptor_suffix",
        "transfer_group");
    PaymentIntentParams.setShipping(intent, params);
    if (params.get("payment_method_types") instanceof ArrayNode types) {
      setTypes(intent, types);
      intent.putNull("automatic_payment_methods");
    }
    intent.set(
        "metadata", Metadata.merge((ObjectNode) intent.get("metadata"), params.get("metadata")));
    checkAmount(intent);
  }

  /**
   * Creates one for a session that is about to be paid, and puts it into its table.
   *
   * @param data the session's {@code payment_intent_data}
   */
  static ObjectNode ofSession(Call call, ObjectNode session, ObjectNode data) {
    ObjectNode intent = begin(call);
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
    PaymentIntentParams.setShipping(intent, data);
    intent.set("metadata", Metadata.initial(data.get("metadata")));
    JsonParams.copy(session, intent, "currency", "customer");
    intent.set("amount", session.get("amount_total"));
    setTypes(intent, session.path("payment_method_types"));
    if (session.path("mode").asText().equals("subscription")) {
      intent.put("description", "Subscription creation");
      intent.put("setup_future_usage", "off_session");
    }
    call.table(PaymentIntents.OBJECT).put(intent);
    call.emit("payment_intent.created", intent);
    return intent;
  }

  /** Creates one for an invoice that is being finalized, and puts it into its table. */
  static ObjectNode ofInvoice(Call call, ObjectNode invoice, String description) {
    ObjectNode intent = begin(call);
    JsonParams.copy(invoice, intent, "currency", "customer", "on_behalf_of");
    intent.set("amount", invoice.get("amount_due"));
    intent.put("description", description).put("capture_method", "automatic");
    if (invoice.get("parent").isObject()) {
      intent.put("setup_future_usage", "off_session");
    }
    JsonNode types = invoice.path("payment_settings").path("payment_method_types");
    setTypes(
        intent,
        types.isArray() && !types.isEmpty() ? types : JsonParams.empty().arrayNode().add("card"));
    call.table(PaymentIntents.OBJECT).put(intent);
    call.emit("payment_intent.created", intent);
    return intent;
  }

  private static ObjectNode begin(Call call) {
    ObjectNode intent = SHAPE.create();
    String id = call.ids().next("pi_3");
    intent.put("id", id).put("created", call.now());
    return intent.put("client_secret", id + "_secret_" + call.ids().next("", 25));
  }

  private static void setTypes(ObjectNode intent, JsonNode types) {
    intent.set("payment_method_types", types);
    ObjectNode options = intent.putObject("payment_method_options");
    for (JsonNode type : types) {
      switch (type.asText()) {
        case "card" -> options.set("card", CARD_OPTIONS.create());
        case "us_bank_account" ->
            options.putObject("us_bank_account").put("verification_method", "automatic");
        case "sepa_debit" -> options.putObject("sepa_debit").putObject("mandate_options");
        default -> {}
      }
    }
  }

  private static void checkAmount(ObjectNode intent) {
    long amount = intent.get("amount").longValue();
    String currency = intent.get("currency").textValue();
    long minimum = Currencies.minimumCharge(currency);
    if (amount > Currencies.MAX_CHARGE) {
      throw ApiError.invalid(
          "amount",
          "amount_too_large",
          "Amount must be no more than " + show(Currencies.MAX_CHARGE, currency));
    }
    if (amount < minimum) {
      throw ApiError.invalid(
          "amount", "amount_too_small", "Amount must be at least " + show(minimum, currency));
    }
  }

  private static String show(long amount, String currency) {
    return Money.format(amount, currency) + " " + currency;
  }
}
