package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import java.util.List;

/** Makes checkout sessions: what the parameters do not say is as Stripe has it by default. */
final class CheckoutSessionFactory {

  private static final long MIN_LIFE = 30 * 60;
  private static final long MAX_LIFE = 24 * 60 * 60;

  private static final Template SHAPE =
      Template.of(
          """
          {"id": null, "object": "checkout.session", "adaptive_pricing": {"enabled": true},
           "after_expiration": null, "allow_promotion_codes": null, "amount_subtotal": null,
           "amount_total": null,
           "automatic_tax": {"enabled": false, "liability": null, "provider": null, "status": null},
           "billing_address_collection": null, "cancel_url": null, "client_reference_id": null,
           "client_secret": null, "collected_information": null, "consent": null,
           "consent_collection": null, "created": 0, "currency": null,
           "currency_conversion": null, "custom_fields": [],
           "custom_text": {"after_submit": null, "shipping_address": null, "submit": null,
                           "terms_of_service_acceptance": null},
           "customer": null, "customer_account": null, "customer_creation": null,
           "customer_details": null, "customer_email": null, "discounts": [], "expires_at": 0,
           "integration_identifier": null, "invoice": null, "invoice_creation": null,
           "livemode": false, "locale": null, "managed_payments": null, "metadata": {},
           "mode": null, "origin_context": null, "payment_intent": null, "payment_link": null,
           "payment_method_collection": "if_required",
           "payment_method_configuration_details": null,
           "payment_method_options": {"card": {"request_three_d_secure": "automatic"}},
           "payment_method_types": ["card"], "payment_status": "unpaid", "permissions": null,
           "phone_number_collection": {"enabled": false}, "recovered_from": null,
           "saved_payment_method_options": null, "setup_intent": null,
           "shipping_address_collection": null, "shipping_cost": null, "shipping_options": [],
           "status": "open", "submit_type": null, "subscription": null, "success_url": null,
           "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
           "ui_mode": "hosted_page", "url": null, "wallet_options": null}
          """);

  static final Template CUSTOMER_DETAILS =
      Template.of(
          """
          {"address": null, "business_name": null, "email": null, "individual_name": null,
           "name": null, "phone": null, "tax_exempt": "none", "tax_ids": null}
          """);

  private CheckoutSessionFactory() {}

  static ObjectNode create(Call call) {
    ObjectNode params = call.params();
    refuseWhatIsNotHere(call, params);
    ObjectNode session = SHAPE.create();
    String id = call.ids().next("cs_test_a1", 58);
    session.put("id", id).put("created", call.now()).put("expires_at", expiry(call));
    CheckoutSessionEcho.apply(params, session);
    String mode = params.get("mode").textValue();
    List<ObjectNode> items = LineItems.create(call, params, mode);
    if (mode.equals("setup")) {
      session.put("payment_status", "no_payment_required").putNull("total_details");
    } else {
      SessionDiscounts.apply(call, session, items);
      SessionShipping.offer(call, session, items.get(0).get("currency").textValue());
      setTotals(call, session, items, params);
    }
    setBuyer(call, session, mode);
    if (mode.equals("subscription") && !params.has("payment_method_collection")) {
      session.put("payment_method_collection", "always");
    }
    if (params.path("ui_mode").asText("hosted_page").equals("hosted_page")) {
      session.put("url", call.environment().publicUrl() + "/c/pay/" + id);
    } else {
      session.put("client_secret", id + "_secret_" + call.ids().next("", 40));
    }
    call.table(LineItems.ORDERS).put(order(id, params, items));
    if (mode.equals("setup")) {
      session.set("setup_intent", SessionPayments.beginSetup(call, session).get("id"));
    }
    call.table(CheckoutSessions.OBJECT).put(session);
    CheckoutSessions.scheduleExpiry(call, session);
    return session;
  }

  /** What the session object does not show, but its payment will need. */
  private static ObjectNode order(String id, ObjectNode params, List<ObjectNode> items) {
    ObjectNode order = JsonParams.empty().put("id", id);
    items.forEach(order.putArray("items")::add);
    JsonParams.copy(
        params,
        order,
        "payment_intent_data",
        "setup_intent_data",
        "subscription_data",
        "branding_settings");
    return order;
  }

  private static long expiry(Call call) {
    JsonNode given = call.params().get("expires_at");
    if (given == null) {
      return call.now() + MAX_LIFE;
    }
    long at = given.longValue();
    if (at > call.now() + MAX_LIFE) {
      throw ApiError.invalid(
          "expires_at",
          "The `expires_at` timestamp must be less than 24 hours from Checkout Session creation.");
    }
    if (at < call.now() + MIN_LIFE) {
      throw ApiError.invalid(
          "expires_at",
          "The `expires_at` timestamp must be at least 30 minutes from Checkout Session creation.");
    }
    return at;
  }

  /**
   * Sets a session's sums.
   *
   * @param items its line items, each with its price's id in the price's place
   * @param order has the session's {@code subscription_data}, if there is one
   */
  static void setTotals(Call call, ObjectNode session, List<ObjectNode> items, ObjectNode order) {
    String currency = items.get(0).get("currency").textValue();
    long subtotal = dueNow(call, items, order, "amount_subtotal");
    long rest = dueNow(call, items, order, "amount_total");
    ObjectNode details = (ObjectNode) session.get("total_details");
    details.put("amount_discount", subtotal - rest);
    long total = Math.addExact(rest, details.get("amount_shipping").asLong(0));
    Amounts.checkTotal(total, currency);
    session.put("amount_subtotal", subtotal).put("amount_total", total);
    session.put("currency", currency);
    session.put("payment_status", total == 0 ? "no_payment_required" : "unpaid");
  }

  /** Returns the sum of what is due now: during a trial, nothing of what recurs. */
  private static long dueNow(Call call, List<ObjectNode> items, ObjectNode order, String member) {
    ObjectNode data = JsonParams.object(order, "subscription_data");
    boolean trial = SubscriptionFactory.trialEnd(call, data) > 0;
    long sum = 0;
    for (ObjectNode item : items) {
      ObjectNode price = call.table(Prices.OBJECT).find(item.get("price").textValue());
      if (!trial || price == null || price.path("recurring").isNull()) {
        sum = Math.addExact(sum, item.get(member).longValue());
      }
    }
    return sum;
  }

  private static void setBuyer(Call call, ObjectNode session, String mode) {
    String customer = call.text("customer");
    if (customer == null) {
      String email = call.text("customer_email");
      if (email != null) {
        session.set("customer_details", CUSTOMER_DETAILS.create().put("email", email));
      }
      if (!call.params().has("customer_creation")) {
        session.put("customer_creation", mode.equals("subscription") ? "always" : "if_required");
      }
      return;
    }
    if (call.params().has("customer_creation")) {
      throw ApiError.exclusive("customer", List.of("customer", "customer_creation"));
    }
    ObjectNode known = call.referenced(Customers.OBJECT, customer, "customer");
    session.put("customer", customer);
    ObjectNode details = CUSTOMER_DETAILS.create();
    JsonParams.copy(known, details, "address", "email", "name", "phone", "tax_exempt");
    session.set("customer_details", details);
  }

  /** What this sandbox holds none of: whatever id is given is unknown. */
  private static void refuseWhatIsNotHere(Call call, ObjectNode params) {
    call.refuseReference(
        "payment_method_configuration",
        params.get("payment_method_configuration"),
        "payment_method_configuration");
    call.refuseReference("account", params.get("customer_account"), "customer_account");
  }
}
