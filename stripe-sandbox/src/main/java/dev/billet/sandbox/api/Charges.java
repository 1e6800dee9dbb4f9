package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.email;
import static dev.billet.sandbox.wire.Params.emptyable;
import static dev.billet.sandbox.wire.Params.metadata;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.range;
import static dev.billet.sandbox.wire.Params.string;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.Metadata;
import dev.billet.sandbox.wire.ObjectParam;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /v1/charges}: the attempts to move money that a payment intent made. */
final class Charges {

  static final String OBJECT = "charge";

  private static final String PATH = "/v1/charges";

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "charge", "amount": 0, "amount_captured": 0,
           "amount_refunded": 0, "application": null, "application_fee": null,
           "application_fee_amount": null, "balance_transaction": null, "billing_details": null,
           "calculated_statement_descriptor": null, "captured": false, "created": 0,
           "currency": null, "customer": null, "description": null, "disputed": false,
           "failure_balance_transaction": null, "failure_code": null, "failure_message": null,
           "fraud_details": {}, "livemode": false, "metadata": {}, "on_behalf_of": null,
           "outcome": null, "paid": false, "payment_intent": null, "payment_method": null,
           "payment_method_details": null, "radar_options": {}, "receipt_email": null,
           "receipt_number": null, "receipt_url": null, "refunded": false, "review": null,
           "shipping": null, "source": null, "source_transfer": null,
           "statement_descriptor": null, "statement_descriptor_suffix": null,
           "status": "succeeded", "transfer_data": null, "transfer_group": null}
          """);

  private static final Template CARD =
      Template.of(
          """
          {"amount_authorized": null, "authorization_code": null, "brand": null,
           "checks": {"address_line1_check": null, "address_postal_code_check": null,
                      "cvc_check": "pass"},
           "country": null, "exp_month": 0, "exp_year": 0,
           "extended_authorization": {"status": "disabled"}, "fingerprint": null,
           "funding": null, "incremental_authorization": {"status": "unavailable"},
           "installments": null, "last4": null, "mandate": null,
           "multicapture": {"status": "unavailable"}, "network": null,
           "network_token": {"used": false}, "network_transaction_id": null,
           "overcapture": {"maximum_amount_capturable": 0, "status": "unavailable"},
           "regulated_status": "unregulated", "three_d_secure": null,
           "transaction_link_id": null, "wallet": null}
          """);

  private static final Template AUTHENTICATED =
      Template.of(
          """
          {"authentication_flow": "challenge", "electronic_commerce_indicator": "05",
           "exemption_indicator": null, "result": "authenticated", "result_reason": null,
           "transaction_id": null, "version": "2.2.0"}
          """);

  private static final ObjectParam LIST =
      Lists.paged(
          object()
              .optional("created", range())
              .optional("customer", string())
              .optional("payment_intent", string())
              .optional("transfer_group", string()));

  private static final ObjectParam UPDATE =
      object()
          .optional("customer", string())
          .optional("description", string())
          .optional(
              "fraud_details",
              object().required("user_report", emptyable(oneOf("fraudulent", "safe"))))
          .optional("metadata", metadata())
          .optional("receipt_email", email())
          .optional("shipping", PaymentIntentParams.SHIPPING)
          .optional("transfer_group", string());

  private Charges() {}

  static List<Operation> operations() {
    String one = PATH + "/{id}";
    return List.of(
        Operation.get(PATH, "list:" + OBJECT, LIST, Charges::page),
        Operation.get(one, OBJECT, object(), call -> call.found(OBJECT, OBJECT)),
        Operation.post(one, OBJECT, UPDATE, Charges::update));
  }

  /**
   * Returns a charge for an attempt to pay an intent; it is not yet in its table.
   *
   * @param authenticated whether the buyer passed the issuer's challenge
   */
  static ObjectNode create(Call call, ObjectNode intent, ObjectNode method, boolean authenticated) {
    ObjectNode charge = SHAPE.create();
    boolean card = method.path("type").asText().equals("card");
    charge.put("id", call.ids().next(card ? "ch_3" : "py_3")).put("created", call.now());
    JsonParams.copy(
        intent,
        charge,
        "amount",
        "application_fee_amount",
        "currency",
        "customer",
        "description",
        "metadata",
        "on_behalf_of",
        "receipt_email",
        "shipping",
        "statement_descriptor",
        "statement_descriptor_suffix",
        "transfer_group");
    charge.set("payment_intent", intent.get("id"));
    charge.set("payment_method", method.get("id"));
    charge.set("billing_details", method.get("billing_details"));
    charge.put("calculated_statement_descriptor", "SANDBOX");
    charge.set("payment_method_details", details(call, charge, method, authenticated));
    return charge;
  }

  /** Says how the attempt ended. */
  static void setOutcome(ObjectNode charge, @Nullable Decline decline) {
    ObjectNode outcome = charge.putObject("outcome");
    boolean card = charge.path("payment_method_details").path("type").asText().equals("card");
    outcome.putNull("advice_code").putNull("network_advice_code").putNull("network_decline_code");
    if (decline == null) {
      outcome.put("network_status", "approved_by_network").putNull("reason");
    } else if (decline.isBlocked()) {
      outcome.put("network_status", "not_sent_to_network").put("reason", "highest_risk_level");
    } else {
      outcome.put("network_status", "declined_by_network");
      outcome.put("reason", decline.declineCode());
    }
    boolean blocked = decline != null && decline.isBlocked();
    outcome.put("risk_level", card ? blocked ? "highest" : "normal" : "not_assessed");
    if (card) {
      outcome.put("risk_score", blocked ? 90 : 20);
    }
    outcome.put(
        "seller_message",
        decline == null
            ? "Payment complete."
            : blocked
                ? "Stripe blocked this payment as too risky."
                : "The bank did not return any further details with this decline.");
    outcome.put("type", decline == null ? "authorized" : blocked ? "blocked" : "issuer_declined");
    if (decline != null) {
      charge.put("status", "failed").put("failure_code", decline.code());
      charge.put("failure_message", decline.message());
    }
  }

  private static ObjectNode details(
      Call call, ObjectNode charge, ObjectNode method, boolean authenticated) {
    String type = method.get("type").textValue();
    ObjectNode details = JsonParams.empty();
    ObjectNode known = JsonParams.object(method, type);
    if (type.equals("card")) {
      ObjectNode card = CARD.create();
      JsonParams.copy(
          known, card, "brand", "country", "exp_month", "exp_year", "fingerprint", "funding");
      card.set("last4", known.get("last4"));
      card.set("network", known.get("brand"));
      card.set("amount_authorized", charge.get("amount"));
      ((ObjectNode) card.get("overcapture")).set("maximum_amount_capturable", charge.get("amount"));
      if (authenticated) {
        ObjectNode secure = AUTHENTICATED.create();
        card.set(
            "three_d_secure",
            secure.put("transaction_id", UUID.nameUUIDFromBytes(bytes(charge)).toString()));
      }
      details.set(type, card);
    } else if (type.equals("sepa_debit")) {
      ObjectNode debit = known.deepCopy();
      debit.remove("generated_from");
      details.set(type, debit.put("mandate", call.ids().next("mandate_1")));
    } else {
      ObjectNode debit = JsonParams.empty();
      JsonParams.copy(
          known,
          debit,
          "account_holder_type",
          "account_type",
          "bank_name",
          "fingerprint",
          "last4",
          "routing_number");
      debit.put("mandate", call.ids().next("mandate_1")).putNull("payment_reference");
      details.set(type, debit);
    }
    return details.put("type", type);
  }

  private static byte[] bytes(ObjectNode charge) {
    return charge.get("id").textValue().getBytes(StandardCharsets.UTF_8);
  }

  private static ObjectNode update(Call call) {
    ObjectNode before = call.found(OBJECT, OBJECT);
    ObjectNode charge = before.deepCopy();
    ObjectNode params = call.params();
    String customer = call.text("customer");
    if (customer != null) {
      call.referenced(Customers.OBJECT, customer, "customer");
    }
    JsonParams.copy(params, charge, "customer", "description", "receipt_email", "transfer_group");
    PaymentIntentParams.setShipping(charge, params);
    JsonParams.copy(
        JsonParams.object(params, "fraud_details"),
        (ObjectNode) charge.get("fraud_details"),
        "user_report");
    charge.set(
        "metadata", Metadata.merge((ObjectNode) charge.get("metadata"), params.get("metadata")));
    call.table(OBJECT).put(charge);
    call.emit("charge.updated", charge, before);
    return charge;
  }

  private static ObjectNode page(Call call) {
    return Lists.page(
        call,
        OBJECT,
        PATH,
        Lists.equal(call, "customer", "payment_intent", "transfer_group")
            .and(Lists.within(call, "created")));
  }
}
