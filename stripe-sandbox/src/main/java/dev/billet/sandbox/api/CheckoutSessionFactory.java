package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.Metadata;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

  private static final Template BRANDING =
      Template.of(
          """
          {"background_color": "#ffffff", "border_style": "rounded", "button_color": "#4338ca",
           "display_name": "Demo merchant", "font_family": "default", "icon": null, "logo": null}
          """);

  private static final Template NAME_COLLECTION =
      Template.of("{\"enabled\": false, \"optional\": false}");

  private static final Template CONSENT =
      Template.of(
          """
          {"payment_method_reuse_agreement": null, "promotions": null, "terms_of_service": null}
          """);

  private static final Template RECOVERY =
      Template.of(
          """
          {"recovery": {"allow_promotion_codes": false, "enabled": false, "expires_at": null,
                        "url": null}}
          """);

  private static final Template INVOICE_CREATION =
      Template.of(
          """
          {"enabled": false,
           "invoice_data": {"account_tax_ids": null, "custom_fields": null, "description": null,
                            "footer": null, "issuer": null, "metadata": {},
                            "rendering_options": null}}
          """);

  private static final Template SAVED_METHODS =
      Template.of(
          """
          {"allow_redisplay_filters": ["always"], "payment_method_remove": "disabled",
           "payment_method_save": null}
          """);

  private static final Template CUSTOM_FIELD =
      Template.of("{\"key\": null, \"label\": null, \"optional\": false, \"type\": null}");

  private static final Template TEXT_FIELD =
      Template.of(
          """
          {"default_value": null, "maximum_length": null, "minimum_length": null, "value": null}
          """);

  private static final Template DROPDOWN =
      Template.of("{\"default_value\": null, \"options\": [], \"value\": null}");

  private static final Template OPTIONAL_ITEM =
      Template.of("{\"adjustable_quantity\": null, \"price\": null, \"quantity\": 0}");

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
    echo(params, session);
    String mode = params.get("mode").textValue();
    List<ObjectNode> items = LineItems.create(call, params, mode);
    if (mode.equals("setup")) {
      session.put("payment_status", "no_payment_required").putNull("total_details");
    } else {
      setAmounts(session, items, dueNow(call, items), shipping(call, session));
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
    call.table(CheckoutSessions.OBJECT).put(session);
    call.table(LineItems.ORDERS).put(order(id, params, items));
    CheckoutSessions.scheduleExpiry(call, session);
    return session;
  }

  /** What the session object does not show, but its payment will need. */
  private static ObjectNode order(String id, ObjectNode params, List<ObjectNode> items) {
    ObjectNode order = JsonParams.empty().put("id", id);
    items.forEach(order.putArray("items")::add);
    JsonParams.copy(params, order, "payment_intent_data", "subscription_data", "branding_settings");
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

  private static void setAmounts(
      ObjectNode session, List<ObjectNode> items, long subtotal, long shipping) {
    String currency = items.get(0).get("currency").textValue();
    long total = Math.addExact(subtotal, shipping);
    Amounts.checkTotal(total, currency);
    session.put("amount_subtotal", subtotal).put("amount_total", total);
    session.put("currency", currency);
    if (total == 0) {
      session.put("payment_status", "no_payment_required");
    }
  }

  /** Returns the sum of what is due now: during a trial, nothing of what recurs. */
  private static long dueNow(Call call, List<ObjectNode> items) {
    ObjectNode data = JsonParams.object(call.params(), "subscription_data");
    boolean trial = Subscriptions.trialEnd(call, data) > 0;
    long sum = 0;
    for (ObjectNode item : items) {
      ObjectNode price = call.table(Prices.OBJECT).find(item.get("price").textValue());
      if (!trial || price == null || price.path("recurring").isNull()) {
        sum = Math.addExact(sum, item.get("amount_total").longValue());
      }
    }
    return sum;
  }

  /** Shows the ways of shipping; the first of them is what the total includes. */
  private static long shipping(Call call, ObjectNode session) {
    for (JsonNode given : call.params().path("shipping_options")) {
      long amount = given.path("shipping_rate_data").path("fixed_amount").path("amount").asLong();
      session
          .withArrayProperty("shipping_options")
          .addObject()
          .put("shipping_amount", amount)
          .put("shipping_rate", call.ids().next("shr_1"));
    }
    JsonNode first = session.get("shipping_options").get(0);
    if (first == null) {
      return 0;
    }
    long amount = first.get("shipping_amount").longValue();
    ObjectNode cost = session.putObject("shipping_cost");
    cost.put("amount_subtotal", amount).put("amount_tax", 0).put("amount_total", amount);
    cost.set("shipping_rate", first.get("shipping_rate"));
    ((ObjectNode) session.get("total_details")).put("amount_shipping", amount);
    return amount;
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

  private static void echo(ObjectNode params, ObjectNode session) {
    JsonParams.copy(
        params,
        session,
        "adaptive_pricing",
        "allow_promotion_codes",
        "billing_address_collection",
        "cancel_url",
        "client_reference_id",
        "currency",
        "customer_creation",
        "customer_email",
        "excluded_payment_method_types",
        "integration_identifier",
        "locale",
        "managed_payments",
        "mode",
        "origin_context",
        "payment_method_collection",
        "payment_method_types",
        "permissions",
        "phone_number_collection",
        "redirect_on_completion",
        "return_url",
        "shipping_address_collection",
        "submit_type",
        "success_url",
        "ui_mode",
        "wallet_options");
    ((ObjectNode) session.get("custom_text")).setAll(JsonParams.object(params, "custom_text"));
    session.set("metadata", Metadata.initial(params.get("metadata")));
    set(session, "branding_settings", branding(params.get("branding_settings")));
    for (var kind : JsonParams.object(params, "name_collection").properties()) {
      session
          .withObjectProperty("name_collection")
          .set(kind.getKey(), NAME_COLLECTION.complete(kind.getValue()));
    }
    set(session, "after_expiration", RECOVERY.complete(params.get("after_expiration")));
    set(session, "consent_collection", CONSENT.complete(params.get("consent_collection")));
    set(session, "invoice_creation", INVOICE_CREATION.complete(params.get("invoice_creation")));
    set(
        session,
        "saved_payment_method_options",
        SAVED_METHODS.complete(params.get("saved_payment_method_options")));
    for (JsonNode item : params.path("optional_items")) {
      session.withArrayProperty("optional_items").add(OPTIONAL_ITEM.complete(item));
    }
    echoTaxes(params, session);
    echoMethodOptions(params, session);
    echoCustomFields(params, session);
  }

  /** An empty value unsets, which leaves what is there by default. */
  private static @Nullable ObjectNode branding(@Nullable JsonNode given) {
    if (!(given instanceof ObjectNode settings)) {
      return null;
    }
    ObjectNode chosen = settings.deepCopy();
    chosen.properties().removeIf(entry -> entry.getValue().isNull());
    return BRANDING.complete(chosen);
  }

  private static void echoTaxes(ObjectNode params, ObjectNode session) {
    if (JsonParams.flag(JsonParams.object(params, "automatic_tax"), "enabled", false)) {
      ObjectNode tax = (ObjectNode) session.get("automatic_tax");
      tax.put("enabled", true).put("provider", "stripe").put("status", "requires_location_inputs");
      JsonNode liability = params.get("automatic_tax").get("liability");
      tax.set("liability", liability == null ? JsonParams.empty().put("type", "self") : liability);
    }
    if (params.get("tax_id_collection") instanceof ObjectNode collection) {
      session.set(
          "tax_id_collection",
          JsonParams.empty().put("enabled", false).put("required", "never").setAll(collection));
    }
  }

  private static void echoMethodOptions(ObjectNode params, ObjectNode session) {
    ObjectNode options = (ObjectNode) session.get("payment_method_options");
    for (var entry : JsonParams.object(params, "payment_method_options").properties()) {
      if (entry.getValue() instanceof ObjectNode given && !given.isEmpty()) {
        options.withObjectProperty(entry.getKey()).setAll(given);
      }
    }
  }

  private static void echoCustomFields(ObjectNode params, ObjectNode session) {
    for (JsonNode given : params.path("custom_fields")) {
      ObjectNode field = Objects.requireNonNull(CUSTOM_FIELD.complete(given));
      set(field, "dropdown", DROPDOWN.complete(given.get("dropdown")));
      set(field, "numeric", TEXT_FIELD.complete(given.get("numeric")));
      set(field, "text", TEXT_FIELD.complete(given.get("text")));
      session.withArrayProperty("custom_fields").add(field);
    }
  }

  private static void set(ObjectNode object, String name, @Nullable ObjectNode value) {
    if (value != null) {
      object.set(name, value);
    }
  }

  /** Coupons, shipping rates and the like: their ids are unknown to a sandbox without them. */
  private static void refuseWhatIsNotHere(Call call, ObjectNode params) {
    JsonNode discount = params.path("discounts").path(0);
    call.refuseReference("coupon", discount.get("coupon"), "discounts[0][coupon]");
    call.refuseReference(
        "promotion code", discount.get("promotion_code"), "discounts[0][promotion_code]");
    call.refuseReference(
        "payment_method_configuration",
        params.get("payment_method_configuration"),
        "payment_method_configuration");
    call.refuseReference("account", params.get("customer_account"), "customer_account");
    int index = 0;
    for (JsonNode option : params.path("shipping_options")) {
      call.refuseReference(
          "shipping rate",
          option.get("shipping_rate"),
          "shipping_options[" + index++ + "][shipping_rate]");
    }
  }
}
