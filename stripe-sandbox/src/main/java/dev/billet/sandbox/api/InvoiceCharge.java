package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * The payment intent of an invoice: made when that is finalized, and tried when it is collected.
 */
final class InvoiceCharge {

  /** Which invoice a payment intent belongs to, by the intent's id. */
  private static final String LINKS = "payment_intent.invoice";

  private InvoiceCharge() {}

  /** Makes what an open invoice is paid through, and notes it as the invoice's payment. */
  static void open(Call call, ObjectNode invoice) {
    ObjectNode intent = PaymentIntentFactory.ofInvoice(call, invoice, description(invoice));
    link(call, invoice, intent);
  }

  /** Notes that an intent pays an invoice. */
  static void link(Call call, ObjectNode invoice, ObjectNode intent) {
    InvoicePayments.create(call, invoice, intent);
    ObjectNode link = JsonParams.empty();
    link.set("id", intent.get("id"));
    link.set("invoice", invoice.get("id"));
    call.table(LINKS).put(link);
  }

  /** Tries to pay; what comes of it is told to {@link #follow}. */
  static void attempt(Call call, ObjectNode invoice, String method, boolean offSession) {
    ObjectNode intent = intent(call, invoice);
    if (intent == null) {
      InvoiceCollection.failed(call, invoice);
      return;
    }
    ObjectNode found = PaymentMethods.referenced(call, method, "payment_method");
    Payments.attempt(call, intent, found, offSession);
  }

  /** Lets an invoice go the way of its payment intent, whoever made that go. */
  static void follow(Call call, ObjectNode intent, String event) {
    ObjectNode link = call.table(LINKS).find(intent.get("id").textValue());
    if (link == null) {
      return;
    }
    ObjectNode invoice = call.found(Invoices.OBJECT, link, "invoice");
    if (!invoice.get("status").textValue().matches("open|uncollectible")) {
      return;
    }
    switch (event) {
      case "payment_intent.succeeded" -> {
        InvoicePayments.paid(call, invoice);
        InvoiceCollection.paid(call, invoice, 1);
      }
      case "payment_intent.payment_failed" -> InvoiceCollection.failed(call, invoice);
      case "payment_intent.requires_action" ->
          call.emit("invoice.payment_action_required", invoice);
      default -> {}
    }
  }

  /** Returns the payment intent of an invoice, or null where it needs none. */
  static @Nullable ObjectNode intent(Call call, ObjectNode invoice) {
    ObjectNode payment = InvoicePayments.of(call.account(), invoice);
    return payment == null
        ? null
        : call.table(PaymentIntents.OBJECT)
            .find(payment.path("payment").path("payment_intent").asText());
  }

  /** Returns whether a payment is on its way that takes a while. */
  static boolean isProcessing(Call call, ObjectNode invoice) {
    ObjectNode intent = intent(call, invoice);
    return intent != null && intent.path("status").asText().equals("processing");
  }

  /** Cancels the payment intent of an invoice that will not be paid through it. */
  static void cancel(Call call, ObjectNode invoice) {
    ObjectNode intent = intent(call, invoice);
    if (intent != null && !intent.get("status").textValue().matches("succeeded|canceled")) {
      PaymentIntents.cancel(call, intent, "void_invoice");
    }
    InvoicePayments.canceled(call, invoice);
  }

  /** Returns the refusal for who asked for a payment that did not succeed. */
  static ApiError refusal(Call call, ObjectNode invoice) {
    ObjectNode error = lastError(call, invoice);
    if (!error.isEmpty()) {
      return ApiError.of(
          402,
          error.path("type").asText(),
          error.path("code").textValue(),
          error.path("param").textValue(),
          error.path("message").asText());
    }
    return ApiError.of(
        402,
        "card_error",
        "invoice_payment_intent_requires_action",
        null,
        "This payment requires additional user action before it can be completed successfully. Payment can be completed using the PaymentIntent associated with the invoice.");
  }

  /** Returns what a failed payment says of its failure; empty where it waits for its buyer. */
  static ObjectNode lastError(Call call, ObjectNode invoice) {
    ObjectNode intent = intent(call, invoice);
    return intent == null ? JsonParams.empty() : JsonParams.object(intent, "last_payment_error");
  }

  private static String description(ObjectNode invoice) {
    return switch (invoice.get("billing_reason").asText()) {
      case "subscription_create" -> "Subscription creation";
      case "subscription_cycle", "subscription_update" -> "Subscription update";
      default -> "Payment for Invoice";
    };
  }
}
