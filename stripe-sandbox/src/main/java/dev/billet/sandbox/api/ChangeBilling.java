package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import java.util.ArrayList;
import java.util.List;

/**
 * What a change of a subscription costs: prorations of what was paid for already, and a new period
 * where the change begins one. For one change of one subscription.
 *
 * @param call the operation, on the subscription's clock
 * @param before the subscription as it was
 * @param after the subscription as it is to be; not yet put
 * @param changes what is changed of its items
 * @param params the request's
 */
record ChangeBilling(
    Call call, ObjectNode before, ObjectNode after, ItemChanges changes, ObjectNode params) {

  static ChangeBilling of(
      Call call, ObjectNode before, ObjectNode after, ItemChanges changes, ObjectNode params) {
    return new ChangeBilling(call, before, after, changes, params);
  }

  /** Puts the subscription, bills, and collects what is due now; returns it as it is then. */
  ObjectNode settle() {
    boolean trialEnds = applyTrial();
    boolean running = !Subscriptions.status(after).equals("trialing");
    boolean restarts =
        running
            && (trialEnds
                || changes.changesInterval()
                || params.path("billing_cycle_anchor").asText().equals("now"));
    List<ObjectNode> prorations = prorations(restarts);
    if (restarts) {
      restart();
    }
    // Put before its invoice, which names it; what changed is told once, when all is known.
    call.table(Subscriptions.OBJECT).put(after.deepCopy());
    prorations.forEach(item -> InvoiceItems.put(call, item));
    addOneTimeItems();
    boolean invoices = restarts || (!prorations.isEmpty() && behavior().equals("always_invoice"));
    ObjectNode invoice = invoices ? invoice(restarts) : null;
    if (invoice != null) {
      after.set("latest_invoice", invoice.get("id"));
    }
    Subscriptions.put(call, after.deepCopy(), before);
    Agenda.subscription(call, after);
    if (invoice != null) {
      InvoiceCollection.finalizeAndCollect(call, invoice);
    }
    return call.found(after);
  }

  /** Returns whether a trial ends with this change. */
  private boolean applyTrial() {
    JsonNode end = params.get("trial_end");
    if (end == null) {
      return false;
    }
    boolean trialing = Subscriptions.status(before).equals("trialing");
    if (end.asText().equals("now")) {
      if (trialing) {
        after.put("status", "active").put("trial_end", call.now());
      }
      return trialing;
    }
    if (end.longValue() <= call.now()) {
      throw ApiError.invalid(
          "trial_end", "Invalid timestamp: must be an integer Unix timestamp in the future.");
    }
    after.put("status", "trialing").set("trial_end", end);
    if (after.get("trial_start").isNull() || !trialing) {
      after.put("trial_start", call.now());
    }
    after.set("billing_cycle_anchor", end);
    for (ObjectNode item : SubscriptionItems.of(after)) {
      item.set("current_period_end", end);
      if (!trialing) {
        item.put("current_period_start", call.now());
      }
    }
    return false;
  }

  private void restart() {
    after.put("billing_cycle_anchor", call.now());
    for (ObjectNode item : SubscriptionItems.of(after)) {
      long end = Periods.endAfter(call.now(), call.now(), item.path("price").path("recurring"));
      item.put("current_period_start", call.now()).put("current_period_end", end);
    }
  }

  private String behavior() {
    return params.path("proration_behavior").asText("create_prorations");
  }

  private List<ObjectNode> prorations(boolean restarts) {
    List<ObjectNode> items = new ArrayList<>();
    boolean paidFor = Subscriptions.status(before).matches("active|past_due|unpaid");
    if (!paidFor || behavior().equals("none")) {
      return items;
    }
    long from = params.path("proration_date").asLong(call.now());
    if (restarts) {
      // A new period begins for every item: what is left of the old one is given back.
      SubscriptionItems.of(before)
          .forEach(item -> items.add(Prorations.credit(call, before, item, from)));
      return items;
    }
    for (ItemChanges.Change change : changes.priced()) {
      if (change.before() != null) {
        items.add(Prorations.credit(call, before, change.before(), from));
      }
      if (change.after() != null) {
        items.add(Prorations.charge(call, after, change.after(), from));
      }
    }
    return items;
  }

  private void addOneTimeItems() {
    for (ObjectNode item : SubscriptionFactory.oneTime(call, params)) {
      InvoiceItems.put(call, InvoiceItems.oneTime(call, after, item));
    }
  }

  private ObjectNode invoice(boolean restarts) {
    List<ObjectNode> lines = new ArrayList<>();
    if (restarts) {
      SubscriptionItems.of(after).forEach(item -> lines.add(InvoiceLines.recurring(call, item)));
    }
    ObjectNode customer = call.found(Customers.OBJECT, after, "customer");
    return InvoiceFactory.draft(call, customer, after, "subscription_update", lines);
  }
}
