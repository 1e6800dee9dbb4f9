package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import java.util.ArrayList;
import java.util.List;

/** How subscriptions end, and how a paused one goes on. */
final class SubscriptionEnd {

  private SubscriptionEnd() {}

  /** {@code DELETE /v1/subscriptions/{id}}. */
  static ObjectNode cancel(Call request) {
    ObjectNode before = request.found(Subscriptions.OBJECT, "id");
    if (Subscriptions.isEnded(before)) {
      throw ApiError.notFound(Subscriptions.OBJECT, request.id(), "id");
    }
    Call call = TestClocks.on(request, before);
    ObjectNode after = before.deepCopy();
    ObjectNode details = (ObjectNode) after.get("cancellation_details");
    JsonParams.copy(
        JsonParams.object(call.params(), "cancellation_details"), details, "comment", "feedback");
    if (JsonParams.flag(call.params(), "prorate", false)
        && Subscriptions.status(before).equals("active")) {
      for (ObjectNode item : SubscriptionItems.of(before)) {
        InvoiceItems.put(call, Prorations.credit(call, before, item, call.now()));
      }
    }
    if (JsonParams.flag(call.params(), "invoice_now", false)) {
      invoiceNow(call, after);
    }
    return end(call, after, "cancellation_requested");
  }

  /**
   * Ends a subscription now.
   *
   * @param subscription what it is to look like apart from having ended; not yet put
   * @param reason why, in Stripe's words
   */
  static ObjectNode end(Call call, ObjectNode subscription, String reason) {
    boolean incomplete = Subscriptions.status(subscription).equals("incomplete");
    ObjectNode ended = subscription.deepCopy();
    ended.put("status", incomplete ? "incomplete_expired" : "canceled");
    ended.put("ended_at", call.now());
    if (ended.get("canceled_at").isNull()) {
      ended.put("canceled_at", call.now());
    }
    ObjectNode details = (ObjectNode) ended.get("cancellation_details");
    if (details.get("reason").isNull() && !incomplete) {
      details.put("reason", reason);
    }
    call.table(Subscriptions.OBJECT).put(ended);
    InvoiceItems.drop(call, ended);
    InvoiceCollection.stop(call, ended, incomplete);
    if (incomplete) {
      call.emit("customer.subscription.updated", ended, subscription);
    } else {
      call.emit("customer.subscription.deleted", ended);
    }
    return ended;
  }

  /** Ends all subscriptions of a customer who is being deleted. */
  static void endAllOf(Call call, ObjectNode customer) {
    for (ObjectNode subscription : List.copyOf(call.table(Subscriptions.OBJECT).newestFirst())) {
      if (subscription.get("customer").equals(customer.get("id"))
          && !Subscriptions.isEnded(subscription)) {
        end(call, subscription, "cancellation_requested");
      }
    }
  }

  /** {@code POST /v1/subscriptions/{id}/resume}. */
  static ObjectNode resume(Call request) {
    ObjectNode before = request.found(Subscriptions.OBJECT, "id");
    if (!Subscriptions.status(before).equals("paused")) {
      throw ApiError.invalid(
          null,
          "You can only resume a subscription with a status of `paused`. This subscription has a status of `%s`."
              .formatted(Subscriptions.status(before)));
    }
    Call call = TestClocks.on(request, before);
    ObjectNode after = before.deepCopy().put("status", "active");
    boolean restarts = !call.params().path("billing_cycle_anchor").asText().equals("unchanged");
    long anchor = restarts ? call.now() : after.get("billing_cycle_anchor").longValue();
    after.put("billing_cycle_anchor", anchor);
    List<ObjectNode> lines = new ArrayList<>();
    for (ObjectNode item : SubscriptionItems.of(after)) {
      long end = Periods.endAfter(anchor, call.now(), item.path("price").path("recurring"));
      item.put("current_period_start", call.now()).put("current_period_end", end);
      lines.add(InvoiceLines.recurring(call, item));
    }
    call.table(Subscriptions.OBJECT).put(after);
    ObjectNode customer = call.found(Customers.OBJECT, after, "customer");
    ObjectNode invoice = InvoiceFactory.draft(call, customer, after, "subscription_update", lines);
    ObjectNode resumed = after.deepCopy();
    resumed.set("latest_invoice", invoice.get("id"));
    Subscriptions.put(call, resumed, before);
    call.emit("customer.subscription.resumed", resumed);
    Agenda.subscription(call, resumed);
    InvoiceCollection.finalizeAndCollect(call, invoice);
    return call.found(resumed);
  }

  private static void invoiceNow(Call call, ObjectNode subscription) {
    ObjectNode customer = call.found(Customers.OBJECT, subscription, "customer");
    ObjectNode draft =
        InvoiceFactory.draft(call, customer, subscription, "subscription_cycle", List.of());
    subscription.set("latest_invoice", draft.get("id"));
    InvoiceCollection.finalizeAndCollect(call, draft);
  }
}
