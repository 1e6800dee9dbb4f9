package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.bool;
import static dev.billet.sandbox.wire.Params.emptyable;
import static dev.billet.sandbox.wire.Params.metadata;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.range;
import static dev.billet.sandbox.wire.Params.string;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.api.TestMethod.Afterwards;
import dev.billet.sandbox.store.Account.Due;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.Metadata;
import dev.billet.sandbox.wire.ObjectParam;
import java.util.List;

/**
 * {@code /v1/disputes}: a buyer's bank takes the money back, and the merchant objects or does not.
 * As in Stripe's test mode, the evidence's text decides who wins.
 */
final class Disputes {

  static final String OBJECT = "dispute";

  private static final String PATH = "/v1/disputes";
  private static final String ID = "dispute";
  private static final long FEE = 1500;
  private static final long TIME_TO_ANSWER = 9 * 24 * 60 * 60;

  private static final String FILES =
      "cancellation_policy customer_communication customer_signature"
          + " duplicate_charge_documentation receipt refund_policy service_documentation"
          + " shipping_documentation uncategorized_file";

  private static final String TEXTS =
      "access_activity_log billing_address cancellation_policy_disclosure cancellation_rebuttal"
          + " customer_email_address customer_name customer_purchase_ip"
          + " duplicate_charge_explanation duplicate_charge_id product_description"
          + " refund_policy_disclosure refund_refusal_explanation service_date shipping_address"
          + " shipping_carrier shipping_date shipping_tracking_number uncategorized_text";

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "dispute", "amount": 0, "balance_transactions": [],
           "charge": null, "created": 0, "currency": null, "enhanced_eligibility_types": [],
           "evidence": {}, "evidence_details": {"due_by": 0, "enhanced_eligibility": {},
                                               "has_evidence": false, "past_due": false,
                                               "submission_count": 0},
           "is_charge_refundable": false, "livemode": false, "metadata": {},
           "payment_intent": null, "payment_method_details": null, "reason": null,
           "status": "needs_response"}
          """);

  private static final ObjectParam LIST =
      Lists.paged(
          object()
              .optional("charge", string())
              .optional("created", range())
              .optional("payment_intent", string()));

  private static final ObjectParam UPDATE =
      object()
          .optional("evidence", evidence())
          .optional("metadata", metadata())
          .optional("submit", bool());

  private Disputes() {}

  static List<Operation> operations() {
    String one = PATH + "/{id}";
    return List.of(
        Operation.get(PATH, "list:" + OBJECT, LIST, Disputes::page),
        Operation.get(one, OBJECT, object(), call -> call.found(OBJECT, ID)),
        Operation.post(one, OBJECT, UPDATE, Disputes::update),
        Operation.post(one + "/close", OBJECT, object(), Disputes::close));
  }

  /** Begins the dispute that a test payment method asks for; nothing where it asks for none. */
  static void begin(Call call, ObjectNode before, Afterwards afterwards) {
    switch (afterwards) {
      case DISPUTED_FRAUDULENT -> open(call, before, "fraudulent", false);
      case DISPUTED_NOT_RECEIVED -> open(call, before, "product_not_received", false);
      case INQUIRED -> open(call, before, "fraudulent", true);
      default -> {}
    }
  }

  /** Ends a dispute that nobody has answered in time. */
  static void settle(Call call, String id) {
    ObjectNode dispute = call.table(OBJECT).find(id);
    if (dispute != null && isOpen(dispute)) {
      ObjectNode late = dispute.deepCopy();
      ((ObjectNode) late.get("evidence_details")).put("past_due", true);
      boolean inquiry = dispute.get("status").textValue().startsWith("warning_");
      end(call, late, inquiry ? "warning_closed" : "lost");
    }
  }

  private static void open(Call call, ObjectNode before, String reason, boolean inquiry) {
    ObjectNode dispute = SHAPE.create();
    dispute.put("id", call.ids().next("du_1")).put("created", call.now()).put("reason", reason);
    JsonParams.copy(before, dispute, "amount", "currency", "payment_intent");
    dispute.set("charge", before.get("id"));
    setEvidence(dispute, before);
    long dueBy = call.now() + TIME_TO_ANSWER;
    ((ObjectNode) dispute.get("evidence_details")).put("due_by", dueBy);
    call.account().schedule(new Due(dueBy, OBJECT, dispute.get("id").textValue()));
    setMethod(dispute, before, inquiry);
    dispute.put("status", inquiry ? "warning_needs_response" : "needs_response");
    dispute.put("is_charge_refundable", inquiry);
    ObjectNode created = dispute.deepCopy();
    if (!inquiry) {
      ObjectNode charge = before.deepCopy().put("disputed", true);
      call.table(Charges.OBJECT).put(charge);
      long amount = dispute.get("amount").longValue();
      dispute
          .withArrayProperty("balance_transactions")
          .add(BalanceTransactions.ofDispute(call, dispute, -amount, FEE));
      created = dispute.deepCopy();
      call.emit("charge.updated", charge, before);
    }
    call.table(OBJECT).put(created);
    call.emit("charge.dispute.created", created);
    if (!inquiry) {
      call.emit("charge.dispute.funds_withdrawn", created);
    }
  }

  private static void setEvidence(ObjectNode dispute, ObjectNode charge) {
    ObjectNode evidence = (ObjectNode) dispute.get("evidence");
    for (String name : (TEXTS + " " + FILES).split(" ", -1)) {
      evidence.putNull(name);
    }
    evidence.putObject("enhanced_evidence");
    evidence.set("customer_email_address", charge.path("billing_details").get("email"));
    evidence.set("customer_name", charge.path("billing_details").get("name"));
  }

  private static void setMethod(ObjectNode dispute, ObjectNode charge, boolean inquiry) {
    JsonNode details = charge.path("payment_method_details");
    if (!details.path("type").asText().equals("card")) {
      return;
    }
    ObjectNode method = dispute.putObject("payment_method_details");
    ObjectNode card = method.put("type", "card").putObject("card");
    card.set("brand", details.path("card").get("brand"));
    card.put("case_type", inquiry ? "inquiry" : "chargeback").put("network_reason_code", "83");
    dispute.put("network_reason_code", "83");
  }

  private static ObjectNode update(Call call) {
    ObjectNode before = call.found(OBJECT, ID);
    ObjectNode dispute = before.deepCopy();
    ObjectNode params = call.params();
    dispute.set(
        "metadata", Metadata.merge((ObjectNode) before.get("metadata"), params.get("metadata")));
    if (params.get("evidence") instanceof ObjectNode given) {
      requireOpen(before);
      ObjectNode evidence = (ObjectNode) dispute.get("evidence");
      given.properties().forEach(one -> evidence.set(one.getKey(), one.getValue()));
      ((ObjectNode) dispute.get("evidence_details")).put("has_evidence", true);
    }
    boolean submit = params.path("submit").asBoolean(params.has("evidence"));
    if (!submit) {
      return put(call, dispute, "charge.dispute.updated", before);
    }
    requireOpen(before);
    ObjectNode details = (ObjectNode) dispute.get("evidence_details");
    details.put("submission_count", details.get("submission_count").asInt() + 1);
    boolean inquiry = before.get("status").textValue().startsWith("warning_");
    dispute.put("status", inquiry ? "warning_under_review" : "under_review");
    put(call, dispute, "charge.dispute.updated", before);
    return switch (dispute.path("evidence").path("uncategorized_text").asText()) {
      case "winning_evidence" -> end(call, dispute, inquiry ? "warning_closed" : "won");
      case "losing_evidence" -> end(call, dispute, inquiry ? "warning_closed" : "lost");
      default -> dispute;
    };
  }

  private static ObjectNode close(Call call) {
    ObjectNode dispute = call.found(OBJECT, ID);
    requireOpen(dispute);
    boolean inquiry = dispute.get("status").textValue().startsWith("warning_");
    return end(call, dispute, inquiry ? "warning_closed" : "lost");
  }

  private static ObjectNode end(Call call, ObjectNode before, String status) {
    ObjectNode dispute = before.deepCopy().put("status", status);
    if (status.equals("won")) {
      long amount = dispute.get("amount").longValue();
      dispute
          .withArrayProperty("balance_transactions")
          .add(BalanceTransactions.ofDispute(call, dispute, amount, -FEE));
    }
    call.table(OBJECT).put(dispute);
    call.emit("charge.dispute.closed", dispute);
    if (status.equals("won")) {
      call.emit("charge.dispute.funds_reinstated", dispute);
    }
    return dispute;
  }

  private static boolean isOpen(ObjectNode dispute) {
    return dispute.get("status").textValue().endsWith("needs_response");
  }

  private static void requireOpen(ObjectNode dispute) {
    if (!isOpen(dispute)) {
      throw ApiError.invalid(null, "This dispute is already closed");
    }
  }

  private static ObjectNode put(Call call, ObjectNode dispute, String event, ObjectNode before) {
    call.table(OBJECT).put(dispute);
    call.emit(event, dispute, before);
    return dispute;
  }

  private static ObjectParam evidence() {
    ObjectParam evidence = object().optional("enhanced_evidence", (raw, at, problems) -> raw);
    for (String name : (TEXTS + " " + FILES).split(" ", -1)) {
      evidence = evidence.optional(name, emptyable(string(20_000)));
    }
    return evidence;
  }

  private static ObjectNode page(Call call) {
    return Lists.page(
        call,
        OBJECT,
        PATH,
        Lists.equal(call, "charge", "payment_intent").and(Lists.within(call, "created")));
  }
}
