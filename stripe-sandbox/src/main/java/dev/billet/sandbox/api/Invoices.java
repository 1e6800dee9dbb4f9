package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.range;
import static dev.billet.sandbox.wire.Params.string;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ObjectParam;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code /v1/invoices}, as far as Checkout makes them. */
final class Invoices {

  static final String OBJECT = "invoice";

  private static final String PATH = "/v1/invoices";

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "invoice", "account_country": "US", "account_name": "Sandbox",
           "account_tax_ids": null, "amount_due": 0, "amount_overpaid": 0, "amount_paid": 0,
           "amount_remaining": 0, "amount_shipping": 0, "application": null,
           "attempt_count": 1, "attempted": true, "auto_advance": false,
           "automatic_tax": {"disabled_reason": null, "enabled": false, "liability": null,
                             "provider": null, "status": null},
           "automatically_finalizes_at": null, "billing_reason": null,
           "collection_method": "charge_automatically", "created": 0, "currency": null,
           "custom_fields": null, "customer": null, "customer_account": null,
           "customer_address": null, "customer_email": null, "customer_name": null,
           "customer_phone": null, "customer_shipping": null, "customer_tax_exempt": "none",
           "customer_tax_ids": [], "default_payment_method": null, "default_source": null,
           "default_tax_rates": [], "description": null, "discounts": [], "due_date": null,
           "effective_at": null, "ending_balance": 0, "footer": null, "from_invoice": null,
           "issuer": {"type": "self"}, "last_finalization_error": null, "latest_revision": null,
           "lines": {"object": "list", "data": [], "has_more": false, "url": null},
           "livemode": false, "metadata": {}, "next_payment_attempt": null, "number": null,
           "on_behalf_of": null, "parent": null,
           "payment_settings": {"default_mandate": null, "payment_method_options": null,
                                "payment_method_types": null},
           "period_end": 0, "period_start": 0, "post_payment_credit_notes_amount": 0,
           "pre_payment_credit_notes_amount": 0, "receipt_number": null, "rendering": null,
           "shipping_cost": null, "shipping_details": null, "starting_balance": 0,
           "statement_descriptor": null, "status": "paid",
           "status_transitions": {"finalized_at": null, "marked_uncollectible_at": null,
                                  "paid_at": null, "voided_at": null},
           "subtotal": 0, "subtotal_excluding_tax": null, "test_clock": null, "total": 0,
           "total_discount_amounts": [], "total_excluding_tax": null,
           "total_pretax_credit_amounts": [], "total_taxes": [], "webhooks_delivered_at": null}
          """);

  private static final Template LINE =
      Template.of(
          """
          {"id": null, "object": "line_item", "amount": 0, "currency": null, "description": null,
           "discount_amounts": [], "discountable": true, "discounts": [], "invoice": null,
           "livemode": false, "metadata": {}, "parent": null,
           "period": {"end": 0, "start": 0}, "pretax_credit_amounts": [], "pricing": null,
           "quantity": null, "quantity_decimal": null, "subscription": null, "subtotal": 0,
           "taxes": []}
          """);

  private static final ObjectParam LIST =
      Lists.paged(
          object()
              .optional("collection_method", oneOf("charge_automatically", "send_invoice"))
              .optional("created", range())
              .optional("customer", string())
              .optional("customer_account", string())
              .optional("due_date", range())
              .optional("status", oneOf("draft", "open", "paid", "uncollectible", "void"))
              .optional("subscription", string()));

  private Invoices() {}

  static List<Operation> operations() {
    return List.of(
        Operation.get(PATH, "list:" + OBJECT, LIST, Invoices::page),
        Operation.get(PATH + "/{id}", OBJECT, object(), call -> call.found(OBJECT, OBJECT)),
        Operation.get(
            PATH + "/{id}/lines",
            "list:line_item",
            Lists.paged(object()),
            call ->
                Lists.page(
                    call,
                    "line_item",
                    call.found(OBJECT, OBJECT)
                        .path("lines")
                        .path("data")
                        .valueStream()
                        .map(ObjectNode.class::cast)
                        .toList(),
                    PATH + "/" + call.id() + "/lines")));
  }

  /**
   * Creates one that is paid, for a session that is being paid.
   *
   * @param items the session's line items in full
   * @param subscription the subscription it begins, or null for a one-time payment
   */
  static ObjectNode createPaid(
      Call call, ObjectNode session, List<ObjectNode> items, @Nullable ObjectNode subscription) {
    ObjectNode invoice = SHAPE.create();
    String id = call.ids().next("in_1");
    invoice.put("id", id).put("created", call.now()).put("effective_at", call.now());
    invoice.put("period_start", call.now()).put("period_end", call.now());
    ((ObjectNode) invoice.get("status_transitions"))
        .put("finalized_at", call.now())
        .put("paid_at", call.now());
    JsonParams.copy(session, invoice, "currency", "customer", "shipping_cost");
    setCustomer(call, invoice, (ObjectNode) session.get("customer_details"));
    invoice.put("billing_reason", subscription == null ? "manual" : "subscription_create");
    if (subscription != null) {
      ObjectNode details = invoice.putObject("parent").putNull("quote_details");
      details.put("type", "subscription_details");
      details = details.putObject("subscription_details");
      details.set("metadata", subscription.get("metadata"));
      details.set("subscription", subscription.get("id"));
    }
    boolean trial =
        subscription != null && subscription.get("status").textValue().equals("trialing");
    ObjectNode lines = (ObjectNode) invoice.get("lines");
    lines.put("url", PATH + "/" + id + "/lines");
    long total = session.path("total_details").path("amount_shipping").asLong();
    invoice.put("amount_shipping", total);
    long subtotal = 0;
    for (ObjectNode item : items) {
      boolean free = trial && item.path("price").path("recurring").isObject();
      ObjectNode line = line(call, id, item, free ? 0 : item.get("amount_total").longValue());
      subtotal += line.get("amount").longValue();
      setParent(line, item, subscription);
      lines.withArrayProperty("data").add(line);
    }
    total += subtotal;
    invoice.put("subtotal", subtotal).put("subtotal_excluding_tax", subtotal);
    invoice.put("total", total).put("total_excluding_tax", total);
    invoice.put("amount_due", total).put("amount_paid", total);
    call.table(OBJECT).put(invoice);
    emitLife(call, invoice);
    return invoice;
  }

  /** An invoice that Checkout makes goes through its whole life at once. */
  private static void emitLife(Call call, ObjectNode paid) {
    ObjectNode open = paid.deepCopy().put("status", "open").put("amount_paid", 0);
    open.put("attempted", false).put("attempt_count", 0);
    open.set("amount_remaining", paid.get("amount_due"));
    ((ObjectNode) open.get("status_transitions")).putNull("paid_at");
    ObjectNode draft = open.deepCopy().put("status", "draft");
    draft.putNull("number").putNull("effective_at");
    ((ObjectNode) draft.get("status_transitions")).putNull("finalized_at");
    call.emit("invoice.created", draft);
    call.emit("invoice.finalized", open);
    call.emit("invoice.paid", paid);
    call.emit("invoice.payment_succeeded", paid);
  }

  /** Numbers are consecutive for each customer. */
  private static void setCustomer(Call call, ObjectNode invoice, ObjectNode details) {
    invoice.set("customer_email", details.get("email"));
    invoice.set("customer_name", details.get("name"));
    ObjectNode customer = call.table(Customers.OBJECT).find(invoice.path("customer").asText());
    if (customer != null) {
      int number = customer.get("next_invoice_sequence").intValue();
      invoice.put(
          "number", "%s-%04d".formatted(customer.get("invoice_prefix").textValue(), number));
      ObjectNode counted = customer.deepCopy().put("next_invoice_sequence", number + 1);
      counted.set("currency", invoice.get("currency"));
      call.table(Customers.OBJECT).put(counted);
    }
  }

  private static ObjectNode line(Call call, String invoice, ObjectNode item, long amount) {
    ObjectNode line = LINE.create();
    line.put("id", call.ids().next("il_1")).put("invoice", invoice);
    line.put("amount", amount).put("subtotal", amount);
    JsonParams.copy(item, line, "currency", "description", "quantity");
    if (item.path("quantity").isNumber()) {
      line.put("quantity_decimal", item.get("quantity").asText());
    }
    ObjectNode pricing = line.putObject("pricing").put("type", "price_details");
    pricing.set("unit_amount_decimal", item.path("price").get("unit_amount_decimal"));
    ObjectNode details = pricing.putObject("price_details");
    details.set("price", item.path("price").get("id"));
    details.set("product", item.path("price").get("product"));
    line.putObject("period").put("end", call.now()).put("start", call.now());
    return line;
  }

  private static void setParent(
      ObjectNode line, ObjectNode item, @Nullable ObjectNode subscription) {
    if (subscription == null) {
      return;
    }
    line.set("subscription", subscription.get("id"));
    subscription
        .path("items")
        .path("data")
        .valueStream()
        .filter(one -> Objects.equals(one.path("price").get("id"), item.path("price").get("id")))
        .findFirst()
        .ifPresent(
            one -> {
              ObjectNode parent = line.putObject("parent").putNull("invoice_item_details");
              parent.put("type", "subscription_item_details");
              ObjectNode details = parent.putObject("subscription_item_details");
              details.putNull("invoice_item").put("proration", false).putNull("proration_details");
              details.set("subscription", subscription.get("id"));
              details.set("subscription_item", one.get("id"));
              ((ObjectNode) line.get("period")).set("end", one.get("current_period_end"));
            });
  }

  private static ObjectNode page(Call call) {
    String subscription = Objects.requireNonNullElse(call.text("subscription"), "");
    Predicate<ObjectNode> ofSubscription =
        invoice ->
            subscription.isEmpty()
                || invoice
                    .path("parent")
                    .path("subscription_details")
                    .path("subscription")
                    .asText()
                    .equals(subscription);
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
