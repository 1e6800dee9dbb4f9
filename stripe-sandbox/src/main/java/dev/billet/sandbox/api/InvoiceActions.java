package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.Metadata;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a merchant does to invoices. */
final class InvoiceActions {

  private static final long HOUR = 60 * 60;
  private static final long DAY = 24 * HOUR;

  private static final Template RENDERING =
      Template.of(
          """
          {"amount_tax_display": null, "pdf": null, "template": null, "template_version": null}
          """);

  private static final Template SHIPPING =
      Template.of("{\"address\": null, \"name\": null, \"phone\": null}");

  private InvoiceActions() {}

  static ObjectNode create(Call request) {
    ObjectNode params = request.params();
    String customerId = request.text("customer");
    String subscriptionId = request.text("subscription");
    if (customerId == null && subscriptionId == null) {
      throw ApiError.missing("customer");
    }
    ObjectNode subscription =
        subscriptionId == null
            ? null
            : request.referenced(Subscriptions.OBJECT, subscriptionId, "subscription");
    String owner =
        customerId == null
            ? Objects.requireNonNull(subscription).get("customer").textValue()
            : customerId;
    ObjectNode customer = request.referenced(Customers.OBJECT, owner, "customer");
    Call call = TestClocks.on(request, customer);
    ObjectNode invoice =
        InvoiceFactory.begin(call, customer, currency(request, customer, subscription));
    if (subscription != null) {
      InvoiceFactory.setSubscription(invoice, subscription);
    }
    apply(call, invoice, params);
    boolean takes =
        subscription != null
            || params.path("pending_invoice_items_behavior").asText().equals("include");
    if (takes) {
      for (ObjectNode item : InvoiceItems.pending(call, customer, subscription, invoice)) {
        InvoiceFactory.addLine(invoice, InvoiceLines.ofInvoiceItem(call, item));
        InvoiceItems.claim(call, item, invoice);
      }
    }
    Discounts.choose(call, invoice, params.get("discounts"));
    Discounts.apply(call, invoice);
    InvoiceFactory.setSums(invoice);
    if (invoice.get("auto_advance").asBoolean()
        && invoice.get("automatically_finalizes_at").isNull()) {
      invoice.put("automatically_finalizes_at", call.now() + HOUR);
    }
    call.table(Invoices.OBJECT).put(invoice);
    call.emit("invoice.created", invoice);
    Agenda.invoice(call, invoice);
    return invoice;
  }

  static ObjectNode update(Call request) {
    ObjectNode before = request.found(Invoices.OBJECT, Invoices.OBJECT);
    Call call = TestClocks.on(request, before);
    if (call.params().propertyStream().anyMatch(given -> isOfDraft(given.getKey()))) {
      Invoices.requireDraft(before, "Finalized invoices can't be updated in this way");
    }
    ObjectNode invoice = before.deepCopy();
    apply(call, invoice, call.params());
    if (call.params().has("discounts")) {
      Discounts.choose(call, invoice, call.params().get("discounts"));
      Discounts.apply(call, invoice);
      InvoiceFactory.setSums(invoice);
    }
    call.table(Invoices.OBJECT).put(invoice);
    call.emit("invoice.updated", invoice, before);
    Agenda.invoice(call, invoice);
    return invoice;
  }

  static ObjectNode delete(Call request) {
    ObjectNode invoice = request.found(Invoices.OBJECT, Invoices.OBJECT);
    Call call = TestClocks.on(request, invoice);
    Invoices.requireDraft(invoice, "You can only delete draft invoices.");
    if (Invoices.subscription(call, invoice) != null) {
      throw ApiError.invalid(
          null, "invoice_not_editable", "You can't delete invoices created by subscriptions.");
    }
    ObjectNode remains = JsonParams.empty().put("id", call.id()).put("object", Invoices.OBJECT);
    remains.put("deleted", true);
    call.table(Invoices.OBJECT).delete(call.id(), remains);
    call.emit("invoice.deleted", invoice);
    return remains;
  }

  static ObjectNode finish(Call request) {
    ObjectNode draft = request.found(Invoices.OBJECT, Invoices.OBJECT);
    Call call = TestClocks.on(request, draft);
    Invoices.requireDraft(
        draft, "This invoice is already finalized, you can't re-finalize a non-draft invoice.");
    ObjectNode invoice = draft.deepCopy();
    JsonParams.copy(call.params(), invoice, "auto_advance");
    return InvoiceCollection.finalizeNow(call, invoice);
  }

  static ObjectNode pay(Call request) {
    ObjectNode found = request.found(Invoices.OBJECT, Invoices.OBJECT);
    Call call = TestClocks.on(request, found);
    ObjectNode params = call.params();
    call.refuseReference("source", params.get("source"), "source");
    String status = found.get("status").textValue();
    if (status.equals("paid")) {
      throw ApiError.invalid(null, "Invoice is already paid");
    }
    if (status.equals("void")) {
      throw ApiError.invalid(null, "Invoice is void, so it can't be paid.");
    }
    ObjectNode invoice =
        status.equals("draft") ? InvoiceCollection.finalizeNow(call, found) : found;
    if (Invoices.isPaid(invoice)) {
      return invoice;
    }
    if (JsonParams.flag(params, "paid_out_of_band", false)) {
      InvoiceCharge.cancel(call, invoice);
      return InvoiceCollection.paid(call, invoice, 0);
    }
    String method = method(call, invoice);
    boolean offSession = JsonParams.flag(params, "off_session", true);
    ObjectNode after = InvoiceCollection.attempt(call, invoice, method, offSession);
    if (!Invoices.isPaid(after) && !InvoiceCharge.isProcessing(call, after)) {
      throw InvoiceCharge.refusal(call, after).keepingChanges(InvoiceCharge.lastError(call, after));
    }
    return after;
  }

  static ObjectNode voidOpen(Call request) {
    return close(request, "void", "You can only void open or uncollectible invoices.");
  }

  static ObjectNode markUncollectible(Call request) {
    return close(request, "uncollectible", "You can only mark open invoices as uncollectible.");
  }

  static ObjectNode send(Call request) {
    ObjectNode found = request.found(Invoices.OBJECT, Invoices.OBJECT);
    Call call = TestClocks.on(request, found);
    if (!found.get("collection_method").textValue().equals("send_invoice")) {
      throw ApiError.invalid(
          null,
          "You can only manually send an invoice if its collection method is 'send_invoice'.");
    }
    boolean draft = found.get("status").textValue().equals("draft");
    ObjectNode invoice = draft ? InvoiceCollection.finalizeNow(call, found) : found;
    call.emit("invoice.sent", invoice);
    return invoice;
  }

  private static ObjectNode close(Call request, String status, String otherwise) {
    ObjectNode invoice = request.found(Invoices.OBJECT, Invoices.OBJECT);
    Call call = TestClocks.on(request, invoice);
    String from = status.equals("void") ? "open|uncollectible" : "open";
    if (!invoice.get("status").textValue().matches(from)) {
      throw ApiError.invalid(null, "invoice_not_editable", otherwise);
    }
    return Invoices.close(call, invoice, status);
  }

  private static String method(Call call, ObjectNode invoice) {
    String given = call.text("payment_method");
    if (given != null) {
      return given;
    }
    String known = PaymentSources.ofInvoice(call, invoice);
    if (known == null) {
      throw PaymentSources.none();
    }
    return known;
  }

  private static String currency(
      Call call, ObjectNode customer, @Nullable ObjectNode subscription) {
    String given = call.text("currency");
    if (given != null) {
      return given;
    }
    ObjectNode from = subscription == null ? customer : subscription;
    return from.path("currency").asText("usd").replace("null", "usd");
  }

  private static boolean isOfDraft(String param) {
    return !param.matches(
        "metadata|auto_advance|default_payment_method|default_source|payment_settings|expand"
            + "|application_fee_amount|days_until_due|due_date|transfer_data");
  }

  private static void apply(Call call, ObjectNode invoice, ObjectNode params) {
    call.refuseReference(
        "tax rate", params.path("default_tax_rates").get(0), "default_tax_rates[0]");
    call.refuseReference("source", params.get("default_source"), "default_source");
    call.refuseReference(
        "shipping rate",
        params.path("shipping_cost").get("shipping_rate"),
        "shipping_cost[shipping_rate]");
    JsonParams.copy(
        params,
        invoice,
        "account_tax_ids",
        "auto_advance",
        "automatically_finalizes_at",
        "collection_method",
        "custom_fields",
        "default_payment_method",
        "description",
        "due_date",
        "effective_at",
        "footer",
        "number",
        "on_behalf_of",
        "statement_descriptor");
    String method = call.text("default_payment_method");
    if (method != null) {
      PaymentSources.requireAttached(
          call, method, invoice.path("customer").asText(), "default_payment_method");
    }
    invoice.set(
        "metadata", Metadata.merge((ObjectNode) invoice.get("metadata"), params.get("metadata")));
    if (params.has("rendering")) {
      invoice.set("rendering", RENDERING.complete(params.get("rendering")));
    }
    if (params.has("shipping_details")) {
      ObjectNode shipping = SHIPPING.complete(params.get("shipping_details"));
      if (shipping != null) {
        shipping.set("address", Customers.ADDRESS.complete(shipping.get("address")));
      }
      invoice.set("shipping_details", shipping);
    }
    setShippingCost(call, invoice, params);
    JsonParams.copy(
        JsonParams.object(params, "payment_settings"),
        (ObjectNode) invoice.get("payment_settings"),
        "default_mandate",
        "payment_method_types");
    boolean sent = invoice.get("collection_method").textValue().equals("send_invoice");
    if (params.has("days_until_due")) {
      invoice.put("due_date", call.now() + params.get("days_until_due").longValue() * DAY);
    } else if (sent && invoice.get("due_date").isNull()) {
      throw ApiError.invalid(
          "days_until_due",
          "parameter_missing",
          "You must pass `days_until_due` or `due_date` when `collection_method` is `send_invoice`.");
    }
  }

  private static void setShippingCost(Call call, ObjectNode invoice, ObjectNode params) {
    if (!params.has("shipping_cost")) {
      return;
    }
    if (!(params.get("shipping_cost") instanceof ObjectNode given)) {
      invoice.putNull("shipping_cost").put("amount_shipping", 0);
      return;
    }
    long amount = given.path("shipping_rate_data").path("fixed_amount").path("amount").asLong();
    ObjectNode cost = invoice.putObject("shipping_cost");
    cost.put("amount_subtotal", amount).put("amount_tax", 0).put("amount_total", amount);
    cost.put("shipping_rate", call.ids().next("shr_1"));
    invoice.put("amount_shipping", amount);
  }
}
