package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.bool;
import static dev.billet.sandbox.wire.Params.currency;
import static dev.billet.sandbox.wire.Params.email;
import static dev.billet.sandbox.wire.Params.integer;
import static dev.billet.sandbox.wire.Params.metadata;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.range;
import static dev.billet.sandbox.wire.Params.string;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.api.TestMethod.Afterwards;
import dev.billet.sandbox.store.Account;
import dev.billet.sandbox.store.Account.Due;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.Metadata;
import dev.billet.sandbox.wire.Money;
import dev.billet.sandbox.wire.ObjectParam;
import java.util.List;
import java.util.Objects;

/** {@code /v1/refunds}: money on its way back to the buyer. */
final class Refunds {

  static final String OBJECT = "refund";

  private static final String PATH = "/v1/refunds";
  private static final String NEITHER =
      "One of the following params should be provided for this request: payment_intent or charge.";

  /** How long a bank thinks about it, where the test payment method says that it does. */
  private static final long DECIDED_AFTER = 5;

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "refund", "amount": 0, "balance_transaction": null,
           "charge": null, "created": 0, "currency": null, "customer": null,
           "customer_account": null, "metadata": {}, "payment_intent": null,
           "payment_method": null, "reason": null, "receipt_number": null,
           "source_transfer_reversal": null, "status": "succeeded", "transfer_reversal": null}
          """);

  private static final ObjectParam CREATE =
      object()
          .optional("amount", integer(1, Long.MAX_VALUE))
          .optional("charge", string())
          .optional("currency", currency())
          .optional("customer", string())
          .optional("instructions_email", email())
          .optional("metadata", metadata())
          .optional("origin", oneOf("customer_balance"))
          .optional("payment_intent", string())
          .optional("reason", oneOf("duplicate", "fraudulent", "requested_by_customer"))
          .optional("refund_application_fee", bool())
          .optional("reverse_transfer", bool());

  private static final ObjectParam LIST =
      Lists.paged(
          object()
              .optional("charge", string())
              .optional("created", range())
              .optional("payment_intent", string()));

  private Refunds() {}

  static List<Operation> operations() {
    String one = PATH + "/{id}";
    return List.of(
        Operation.post(PATH, OBJECT, CREATE, Refunds::create),
        Operation.get(PATH, "list:" + OBJECT, LIST, Refunds::page),
        Operation.get(one, OBJECT, object(), call -> call.found(OBJECT, "id")),
        Operation.post(one, OBJECT, object().optional("metadata", metadata()), Refunds::update),
        Operation.post(one + "/cancel", OBJECT, object(), Refunds::cancel));
  }

  /** Returns the list object that a charge's {@code refunds} expand to. */
  static ObjectNode of(Account account, ObjectNode charge) {
    List<ObjectNode> all =
        account.table(OBJECT).newestFirst().stream()
            .filter(refund -> refund.get("charge").equals(charge.get("id")))
            .limit(11)
            .toList();
    return Lists.of(
        all.subList(0, Math.min(10, all.size())),
        all.size() > 10,
        "/v1/charges/" + charge.get("id").textValue() + "/refunds");
  }

  /** Lets a bank decide about a refund that it has thought about. */
  static void settle(Call call, String id) {
    ObjectNode before = call.table(OBJECT).find(id);
    if (before == null) {
      return;
    }
    ObjectNode refund = before.deepCopy();
    ObjectNode charge =
        Objects.requireNonNull(call.table(Charges.OBJECT).find(refund.get("charge").textValue()));
    boolean failed = afterwards(call, charge) == Afterwards.REFUND_FAILS;
    refund.put("status", failed ? "failed" : "succeeded");
    refund.remove("pending_reason");
    if (failed) {
      refund.put("failure_reason", "expired_or_canceled_card");
      long amount = refund.get("amount").longValue();
      refund.put("failure_balance_transaction", BalanceTransactions.ofRefund(call, refund, amount));
      setRefunded(call, charge, charge.get("amount_refunded").longValue() - amount);
    }
    call.table(OBJECT).put(refund);
    if (failed) {
      call.emit("refund.failed", refund);
    }
    call.emit("refund.updated", refund, before);
    call.emit("charge.refund.updated", refund, before);
  }

  private static ObjectNode create(Call call) {
    ObjectNode charge = charge(call);
    long unrefunded = charge.get("amount").longValue() - charge.get("amount_refunded").longValue();
    long amount = call.params().path("amount").asLong(unrefunded);
    checkAmount(charge, unrefunded, amount);
    ObjectNode refund = SHAPE.create();
    boolean card = charge.get("id").textValue().startsWith("ch_");
    refund.put("id", call.ids().next(card ? "re_3" : "pyr_1")).put("created", call.now());
    refund.put("amount", amount);
    JsonParams.copy(charge, refund, "currency", "payment_intent");
    refund.set("charge", charge.get("id"));
    refund.set("payment_method", charge.get("payment_method"));
    JsonParams.copy(call.params(), refund, "reason", "instructions_email");
    refund.set("metadata", Metadata.initial(call.params().get("metadata")));
    Afterwards afterwards = afterwards(call, charge);
    setDestination(refund, charge);
    if (afterwards == Afterwards.REFUND_PENDING || !card) {
      refund.put("status", "pending").put("pending_reason", "processing");
    }
    if (afterwards == Afterwards.REFUND_FAILS || refund.has("pending_reason")) {
      String id = refund.get("id").textValue();
      call.account().schedule(new Due(call.now() + DECIDED_AFTER, OBJECT, id));
    }
    refund.put("balance_transaction", BalanceTransactions.ofRefund(call, refund, -amount));
    call.table(OBJECT).put(refund);
    call.emit("refund.created", refund);
    setRefunded(call, charge, charge.get("amount_refunded").longValue() + amount);
    return refund;
  }

  private static void setDestination(ObjectNode refund, ObjectNode charge) {
    String type = charge.path("payment_method_details").path("type").asText();
    ObjectNode destination = refund.putObject("destination_details");
    switch (type) {
      case "card" ->
          destination
              .putObject("card")
              .put("reference_status", "pending")
              .put("reference_type", "acquirer_reference_number")
              .put("type", "refund");
      case "us_bank_account" -> type = "us_bank_transfer";
      default -> type = "eu_bank_transfer";
    }
    if (!type.equals("card")) {
      destination.putObject(type).putNull("reference").putNull("reference_status");
    }
    destination.put("type", type);
  }

  private static void setRefunded(Call call, ObjectNode before, long refunded) {
    ObjectNode charge = before.deepCopy().put("amount_refunded", refunded);
    charge.put("refunded", refunded == charge.get("amount").longValue());
    call.table(Charges.OBJECT).put(charge);
    boolean more = refunded > before.get("amount_refunded").longValue();
    call.emit(more ? "charge.refunded" : "charge.updated", charge, before);
  }

  private static Afterwards afterwards(Call call, ObjectNode charge) {
    ObjectNode method =
        call.table(PaymentMethods.OBJECT).find(charge.path("payment_method").asText());
    return method == null
        ? Afterwards.NOTHING
        : PaymentMethodFactory.behaviour(call, method).afterwards();
  }

  private static ObjectNode charge(Call call) {
    String intent = call.text("payment_intent");
    String id = call.text("charge");
    if (intent == null && id == null) {
      throw ApiError.invalid(null, NEITHER);
    }
    if (intent != null) {
      String latest =
          call.referenced(PaymentIntents.OBJECT, intent, "payment_intent")
              .path("latest_charge")
              .asText("");
      ObjectNode charge = call.table(Charges.OBJECT).find(latest);
      if (charge == null || !charge.path("captured").asBoolean()) {
        throw ApiError.invalid(
            "payment_intent",
            "This PaymentIntent (" + intent + ") does not have a successful charge to refund.");
      }
      if (id != null && !id.equals(latest)) {
        throw ApiError.invalid(
            "charge", "The charge " + id + " does not belong to the PaymentIntent " + intent + ".");
      }
      return charge;
    }
    ObjectNode charge = call.referenced(Charges.OBJECT, Objects.requireNonNull(id), "charge");
    if (!charge.path("captured").asBoolean()) {
      throw ApiError.invalid(
          "charge", "Charge " + id + " has not been captured; cancel its PaymentIntent instead.");
    }
    return charge;
  }

  private static void checkAmount(ObjectNode charge, long unrefunded, long amount) {
    String id = charge.get("id").textValue();
    String currency = charge.get("currency").textValue();
    if (charge.get("disputed").asBoolean()) {
      throw ApiError.invalid(
          null,
          "charge_disputed",
          "Charge " + id + " has been charged back; cannot issue a refund.");
    }
    if (unrefunded == 0) {
      throw ApiError.invalid(
          null, "charge_already_refunded", "Charge " + id + " has already been refunded.");
    }
    if (amount > unrefunded) {
      boolean whole = unrefunded == charge.get("amount").longValue();
      throw ApiError.invalid(
          "amount",
          "Refund amount (%s) is greater than %s (%s)"
              .formatted(
                  Money.format(amount, currency),
                  whole ? "charge amount" : "unrefunded amount on charge",
                  Money.format(unrefunded, currency)));
    }
  }

  private static ObjectNode update(Call call) {
    ObjectNode before = call.found(OBJECT, "id");
    ObjectNode refund = before.deepCopy();
    refund.set(
        "metadata",
        Metadata.merge((ObjectNode) before.get("metadata"), call.params().get("metadata")));
    call.table(OBJECT).put(refund);
    call.emit("refund.updated", refund, before);
    call.emit("charge.refund.updated", refund, before);
    return refund;
  }

  /** Only refunds that wait for the buyer's bank details can be canceled; none here does. */
  private static ObjectNode cancel(Call call) {
    ObjectNode refund = call.found(OBJECT, "id");
    throw ApiError.invalid(
        null,
        "You can only cancel refunds with the status `requires_action`. This refund has the status `"
            + refund.get("status").textValue()
            + "`.");
  }

  private static ObjectNode page(Call call) {
    return Lists.page(
        call,
        OBJECT,
        PATH,
        Lists.equal(call, "charge", "payment_intent").and(Lists.within(call, "created")));
  }
}
