package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.currency;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.range;
import static dev.billet.sandbox.wire.Params.string;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account.Due;
import dev.billet.sandbox.wire.ObjectParam;
import java.util.List;

/**
 * {@code /v1/balance_transactions}: every movement of the account's money, with what Stripe takes
 * for it. The balance is nothing but their sum.
 */
final class BalanceTransactions {

  static final String OBJECT = "balance_transaction";

  /** What a card payment costs in the US: 2.9% and 30 cents; taken in whichever currency. */
  private static final long FEE_PER_MILLE = 29;

  private static final long FEE_FIXED = 30;
  private static final long SETTLEMENT = 2 * 24 * 60 * 60;
  private static final String PATH = "/v1/balance_transactions";

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "balance_transaction", "amount": 0, "available_on": 0,
           "balance_type": "payments", "created": 0, "currency": null, "description": null,
           "exchange_rate": null, "fee": 0, "fee_details": [], "net": 0,
           "reporting_category": null, "source": null, "status": "pending", "type": null}
          """);

  private static final ObjectParam LIST =
      Lists.paged(
          object()
              .optional("created", range())
              .optional("currency", currency())
              .optional("payout", string())
              .optional("source", string())
              .optional("type", string()));

  private BalanceTransactions() {}

  static List<Operation> operations() {
    return List.of(
        Operation.get(PATH, "list:" + OBJECT, LIST, BalanceTransactions::page),
        Operation.get(PATH + "/{id}", OBJECT, object(), call -> call.found(OBJECT, "id")));
  }

  /** Notes that a charge was paid; returns the transaction's id. */
  static String ofCharge(Call call, ObjectNode charge, long amount, boolean atOnce) {
    long fee = (amount * FEE_PER_MILLE + 500) / 1000 + FEE_FIXED;
    ObjectNode transaction = transaction(call, charge, amount, fee, "Stripe processing fees");
    boolean card = charge.path("payment_method_details").path("type").asText().equals("card");
    transaction.put("type", card ? "charge" : "payment").put("reporting_category", "charge");
    transaction.set("description", charge.get("description"));
    return put(call, transaction, atOnce ? 0 : SETTLEMENT);
  }

  /** Notes that money went back to the buyer, or came back from there; returns its id. */
  static String ofRefund(Call call, ObjectNode refund, long amount) {
    ObjectNode transaction = transaction(call, refund, amount, 0, "");
    boolean failed = amount > 0;
    transaction.put("type", failed ? "refund_failure" : "refund");
    transaction.put("reporting_category", failed ? "refund_failure" : "refund");
    transaction.put("description", failed ? "REFUND FAILURE" : "REFUND FOR CHARGE");
    return put(call, transaction, 0);
  }

  /** Notes what a dispute took or gave back, its fee included; returns the transaction. */
  static ObjectNode ofDispute(Call call, ObjectNode dispute, long amount, long fee) {
    ObjectNode transaction = transaction(call, dispute, amount, fee, "Dispute fee");
    transaction.put("type", "adjustment");
    transaction.put("reporting_category", amount < 0 ? "dispute" : "dispute_reversal");
    transaction.put(
        "description",
        (amount < 0 ? "Chargeback withdrawal for " : "Chargeback reversal for ")
            + dispute.get("charge").textValue());
    put(call, transaction, 0);
    return transaction;
  }

  /** Lets pending money become available once its time has come. */
  static void settle(Call call, String id) {
    ObjectNode pending = call.table(OBJECT).find(id);
    if (pending != null && pending.path("status").asText().equals("pending")) {
      call.table(OBJECT).put(pending.deepCopy().put("status", "available"));
      call.emit("balance.available", Balance.of(call.account()));
    }
  }

  private static ObjectNode transaction(
      Call call, ObjectNode source, long amount, long fee, String feeFor) {
    ObjectNode transaction = SHAPE.create();
    transaction.put("id", call.ids().next("txn_3")).put("created", call.now());
    transaction.put("amount", amount).put("fee", fee).put("net", amount - fee);
    transaction.set("currency", source.get("currency"));
    transaction.set("source", source.get("id"));
    if (fee != 0) {
      ObjectNode detail = transaction.withArrayProperty("fee_details").addObject();
      detail.put("amount", fee).putNull("application").put("description", feeFor);
      detail.set("currency", source.get("currency"));
      detail.put("type", "stripe_fee");
    }
    return transaction;
  }

  private static String put(Call call, ObjectNode transaction, long delay) {
    String id = transaction.get("id").textValue();
    transaction.put("available_on", call.now() + delay);
    if (delay == 0) {
      transaction.put("status", "available");
    } else {
      call.account().schedule(new Due(call.now() + delay, OBJECT, id));
    }
    call.table(OBJECT).put(transaction);
    return id;
  }

  private static ObjectNode page(Call call) {
    return Lists.page(
        call,
        OBJECT,
        PATH,
        Lists.equal(call, "currency", "payout", "source", "type")
            .and(Lists.within(call, "created")));
  }
}
