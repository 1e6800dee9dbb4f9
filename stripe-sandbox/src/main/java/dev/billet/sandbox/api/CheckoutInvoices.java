package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Invoices of checkout sessions: what they sold, already finalized and on its way to be paid. */
final class CheckoutInvoices {

  private CheckoutInvoices() {}

  /**
   * Makes the invoice of a session that is being completed; it is in no table yet.
   *
   * @param items the session's line items in full
   * @param subscription the subscription it begins, which gets what the session takes off; null for
   *     a one-time payment
   */
  static ObjectNode draft(
      Call call, ObjectNode session, List<ObjectNode> items, @Nullable ObjectNode subscription) {
    ObjectNode customer = call.table(Customers.OBJECT).find(session.path("customer").asText());
    ObjectNode invoice = InvoiceFactory.begin(call, customer, session.get("currency").textValue());
    JsonNode details = session.path("customer_details");
    invoice.set("customer_email", details.get("email"));
    invoice.set("customer_name", details.get("name"));
    invoice.put("starting_balance", 0);
    if (subscription == null) {
      applyInvoiceData(invoice, session.path("invoice_creation").path("invoice_data"));
    } else {
      invoice.put("billing_reason", "subscription_create").put("auto_advance", true);
      InvoiceFactory.setSubscription(invoice, subscription);
    }
    invoice.set("shipping_cost", session.get("shipping_cost"));
    invoice.put("amount_shipping", session.path("total_details").path("amount_shipping").asLong());
    items.forEach(item -> InvoiceFactory.addLine(invoice, line(call, item, subscription)));
    Discounts.ofSession(call, invoice, session, subscription);
    InvoiceFactory.setSums(invoice);
    return invoice;
  }

  /**
   * Issues such an invoice.
   *
   * @param intent what pays it, or null where nothing is due
   * @return the invoice: paid, or open where the payment takes a while
   */
  static ObjectNode issue(Call call, ObjectNode draft, @Nullable ObjectNode intent) {
    InvoiceFactory.put(call, draft);
    ObjectNode open = InvoiceCollection.finalizeWith(call, draft, intent);
    boolean pending = intent != null && intent.path("status").asText().equals("processing");
    if (Invoices.isPaid(open) || pending) {
      return open;
    }
    InvoicePayments.paid(call, open);
    return InvoiceCollection.paid(call, open, 1);
  }

  private static void applyInvoiceData(ObjectNode invoice, JsonNode data) {
    for (String name : List.of("account_tax_ids", "custom_fields", "description", "footer")) {
      if (data.hasNonNull(name)) {
        invoice.set(name, data.get(name));
      }
    }
    if (data.path("metadata").isObject()) {
      invoice.set("metadata", data.get("metadata"));
    }
  }

  private static ObjectNode line(Call call, ObjectNode item, @Nullable ObjectNode subscription) {
    if (subscription == null || !item.path("price").path("recurring").isObject()) {
      return InvoiceLines.oneTime(call, item);
    }
    ObjectNode of =
        SubscriptionItems.of(subscription).stream()
            .filter(one -> Objects.equals(price(one), price(item)))
            .findFirst()
            .orElseThrow();
    boolean trial = Subscriptions.status(subscription).equals("trialing");
    return trial ? InvoiceLines.trial(call, of) : InvoiceLines.recurring(call, of);
  }

  private static JsonNode price(ObjectNode item) {
    return item.path("price").path("id");
  }
}
