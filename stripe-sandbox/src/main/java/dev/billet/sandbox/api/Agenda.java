package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account.Due;
import java.util.stream.LongStream;

/**
 * What billing does later: on the account's clock, or on the test clock that a customer lives on.
 * An entry only says when to look again; what is to be done is judged by the object as it is then.
 */
final class Agenda {

  private static final String TRIAL_WARNING = "subscription.trial_will_end";
  private static final long THREE_DAYS = 3 * 24 * 60 * 60;

  private Agenda() {}

  /** Does what has fallen due; {@code call} is at that moment. */
  static void happen(Call call, Due due) {
    switch (due.table()) {
      case Subscriptions.OBJECT -> BillingCycle.due(call, due.id());
      case TRIAL_WARNING -> warn(call, due.id());
      case Invoices.OBJECT -> InvoiceCollection.due(call, due.id());
      case Coupons.OBJECT -> Coupons.due(call, due.id());
      case PromotionCodes.OBJECT -> PromotionCodes.due(call, due.id());
      default -> throw new IllegalStateException("nothing is due in " + due.table());
    }
  }

  /** Notes when a subscription has to be looked at next. */
  static void subscription(Call call, ObjectNode subscription) {
    if (Subscriptions.isEnded(subscription)) {
      return;
    }
    LongStream.of(
            Subscriptions.periodEnd(subscription),
            subscription.path("cancel_at").asLong(Long.MAX_VALUE),
            subscription.path("pause_collection").path("resumes_at").asLong(Long.MAX_VALUE))
        .min()
        .ifPresent(at -> add(call, subscription, at, Subscriptions.OBJECT));
    if (Subscriptions.status(subscription).equals("incomplete")) {
      long expires = subscription.get("created").longValue() + SubscriptionFactory.INCOMPLETE_LIFE;
      add(call, subscription, expires, Subscriptions.OBJECT);
    }
    if (Subscriptions.status(subscription).equals("trialing")) {
      long warning = subscription.get("trial_end").longValue() - THREE_DAYS;
      add(call, subscription, Math.max(warning, call.now()), TRIAL_WARNING);
    }
  }

  /** Notes when an invoice has to be looked at next, if at all. */
  static void invoice(Call call, ObjectNode invoice) {
    for (String member : new String[] {"automatically_finalizes_at", "next_payment_attempt"}) {
      JsonNode at = invoice.get(member);
      if (at.isNumber()) {
        add(call, invoice, at.longValue(), Invoices.OBJECT);
      }
    }
  }

  private static void add(Call call, ObjectNode object, long at, String table) {
    Due due = new Due(at, table, object.get("id").textValue());
    JsonNode clock = object.get("test_clock");
    if (clock.isTextual()) {
      TestClocks.schedule(call, clock.textValue(), due);
    } else {
      call.account().schedule(due);
    }
  }

  /** Told once: a subscription's trial may have been given another end since. */
  private static void warn(Call call, String id) {
    ObjectNode subscription = Subscriptions.find(call, id);
    if (subscription != null
        && Subscriptions.status(subscription).equals("trialing")
        && call.now() >= subscription.get("trial_end").longValue() - THREE_DAYS
        && call.table(TRIAL_WARNING).find(id) == null) {
      call.table(TRIAL_WARNING).put(JsonParams.empty().put("id", id));
      call.emit("customer.subscription.trial_will_end", subscription);
    }
  }
}
