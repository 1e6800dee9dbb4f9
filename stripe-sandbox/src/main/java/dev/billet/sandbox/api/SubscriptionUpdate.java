package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.Metadata;
import java.util.Set;

/** Changes subscriptions, and bills what a change costs. */
final class SubscriptionUpdate {

  private static final Set<String> AFTER_THE_END =
      Set.of("cancellation_details", "metadata", "expand");

  private static final Template THRESHOLDS =
      Template.of("{\"amount_gte\": null, \"reset_billing_cycle_anchor\": null}");

  private static final Template TRANSFER =
      Template.of("{\"amount_percent\": null, \"destination\": null}");

  private static final Template PAUSE = Template.of("{\"behavior\": null, \"resumes_at\": null}");

  private static final Template METHOD_OPTIONS =
      Template.of(
          """
          {"acss_debit": null, "bancontact": null, "card": null, "customer_balance": null,
           "konbini": null, "payto": null, "pix": null, "sepa_debit": null, "upi": null,
           "us_bank_account": null}
          """);

  private static final Template CARD_OPTIONS =
      Template.of("{\"network\": null, \"request_three_d_secure\": null}");

  private SubscriptionUpdate() {}

  /** {@code POST /v1/subscriptions/{id}}. */
  static ObjectNode update(Call request) {
    ObjectNode before = request.found(Subscriptions.OBJECT, "id");
    Call call = TestClocks.on(request, before);
    ObjectNode params = call.params();
    refuseAfterTheEnd(before, params);
    ObjectNode after = before.deepCopy();
    JsonParams.copy(params, after, "application_fee_percent", "description");
    after.set(
        "metadata", Metadata.merge((ObjectNode) after.get("metadata"), params.get("metadata")));
    applySettings(call, after, params);
    if (params.has("pause_collection")) {
      after.set("pause_collection", PAUSE.complete(params.get("pause_collection")));
    }
    ItemChanges changes = ItemChanges.apply(call, after, params.path("items"), "items");
    applyEnd(call, after, params);
    return ChangeBilling.of(call, before, after, changes, params).settle();
  }

  /** Changes one item as the API of subscription items does; returns the subscription. */
  static ObjectNode changeItem(Call request, ObjectNode before, ObjectNode change) {
    Call call = TestClocks.on(request, before);
    refuseAfterTheEnd(before, call.params());
    ObjectNode after = before.deepCopy();
    ArrayNode one = JsonParams.empty().arrayNode().add(change);
    ItemChanges changes = ItemChanges.apply(call, after, one, "");
    return ChangeBilling.of(call, before, after, changes, call.params()).settle();
  }

  /** Applies what a subscription is told of how it is paid; for a new one as for a changed one. */
  static void applySettings(Call call, ObjectNode subscription, ObjectNode params) {
    refuseWhatIsNotHere(call, params);
    JsonParams.copy(params, subscription, "collection_method", "days_until_due", "on_behalf_of");
    JsonParams.copy(
        params, subscription, "default_payment_method", "pending_invoice_item_interval");
    String method = call.text("default_payment_method");
    if (method != null) {
      PaymentSources.requireAttached(
          call, method, subscription.get("customer").textValue(), "default_payment_method");
    }
    Discounts.choose(call, subscription, params.get("discounts"));
    set(subscription, params, "billing_thresholds", THRESHOLDS);
    set(subscription, params, "transfer_data", TRANSFER);
    JsonParams.copy(params, subscription, "trial_settings");
    if (subscription.get("pending_invoice_item_interval") instanceof ObjectNode interval
        && !interval.has("interval_count")) {
      subscription.set(
          "pending_invoice_item_interval", interval.deepCopy().put("interval_count", 1));
    }
    if (params.get("automatic_tax") instanceof ObjectNode tax) {
      boolean enabled = tax.get("enabled").asBoolean();
      ObjectNode shown = (ObjectNode) subscription.get("automatic_tax");
      shown.put("enabled", enabled);
      shown.set("liability", enabled ? JsonParams.empty().put("type", "self") : null);
    }
    ObjectNode invoices = (ObjectNode) subscription.get("invoice_settings");
    invoices.setAll(JsonParams.object(params, "invoice_settings"));
    applyPaymentSettings(subscription, JsonParams.object(params, "payment_settings"));
    if (subscription.get("collection_method").textValue().equals("send_invoice")
        && subscription.get("days_until_due").isNull()) {
      throw ApiError.invalid(
          "days_until_due",
          "parameter_missing",
          "You must pass `days_until_due` when `collection_method` is `send_invoice`.");
    }
  }

  /** Applies when a subscription is to end. */
  static void applyEnd(Call call, ObjectNode subscription, ObjectNode params) {
    ObjectNode details = (ObjectNode) subscription.get("cancellation_details");
    JsonNode atPeriodEnd = params.get("cancel_at_period_end");
    JsonNode at = params.get("cancel_at");
    if (atPeriodEnd != null) {
      subscription.set("cancel_at_period_end", atPeriodEnd);
      setCancelAt(
          call, subscription, atPeriodEnd.asBoolean() ? Subscriptions.periodEnd(subscription) : 0);
    }
    if (at != null) {
      subscription.put("cancel_at_period_end", false);
      setCancelAt(
          call,
          subscription,
          at.isTextual() ? Subscriptions.periodEnd(subscription) : at.asLong(0));
    }
    if (atPeriodEnd != null || at != null) {
      boolean ends = subscription.get("cancel_at").isNumber();
      details.put("reason", ends ? "cancellation_requested" : null);
    }
    JsonParams.copy(
        JsonParams.object(params, "cancellation_details"), details, "comment", "feedback");
  }

  private static void setCancelAt(Call call, ObjectNode subscription, long at) {
    if (at == 0) {
      subscription.putNull("cancel_at").putNull("canceled_at");
      return;
    }
    if (at <= call.now()) {
      throw ApiError.invalid(
          "cancel_at", "Invalid timestamp: must be an integer Unix timestamp in the future.");
    }
    subscription.put("cancel_at", at).put("canceled_at", call.now());
  }

  private static void applyPaymentSettings(ObjectNode subscription, ObjectNode given) {
    ObjectNode settings = (ObjectNode) subscription.get("payment_settings");
    JsonParams.copy(given, settings, "payment_method_types", "save_default_payment_method");
    ObjectNode options = METHOD_OPTIONS.complete(given.get("payment_method_options"));
    if (options != null) {
      options.set("card", CARD_OPTIONS.complete(options.get("card")));
      settings.set("payment_method_options", options);
    }
  }

  private static void set(ObjectNode object, ObjectNode params, String name, Template shape) {
    if (params.has(name)) {
      object.set(name, shape.complete(params.get(name)));
    }
  }

  private static void refuseAfterTheEnd(ObjectNode subscription, ObjectNode params) {
    if (Subscriptions.isEnded(subscription)
        && params.propertyStream().anyMatch(given -> !AFTER_THE_END.contains(given.getKey()))) {
      throw ApiError.invalid(
          null, "A canceled subscription can only update its cancellation_details and metadata.");
    }
  }

  private static void refuseWhatIsNotHere(Call call, ObjectNode params) {
    call.refuseReference(
        "tax rate", params.path("default_tax_rates").get(0), "default_tax_rates[0]");
    call.refuseReference("source", params.get("default_source"), "default_source");
    JsonNode destination = params.path("transfer_data").get("destination");
    call.refuseReference("destination", destination, "transfer_data[destination]");
  }
}
