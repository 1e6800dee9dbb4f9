package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /v1/invoices}: which there are, and what each of them looks like. */
final class Invoices {

  static final String OBJECT = "invoice";
  static final String PATH = "/v1/invoices";

  private Invoices() {}

  static List<Operation> operations() {
    String one = PATH + "/{id}";
    return List.of(
        Operation.post(PATH, OBJECT, InvoiceParams.CREATE, InvoiceActions::create),
        Operation.get(PATH, "list:" + OBJECT, InvoiceParams.LIST, Invoices::page),
        Operation.get(one, OBJECT, object(), call -> call.found(OBJECT, OBJECT)),
        Operation.post(one, OBJECT, InvoiceParams.UPDATE, InvoiceActions::update),
        Operation.delete(one, OBJECT, object(), InvoiceActions::delete),
        Operation.post(one + "/finalize", OBJECT, InvoiceParams.FINALIZE, InvoiceActions::finish),
        Operation.post(one + "/pay", OBJECT, InvoiceParams.PAY, InvoiceActions::pay),
        Operation.post(one + "/void", OBJECT, object(), InvoiceActions::voidOpen),
        Operation.post(
            one + "/mark_uncollectible", OBJECT, object(), InvoiceActions::markUncollectible),
        Operation.post(one + "/send", OBJECT, object(), InvoiceActions::send),
        Operation.get(
            one + "/lines",
            "list:" + InvoiceLines.OBJECT,
            Lists.paged(object()),
            call ->
                Lists.page(
                    call,
                    InvoiceLines.OBJECT,
                    InvoiceFactory.lines(call.found(OBJECT, OBJECT))
                        .valueStream()
                        .map(ObjectNode.class::cast)
                        .toList(),
                    PATH + "/" + call.id() + "/lines")));
  }

  static boolean isPaid(ObjectNode invoice) {
    return invoice.get("status").textValue().equals("paid");
  }

  /** Returns whether an invoice belongs to the subscription with this id. */
  static boolean isOf(ObjectNode invoice, String subscription) {
    return invoice
        .path("parent")
        .path("subscription_details")
        .path("subscription")
        .asText()
        .equals(subscription);
  }

  /** Returns the subscription that an invoice belongs to, or null where it belongs to none. */
  static @Nullable ObjectNode subscription(Call call, ObjectNode invoice) {
    String id = invoice.path("parent").path("subscription_details").path("subscription").asText("");
    return Subscriptions.find(call, id);
  }

  /** Refuses what can be done to a draft only. */
  static void requireDraft(ObjectNode invoice, String message) {
    if (!invoice.get("status").textValue().equals("draft")) {
      throw ApiError.invalid(null, "invoice_not_editable", message);
    }
  }

  /** Makes a draft's lines again after the items on it have changed. */
  static ObjectNode rebuild(Call call, ObjectNode before) {
    ObjectNode invoice = before.deepCopy();
    var lines = InvoiceFactory.lines(invoice);
    lines.removeIf(
        line ->
            !line.path("parent").path("invoice_item_details").path("invoice_item").isNull()
                && line.path("parent").path("type").asText().equals("invoice_item_details"));
    call.table(InvoiceItems.OBJECT).newestFirst().stream()
        .filter(item -> item.get("invoice").equals(invoice.get("id")))
        .filter(item -> !item.get("proration").asBoolean())
        .forEach(item -> InvoiceFactory.addLine(invoice, InvoiceLines.ofInvoiceItem(call, item)));
    Discounts.apply(call, invoice);
    InvoiceFactory.setSums(invoice);
    call.table(OBJECT).put(invoice);
    call.emit("invoice.updated", invoice, before);
    return invoice;
  }

  /**
   * Closes an open invoice that was not paid.
   *
   * @param status {@code void} or {@code uncollectible}
   */
  static ObjectNode close(Call call, ObjectNode before, String status) {
    ObjectNode invoice = before.deepCopy().put("status", status).put("auto_advance", false);
    invoice.putNull("next_payment_attempt");
    boolean voids = status.equals("void");
    ((ObjectNode) invoice.get("status_transitions"))
        .put(voids ? "voided_at" : "marked_uncollectible_at", call.now());
    call.table(OBJECT).put(invoice);
    if (voids) {
      InvoiceCharge.cancel(call, invoice);
    }
    call.emit("invoice.updated", invoice, before);
    call.emit(voids ? "invoice.voided" : "invoice.marked_uncollectible", invoice);
    return invoice;
  }

  private static ObjectNode page(Call call) {
    String subscription = call.text("subscription");
    Predicate<ObjectNode> ofSubscription =
        invoice -> subscription == null || isOf(invoice, subscription);
    return Lists.page(
        call,
        OBJECT,
        PATH,
        ofSubscription
            .and(Lists.equal(call, "collection_method", "customer", "customer_account", "status"))
            .and(Lists.within(call, "created"))
            .and(Lists.within(call, "due_date")));
  }
}
