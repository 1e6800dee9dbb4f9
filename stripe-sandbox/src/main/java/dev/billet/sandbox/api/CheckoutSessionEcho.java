package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.Metadata;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Parameters of a checkout session that its object shows again, completed to their full shape. */
final class CheckoutSessionEcho {

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

  private CheckoutSessionEcho() {}

  /** Sets what the parameters say and the object shows. */
  static void apply(ObjectNode params, ObjectNode session) {
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

  /** The object shows the options of those methods only that the session takes. */
  private static void echoMethodOptions(ObjectNode params, ObjectNode session) {
    JsonNode types = session.get("payment_method_types");
    ObjectNode options = (ObjectNode) session.get("payment_method_options");
    for (var entry : JsonParams.object(params, "payment_method_options").properties()) {
      boolean taken = types.valueStream().anyMatch(type -> type.asText().equals(entry.getKey()));
      if (taken && entry.getValue() instanceof ObjectNode given && !given.isEmpty()) {
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
}
