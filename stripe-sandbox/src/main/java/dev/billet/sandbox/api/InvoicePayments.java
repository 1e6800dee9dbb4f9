package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.range;
import static dev.billet.sandbox.wire.Params.string;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account;
import dev.billet.sandbox.wire.ObjectParam;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code /v1/invoice_payments}: what ties a payment intent to the invoice it pays. */
final class InvoicePayments {

  static final String OBJECT = "invoice_payment";

  private static final String PATH = "/v1/invoice_payments";

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "invoice_payment", "amount_paid": null, "amount_requested": 0,
           "created": 0, "currency": null, "invoice": null, "is_default": true,
           "livemode": false, "payment": {"type": "payment_intent"}, "status": "open",
           "status_transitions": {"canceled_at": null, "paid_at": null}}
          """);

  private static final ObjectParam LIST =
      Lists.paged(
          object()
              .optional("created", range())
              .optional("invoice", string())
              .optional(
                  "payment",
                  object()
                      .optional("payment_intent", string())
                      .optional("payment_record", string())
                      .required("type", oneOf("payment_intent", "payment_record")))
              .optional("status", oneOf("canceled", "open", "paid")));

  private InvoicePayments() {}

  static List<Operation> operations() {
    return List.of(
        Operation.get(PATH, "list:" + OBJECT, LIST, InvoicePayments::page),
        Operation.get(PATH + "/{id}", OBJECT, object(), call -> call.found(OBJECT, OBJECT)));
  }

  static void create(Call call, ObjectNode invoice, ObjectNode intent) {
    ObjectNode payment = SHAPE.create();
    payment.put("id", call.ids().next("inpay_1")).put("created", call.now());
    payment.set("amount_requested", invoice.get("amount_due"));
    payment.set("currency", invoice.get("currency"));
    payment.set("invoice", invoice.get("id"));
    ((ObjectNode) payment.get("payment")).set("payment_intent", intent.get("id"));
    call.table(OBJECT).put(payment);
  }

  static void paid(Call call, ObjectNode invoice) {
    ObjectNode before = of(call.account(), invoice);
    if (before != null) {
      ObjectNode payment = before.deepCopy().put("status", "paid");
      payment.set("amount_paid", payment.get("amount_requested"));
      ((ObjectNode) payment.get("status_transitions")).put("paid_at", call.now());
      call.table(OBJECT).put(payment);
      call.emit("invoice_payment.paid", payment);
    }
  }

  static void canceled(Call call, ObjectNode invoice) {
    ObjectNode before = of(call.account(), invoice);
    if (before != null && before.get("status").textValue().equals("open")) {
      ObjectNode payment = before.deepCopy().put("status", "canceled");
      ((ObjectNode) payment.get("status_transitions")).put("canceled_at", call.now());
      call.table(OBJECT).put(payment);
    }
  }

  /** Returns the payment of an invoice, or null where it has none. */
  static @Nullable ObjectNode of(Account account, ObjectNode invoice) {
    return account.table(OBJECT).newestFirst().stream()
        .filter(payment -> payment.get("invoice").equals(invoice.get("id")))
        .findFirst()
        .orElse(null);
  }

  /** Returns the list object that an invoice's {@code payments} expand to. */
  static ObjectNode listOf(Account account, ObjectNode invoice) {
    ObjectNode payment = of(account, invoice);
    return Lists.of(
        payment == null ? List.of() : List.of(payment),
        false,
        PATH + "?invoice=" + invoice.get("id").textValue());
  }

  /** Returns what lets a browser confirm an invoice's payment; null where nothing is to be paid. */
  static JsonNode confirmationSecret(Account account, ObjectNode invoice) {
    ObjectNode payment = of(account, invoice);
    ObjectNode intent =
        payment == null
            ? null
            : account
                .table(PaymentIntents.OBJECT)
                .find(payment.path("payment").path("payment_intent").asText());
    if (intent == null) {
      return JsonParams.empty().nullNode();
    }
    ObjectNode secret = JsonParams.empty().put("type", "payment_intent");
    return secret.set("client_secret", intent.get("client_secret"));
  }

  private static ObjectNode page(Call call) {
    JsonNode intent = call.params().path("payment").get("payment_intent");
    return Lists.page(
        call,
        OBJECT,
        PATH,
        Lists.equal(call, "invoice", "status")
            .and(Lists.within(call, "created"))
            .and(
                payment ->
                    intent == null
                        || intent.equals(payment.path("payment").get("payment_intent"))));
  }
}
