package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The life of an invoice after its draft: finalized, tried, paid, tried again, or given up. */
final class InvoiceCollection {

  private static final long DAY = 24 * 60 * 60;

  /** After how many days a failed payment is tried again; after the last one it is given up. */
  private static final List<Integer> RETRIES = List.of(3, 5, 7);

  private InvoiceCollection() {}

  /** Looks at an invoice at a moment noted before, and does what is due by then. */
  static void due(Call call, String id) {
    ObjectNode invoice = call.table(Invoices.OBJECT).find(id);
    if (invoice == null) {
      return;
    }
    String status = invoice.get("status").textValue();
    if (status.equals("draft") && isDue(call, invoice, "automatically_finalizes_at")) {
      finalizeAndCollect(call, invoice);
    } else if (status.equals("open") && isDue(call, invoice, "next_payment_attempt")) {
      attempt(call, invoice, PaymentSources.ofInvoice(call, invoice), true);
    }
  }

  /** Finalizes a draft, and takes the money where that is how it is collected. */
  static void finalizeAndCollect(Call call, ObjectNode draft) {
    ObjectNode invoice = finalizeNow(call, draft);
    if (!invoice.get("status").textValue().equals("open")) {
      return;
    }
    ObjectNode subscription = Invoices.subscription(call, invoice);
    JsonNode pause =
        subscription == null ? null : subscription.path("pause_collection").get("behavior");
    if (pause != null && pause.asText().equals("void")) {
      Invoices.close(call, invoice, "void");
    } else if (pause != null && pause.asText().equals("mark_uncollectible")) {
      Invoices.close(call, invoice, "uncollectible");
    } else if (invoice.get("collection_method").textValue().equals("charge_automatically")) {
      attempt(call, invoice, PaymentSources.ofInvoice(call, invoice), true);
    } else {
      call.emit("invoice.sent", invoice);
    }
  }

  /** Makes a draft an open invoice, or a paid one where nothing is due. */
  static ObjectNode finalizeNow(Call call, ObjectNode draft) {
    return finalizeWith(call, draft, null);
  }

  /** As {@link #finalizeNow}, with the payment intent that there is already. */
  static ObjectNode finalizeWith(Call call, ObjectNode draft, @Nullable ObjectNode intent) {
    ObjectNode invoice = draft.deepCopy().put("status", "open");
    invoice.putNull("automatically_finalizes_at").put("effective_at", call.now());
    ((ObjectNode) invoice.get("status_transitions")).put("finalized_at", call.now());
    number(call, invoice);
    boolean due = invoice.get("amount_due").longValue() > 0;
    if (intent != null) {
      InvoiceCharge.link(call, invoice, intent);
    } else if (due) {
      InvoiceCharge.open(call, invoice);
    }
    call.table(Invoices.OBJECT).put(invoice);
    call.emit("invoice.finalized", invoice);
    return due ? invoice : paid(call, invoice, 0);
  }

  /**
   * Tries to take what is due.
   *
   * @param method the payment method to try, or null where there is none
   * @return the invoice afterwards
   */
  static ObjectNode attempt(
      Call call, ObjectNode invoice, @Nullable String method, boolean offSession) {
    if (method == null) {
      return failed(call, invoice);
    }
    InvoiceCharge.attempt(call, invoice, method, offSession);
    return call.found(invoice);
  }

  /** Marks an invoice paid, tells of it, and lets its subscription go on. */
  static ObjectNode paid(Call call, ObjectNode before, int attempts) {
    ObjectNode invoice = before.deepCopy().put("status", "paid").put("attempted", true);
    invoice.put("attempt_count", before.get("attempt_count").intValue() + attempts);
    invoice.set("amount_paid", invoice.get("amount_due"));
    invoice.put("amount_remaining", 0).put("auto_advance", false);
    invoice.putNull("next_payment_attempt");
    ((ObjectNode) invoice.get("status_transitions")).put("paid_at", call.now());
    call.table(Invoices.OBJECT).put(invoice);
    call.emit("invoice.updated", invoice, before);
    call.emit("invoice.paid", invoice);
    call.emit("invoice.payment_succeeded", invoice);
    ObjectNode subscription = Invoices.subscription(call, invoice);
    if (subscription != null
        && Subscriptions.status(subscription).matches("incomplete|past_due|unpaid")) {
      reactivate(call, subscription);
    }
    return invoice;
  }

  /** Notes that a payment failed, when to try again, and what that means for the subscription. */
  static ObjectNode failed(Call call, ObjectNode before) {
    ObjectNode invoice = before.deepCopy().put("attempted", true);
    int attempts = before.get("attempt_count").intValue() + 1;
    invoice.put("attempt_count", attempts).putNull("next_payment_attempt");
    ObjectNode subscription = Invoices.subscription(call, invoice);
    boolean begun =
        subscription != null && Subscriptions.status(subscription).matches("active|past_due");
    boolean advances = invoice.get("auto_advance").asBoolean();
    boolean again = begun && advances && attempts <= RETRIES.size();
    if (again) {
      invoice.put("next_payment_attempt", call.now() + RETRIES.get(attempts - 1) * DAY);
    }
    call.table(Invoices.OBJECT).put(invoice);
    call.emit("invoice.updated", invoice, before);
    call.emit("invoice.payment_failed", invoice);
    Agenda.invoice(call, invoice);
    if (subscription != null && begun) {
      if (again || !advances) {
        Subscriptions.put(call, subscription.deepCopy().put("status", "past_due"), subscription);
      } else {
        SubscriptionEnd.end(call, subscription, "payment_failed");
      }
    }
    return invoice;
  }

  /** Leaves the invoices of a subscription that has ended to the merchant. */
  static void stop(Call call, ObjectNode subscription, boolean close) {
    for (ObjectNode before : List.copyOf(call.table(Invoices.OBJECT).newestFirst())) {
      boolean unfinished = before.get("status").textValue().matches("draft|open");
      if (!unfinished || !Invoices.isOf(before, subscription.get("id").textValue())) {
        continue;
      }
      if (close && before.get("status").textValue().equals("open")) {
        Invoices.close(call, before, "void");
        continue;
      }
      ObjectNode invoice = before.deepCopy().put("auto_advance", false);
      invoice.putNull("next_payment_attempt").putNull("automatically_finalizes_at");
      call.table(Invoices.OBJECT).put(invoice);
      call.emit("invoice.updated", invoice, before);
    }
  }

  private static boolean isDue(Call call, ObjectNode invoice, String member) {
    return invoice.get(member).asLong(Long.MAX_VALUE) <= call.now();
  }

  /** Another invoice of the subscription may still be open: then it stays past due. */
  private static void reactivate(Call call, ObjectNode subscription) {
    String id = subscription.get("id").textValue();
    boolean settled =
        call.table(Invoices.OBJECT).newestFirst().stream()
            .noneMatch(
                other ->
                    Invoices.isOf(other, id) && other.get("status").textValue().equals("open"));
    if (settled) {
      Subscriptions.put(call, subscription.deepCopy().put("status", "active"), subscription);
    }
  }

  /** Numbers are consecutive for each customer, whose balance pays first. */
  private static void number(Call call, ObjectNode invoice) {
    long balance =
        Math.min(0, invoice.get("total").longValue() + invoice.get("starting_balance").longValue());
    invoice.put("ending_balance", balance);
    ObjectNode before = call.table(Customers.OBJECT).find(invoice.path("customer").asText());
    if (before == null) {
      return;
    }
    int number = before.get("next_invoice_sequence").intValue();
    if (invoice.get("number").isNull()) {
      invoice.put("number", "%s-%04d".formatted(before.get("invoice_prefix").asText(), number));
    }
    ObjectNode customer = before.deepCopy().put("next_invoice_sequence", number + 1);
    customer.set("currency", invoice.get("currency"));
    customer.put("balance", balance);
    call.table(Customers.OBJECT).put(customer);
    call.emit("customer.updated", customer, before);
  }
}
