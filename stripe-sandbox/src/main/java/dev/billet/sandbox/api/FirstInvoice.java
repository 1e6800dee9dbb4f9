package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Bills a new subscription for the first time, which decides how it begins. */
final class FirstInvoice {

  private static final long HOUR = 60 * 60;

  private FirstInvoice() {}

  /**
   * Puts a new subscription, makes its first invoice, and collects it as the request says.
   *
   * @param call on the customer's clock
   * @return the subscription as it is then
   */
  static ObjectNode collect(
      Call call, ObjectNode customer, ObjectNode subscription, ObjectNode params) {
    call.table(Subscriptions.OBJECT).put(subscription.deepCopy());
    for (ObjectNode item : SubscriptionFactory.oneTime(call, params)) {
      InvoiceItems.put(call, InvoiceItems.oneTime(call, subscription, item));
    }
    ObjectNode draft =
        InvoiceFactory.prepare(
            call,
            customer,
            subscription,
            "subscription_create",
            lines(call, subscription, params.path("proration_behavior").asText()));
    subscription.set("latest_invoice", draft.get("id"));
    boolean charges =
        subscription.get("collection_method").textValue().equals("charge_automatically");
    Amounts.checkCharge(draft.get("amount_due").longValue(), draft.get("currency").textValue());
    boolean due = draft.get("amount_due").longValue() > 0;
    if (charges && due) {
      subscription.put("status", "incomplete");
    }
    call.table(Subscriptions.OBJECT).put(subscription);
    call.emit("customer.subscription.created", subscription);
    InvoiceFactory.put(call, draft);
    Agenda.subscription(call, subscription);
    if (!charges) {
      ObjectNode waiting = draft.deepCopy().put("automatically_finalizes_at", call.now() + HOUR);
      call.table(Invoices.OBJECT).put(waiting);
      Agenda.invoice(call, waiting);
    } else {
      pay(call, draft, params.path("payment_behavior").asText());
    }
    return call.found(subscription);
  }

  private static void pay(Call call, ObjectNode draft, String behavior) {
    ObjectNode invoice = InvoiceCollection.finalizeNow(call, draft);
    boolean open = invoice.get("status").textValue().equals("open");
    if (!open || behavior.equals("default_incomplete")) {
      return;
    }
    String method = PaymentSources.ofInvoice(call, invoice);
    if (method == null) {
      throw PaymentSources.none();
    }
    boolean offSession = JsonParams.flag(call.params(), "off_session", false);
    ObjectNode after = InvoiceCollection.attempt(call, invoice, method, offSession);
    if (behavior.equals("error_if_incomplete") && !Invoices.isPaid(after)) {
      // What the attempt changed is taken back: the subscription is not to be.
      throw InvoiceCharge.refusal(call, after);
    }
  }

  private static List<ObjectNode> lines(Call call, ObjectNode subscription, String proration) {
    boolean trial = Subscriptions.status(subscription).equals("trialing");
    boolean begunLate = subscription.get("billing_cycle_anchor").longValue() > call.now();
    List<ObjectNode> lines = new ArrayList<>();
    for (ObjectNode item : SubscriptionItems.of(subscription)) {
      if (trial) {
        lines.add(InvoiceLines.trial(call, item));
      } else if (!begunLate) {
        lines.add(InvoiceLines.recurring(call, item));
      } else if (!proration.equals("none")) {
        lines.add(InvoiceLines.rest(call, item, call.now()));
      }
    }
    return lines;
  }
}
