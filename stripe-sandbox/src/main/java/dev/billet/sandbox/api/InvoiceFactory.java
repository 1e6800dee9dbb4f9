package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes invoices: a draft with its lines, what waited for an invoice, and its sums. */
final class InvoiceFactory {

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "invoice", "account_country": "US", "account_name": "Sandbox",
           "account_tax_ids": null, "amount_due": 0, "amount_overpaid": 0, "amount_paid": 0,
           "amount_remaining": 0, "amount_shipping": 0, "application": null,
           "attempt_count": 0, "attempted": false, "auto_advance": false,
           "automatic_tax": {"disabled_reason": null, "enabled": false, "liability": null,
                             "provider": null, "status": null},
           "automatically_finalizes_at": null, "billing_reason": "manual",
           "collection_method": "charge_automatically", "created": 0, "currency": null,
           "custom_fields": null, "customer": null, "customer_account": null,
           "customer_address": null, "customer_email": null, "customer_name": null,
           "customer_phone": null, "customer_shipping": null, "customer_tax_exempt": "none",
           "customer_tax_ids": [], "default_payment_method": null, "default_source": null,
           "default_tax_rates": [], "description": null, "discounts": [], "due_date": null,
           "effective_at": null, "ending_balance": null, "footer": null, "from_invoice": null,
           "hosted_invoice_url": null, "invoice_pdf": null,
           "issuer": {"type": "self"}, "last_finalization_error": null, "latest_revision": null,
           "lines": {"object": "list", "data": [], "has_more": false, "url": null},
           "livemode": false, "metadata": {}, "next_payment_attempt": null, "number": null,
           "on_behalf_of": null, "parent": null,
           "payment_settings": {"default_mandate": null, "payment_method_options": null,
                                "payment_method_types": null},
           "period_end": 0, "period_start": 0, "post_payment_credit_notes_amount": 0,
           "pre_payment_credit_notes_amount": 0, "receipt_number": null, "rendering": null,
           "shipping_cost": null, "shipping_details": null, "starting_balance": 0,
           "statement_descriptor": null, "status": "draft",
           "status_transitions": {"finalized_at": null, "marked_uncollectible_at": null,
                                  "paid_at": null, "voided_at": null},
           "subtotal": 0, "subtotal_excluding_tax": null, "test_clock": null, "total": 0,
           "total_discount_amounts": [], "total_excluding_tax": null,
           "total_pretax_credit_amounts": [], "total_taxes": [], "webhooks_delivered_at": null}
          """);

  private InvoiceFactory() {}

  /**
   * Makes a draft for a subscription, with everything that waited for one, and tells of it.
   *
   * @param reason Stripe's {@code billing_reason}
   * @param lines its lines, which become the invoice's
   */
  static ObjectNode draft(
      Call call,
      ObjectNode customer,
      ObjectNode subscription,
      String reason,
      List<ObjectNode> lines) {
    return put(call, prepare(call, customer, subscription, reason, lines));
  }

  /** As {@link #draft}; but the invoice is in no table yet, and nobody is told. */
  static ObjectNode prepare(
      Call call,
      ObjectNode customer,
      ObjectNode subscription,
      String reason,
      List<ObjectNode> lines) {
    ObjectNode invoice = begin(call, customer, subscription.get("currency").textValue());
    invoice.put("billing_reason", reason).put("auto_advance", true);
    setSubscription(invoice, subscription);
    for (ObjectNode item : InvoiceItems.pending(call, customer, subscription, invoice)) {
      addLine(invoice, InvoiceLines.ofInvoiceItem(call, item));
      InvoiceItems.claim(call, item, invoice);
    }
    lines.forEach(line -> addLine(invoice, line));
    if (invoice.get("collection_method").textValue().equals("send_invoice")) {
      long days = subscription.get("days_until_due").longValue();
      invoice.put("due_date", call.now() + days * 24 * 60 * 60);
    }
    Discounts.apply(call, invoice, subscription);
    setSums(invoice);
    return invoice;
  }

  /** Puts a new draft into its table, and tells of it. */
  static ObjectNode put(Call call, ObjectNode draft) {
    call.table(Invoices.OBJECT).put(draft);
    call.emit("invoice.created", draft);
    return draft;
  }

  /** Begins an invoice that has no lines yet and is in no table. */
  static ObjectNode begin(Call call, @Nullable ObjectNode customer, String currency) {
    ObjectNode invoice = SHAPE.create();
    String id = call.ids().next("in_1");
    invoice.put("id", id).put("created", call.now()).put("currency", currency);
    invoice.put("period_start", call.now()).put("period_end", call.now());
    ((ObjectNode) invoice.get("lines")).put("url", Invoices.PATH + "/" + id + "/lines");
    if (customer != null) {
      setCustomer(invoice, customer);
    }
    return invoice;
  }

  /** Adds a line to an invoice that is in no table. */
  static void addLine(ObjectNode invoice, ObjectNode line) {
    line.set("invoice", invoice.get("id"));
    lines(invoice).add(line);
  }

  /** Sets all sums from the lines, the shipping, and the customer's balance. */
  static void setSums(ObjectNode invoice) {
    long subtotal = 0;
    long discount = 0;
    for (JsonNode line : lines(invoice)) {
      subtotal = Math.addExact(subtotal, line.get("subtotal").longValue());
      discount += sum(line.get("discount_amounts"));
    }
    long total = subtotal - discount + invoice.get("amount_shipping").longValue();
    invoice.put("subtotal", subtotal).put("subtotal_excluding_tax", subtotal);
    invoice.put("total", total).put("total_excluding_tax", total);
    long due = Math.max(0, total + invoice.get("starting_balance").longValue());
    invoice.put("amount_due", due);
    invoice.put("amount_remaining", due - invoice.get("amount_paid").longValue());
  }

  static ArrayNode lines(ObjectNode invoice) {
    return (ArrayNode) invoice.get("lines").get("data");
  }

  /** Says which subscription an invoice belongs to, and takes over how that is paid. */
  static void setSubscription(ObjectNode invoice, ObjectNode subscription) {
    ObjectNode parent = invoice.putObject("parent").putNull("quote_details");
    parent.put("type", "subscription_details");
    ObjectNode details = parent.putObject("subscription_details");
    details.set("metadata", subscription.get("metadata"));
    details.set("subscription", subscription.get("id"));
    JsonParams.copy(subscription, invoice, "collection_method", "on_behalf_of");
    JsonNode settings = subscription.path("invoice_settings");
    invoice.set("account_tax_ids", settings.get("account_tax_ids"));
    invoice.set("custom_fields", settings.get("custom_fields"));
    invoice.set("description", settings.get("description"));
    invoice.set("footer", settings.get("footer"));
  }

  private static long sum(JsonNode amounts) {
    long sum = 0;
    for (JsonNode one : amounts) {
      sum += one.get("amount").longValue();
    }
    return sum;
  }

  private static void setCustomer(ObjectNode invoice, ObjectNode customer) {
    invoice.set("customer", customer.get("id"));
    invoice.set("customer_address", customer.get("address"));
    invoice.set("customer_email", customer.get("email"));
    invoice.set("customer_name", customer.get("name"));
    invoice.set("customer_phone", customer.get("phone"));
    invoice.set("customer_shipping", customer.get("shipping"));
    invoice.set("customer_tax_exempt", customer.get("tax_exempt"));
    invoice.set("starting_balance", customer.get("balance"));
    invoice.set("test_clock", customer.get("test_clock"));
  }
}
