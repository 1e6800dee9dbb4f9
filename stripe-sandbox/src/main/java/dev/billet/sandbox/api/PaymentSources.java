package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import org.jspecify.annotations.Nullable;

/** With what subscriptions and invoices are paid, where nobody says it at the time. */
final class PaymentSources {

  private PaymentSources() {}

  /** Returns the payment method of a subscription, or else of its customer; null without one. */
  static @Nullable String of(Call call, ObjectNode subscription) {
    JsonNode own = subscription.get("default_payment_method");
    return own.isTextual()
        ? attached(call, own.textValue(), subscription)
        : ofCustomer(call, subscription);
  }

  /** Returns the payment method of an invoice, its subscription, or its customer. */
  static @Nullable String ofInvoice(Call call, ObjectNode invoice) {
    JsonNode own = invoice.get("default_payment_method");
    if (own.isTextual()) {
      return attached(call, own.textValue(), invoice);
    }
    ObjectNode subscription = Invoices.subscription(call, invoice);
    return subscription == null ? ofCustomer(call, invoice) : of(call, subscription);
  }

  /** Refuses a payment method that is not the customer's. */
  static void requireAttached(Call call, String method, String customer, String param) {
    ObjectNode found = PaymentMethods.referenced(call, method, param);
    if (!found.path("customer").asText().equals(customer)) {
      throw ApiError.invalid(
          param,
          "resource_missing",
          "The customer does not have a payment method with the ID "
              + method
              + ". The payment method must be attached to the customer.");
    }
  }

  static ApiError none() {
    return ApiError.invalid(
        null,
        "resource_missing",
        "This customer has no attached payment source or default payment method. Please consider adding a default payment method. For more information, visit https://stripe.com/docs/billing/subscriptions/payment-methods-setting#payment-method-priority.");
  }

  private static @Nullable String ofCustomer(Call call, ObjectNode object) {
    ObjectNode customer = call.table(Customers.OBJECT).find(object.path("customer").asText());
    String method =
        customer == null
            ? null
            : customer.path("invoice_settings").path("default_payment_method").textValue();
    return method == null ? null : attached(call, method, object);
  }

  /** A payment method that was detached since is of no more use. */
  private static @Nullable String attached(Call call, String method, ObjectNode object) {
    ObjectNode found = call.table(PaymentMethods.OBJECT).find(method);
    boolean theirs =
        found != null && found.path("customer").asText().equals(object.path("customer").asText());
    return theirs ? method : null;
  }
}
