package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.bool;
import static dev.billet.sandbox.wire.Params.emptyable;
import static dev.billet.sandbox.wire.Params.integer;
import static dev.billet.sandbox.wire.Params.list;
import static dev.billet.sandbox.wire.Params.metadata;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.string;
import static dev.billet.sandbox.wire.Params.url;

import dev.billet.sandbox.wire.ObjectParam;
import dev.billet.sandbox.wire.Param;

/** The tables of parameters of {@code /v1/billing_portal}. */
final class PortalParams {

  private static final String LOCALES =
      "auto bg cs da de el en en-AU en-CA en-GB en-IE en-IN en-NZ en-SG es es-419 et fi fil fr"
          + " fr-CA hr hu id it ja ko lt lv ms mt nb nl pl pt pt-BR ro ru sk sl sv th tr vi zh"
          + " zh-HK zh-TW";

  private static final Param REASONS =
      emptyable(
          list(
              oneOf(
                  "customer_service",
                  "low_quality",
                  "missing_features",
                  "other",
                  "switched_service",
                  "too_complex",
                  "too_expensive",
                  "unused")));

  static final ObjectParam CREATE =
      both().required("features", features(true)).optional("metadata", metadata());

  static final ObjectParam UPDATE =
      both()
          .optional("active", bool())
          .optional("features", features(false))
          .optional("metadata", emptyable(metadata()));

  static final ObjectParam LIST =
      Lists.paged(object().optional("active", bool()).optional("is_default", bool()));

  static final ObjectParam SESSION =
      object()
          .optional("configuration", string())
          .optional("customer", string())
          .optional("customer_account", string())
          .optional("flow_data", flow())
          .optional("locale", oneOf(LOCALES.split(" ", -1)))
          .optional("on_behalf_of", string())
          .optional("return_url", url())
          .exclusive("customer", "customer_account");

  private PortalParams() {}

  private static ObjectParam both() {
    return object()
        .optional(
            "business_profile",
            object()
                .optional("headline", emptyable(string(60)))
                .optional("privacy_policy_url", emptyable(url()))
                .optional("terms_of_service_url", emptyable(url())))
        .optional("default_return_url", emptyable(url()))
        .optional("login_page", object().required("enabled", bool()))
        .optional("name", emptyable(string()));
  }

  private static ObjectParam features(boolean creating) {
    ObjectParam reason = with(object().required("enabled", bool()), "options", REASONS, creating);
    Param products =
        emptyable(
            list(
                object()
                    .optional(
                        "adjustable_quantity",
                        object()
                            .required("enabled", bool())
                            .optional("maximum", integer())
                            .optional("minimum", integer()))
                    .required("prices", list(string()))
                    .required("product", string()),
                10));
    Param conditions =
        list(object().required("type", oneOf("decreasing_item_amount", "shortening_interval")));
    return object()
        .optional(
            "customer_update",
            with(object(), "enabled", bool(), creating)
                .optional(
                    "allowed_updates",
                    emptyable(
                        list(oneOf("address", "email", "name", "phone", "shipping", "tax_id")))))
        .optional("invoice_history", object().required("enabled", bool()))
        .optional(
            "payment_method_update",
            object()
                .required("enabled", bool())
                .optional("payment_method_configuration", emptyable(string())))
        .optional(
            "subscription_cancel",
            with(object(), "enabled", bool(), creating)
                .optional("cancellation_reason", reason)
                .optional("mode", oneOf("at_period_end", "immediately"))
                .optional("proration_behavior", BillingParams.PRORATION))
        .optional(
            "subscription_update",
            with(object(), "enabled", bool(), creating)
                .optional("billing_cycle_anchor", oneOf("now", "unchanged"))
                .optional(
                    "default_allowed_updates",
                    emptyable(list(oneOf("price", "promotion_code", "quantity"))))
                .optional("products", products)
                .optional("proration_behavior", BillingParams.PRORATION)
                .optional(
                    "schedule_at_period_end",
                    object().optional("conditions", creating ? conditions : emptyable(conditions)))
                .optional("trial_update_behavior", oneOf("continue_trial", "end_trial")));
  }

  private static ObjectParam with(ObjectParam table, String name, Param param, boolean required) {
    return required ? table.required(name, param) : table.optional(name, param);
  }

  private static ObjectParam flow() {
    return object()
        .optional(
            "after_completion",
            object()
                .optional("hosted_confirmation", object().optional("custom_message", string(500)))
                .optional("redirect", object().required("return_url", url()))
                .required("type", oneOf("hosted_confirmation", "portal_homepage", "redirect")))
        .optional(
            "subscription_cancel",
            object()
                .optional(
                    "retention",
                    object()
                        .required("coupon_offer", object().required("coupon", string()))
                        .required("type", oneOf("coupon_offer")))
                .required("subscription", string()))
        .optional("subscription_update", object().required("subscription", string()))
        .optional(
            "subscription_update_confirm",
            object()
                .optional(
                    "discounts",
                    list(
                        object().optional("coupon", string()).optional("promotion_code", string())))
                .required(
                    "items",
                    list(
                        object()
                            .required("id", string())
                            .optional("price", string())
                            .optional("quantity", integer(0, 999_999_999))))
                .required("subscription", string()))
        .required(
            "type",
            oneOf(
                "payment_method_update",
                "subscription_cancel",
                "subscription_update",
                "subscription_update_confirm"));
  }
}
