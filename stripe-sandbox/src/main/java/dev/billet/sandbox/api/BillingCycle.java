package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What a subscription does by itself when its time has come: renew, end, or begin in earnest. */
final class BillingCycle {

  private static final long HOUR = 60 * 60;

  private BillingCycle() {}

  /** Looks at a subscription at a moment noted before, and does what is due by then. */
  static void due(Call call, String id) {
    ObjectNode subscription = Subscriptions.find(call, id);
    if (subscription == null) {
      return;
    }
    switch (Subscriptions.status(subscription)) {
      case "incomplete" -> expire(call, subscription);
      case "active", "past_due", "trialing", "unpaid" -> goOn(call, subscription);
      default -> {}
    }
  }

  private static void expire(Call call, ObjectNode subscription) {
    long created = subscription.get("created").longValue();
    if (call.now() >= created + SubscriptionFactory.INCOMPLETE_LIFE) {
      SubscriptionEnd.end(call, subscription, "payment_failed");
    }
  }

  private static void goOn(Call call, ObjectNode before) {
    if (before.path("cancel_at").isNumber() && before.get("cancel_at").longValue() <= call.now()) {
      SubscriptionEnd.end(call, before, "cancellation_requested");
      return;
    }
    ObjectNode subscription = unpause(call, before);
    if (Subscriptions.periodEnd(subscription) <= call.now()) {
      if (Subscriptions.status(subscription).equals("trialing")) {
        endTrial(call, subscription);
      } else {
        renew(call, subscription, subscription.deepCopy());
      }
    } else if (!subscription.equals(before)) {
      Agenda.subscription(call, subscription);
    }
  }

  private static ObjectNode unpause(Call call, ObjectNode before) {
    long resumes = before.path("pause_collection").path("resumes_at").asLong(Long.MAX_VALUE);
    return resumes > call.now()
        ? before
        : Subscriptions.put(call, before.deepCopy().putNull("pause_collection"), before);
  }

  private static void endTrial(Call call, ObjectNode before) {
    String missing =
        before
            .path("trial_settings")
            .path("end_behavior")
            .path("missing_payment_method")
            .asText("create_invoice");
    boolean charges = before.get("collection_method").textValue().equals("charge_automatically");
    boolean payable = !charges || PaymentSources.of(call, before) != null;
    if (!payable && missing.equals("cancel")) {
      SubscriptionEnd.end(call, before, "payment_failed");
    } else if (!payable && missing.equals("pause")) {
      ObjectNode paused = before.deepCopy().put("status", "paused");
      Subscriptions.put(call, paused, before);
      call.emit("customer.subscription.paused", paused);
    } else {
      renew(call, before, before.deepCopy().put("status", "active"));
    }
  }

  /** Moves the items whose period is over into their next one, and makes the draft for it. */
  private static void renew(Call call, ObjectNode before, ObjectNode after) {
    long anchor = after.get("billing_cycle_anchor").longValue();
    List<ObjectNode> lines = new ArrayList<>();
    for (ObjectNode item : SubscriptionItems.of(after)) {
      long over = item.get("current_period_end").longValue();
      if (over <= call.now()) {
        long end = Periods.endAfter(anchor, over, item.path("price").path("recurring"));
        item.put("current_period_start", over).put("current_period_end", end);
        lines.add(InvoiceLines.recurring(call, item));
      }
    }
    call.table(Subscriptions.OBJECT).put(after);
    ObjectNode customer = call.found(Customers.OBJECT, after, "customer");
    ObjectNode draft = InvoiceFactory.draft(call, customer, after, "subscription_cycle", lines);
    ObjectNode renewed = after.deepCopy();
    renewed.set("latest_invoice", draft.get("id"));
    Subscriptions.put(call, renewed, before);
    Agenda.subscription(call, renewed);
    leaveForAnHour(call, draft, renewed);
  }

  /** The merchant has an hour to change a renewal's draft. */
  private static void leaveForAnHour(Call call, ObjectNode draft, ObjectNode subscription) {
    boolean kept =
        subscription.path("pause_collection").path("behavior").asText().equals("keep_as_draft");
    ObjectNode waiting = draft.deepCopy();
    if (kept) {
      waiting.put("auto_advance", false);
    } else {
      waiting.put("automatically_finalizes_at", call.now() + HOUR);
    }
    SubscriptionItems.of(subscription).stream()
        .mapToLong(item -> item.get("current_period_start").longValue())
        .max()
        .ifPresent(end -> waiting.put("period_end", end));
    call.table(Invoices.OBJECT).put(waiting);
    Agenda.invoice(call, waiting);
  }
}
