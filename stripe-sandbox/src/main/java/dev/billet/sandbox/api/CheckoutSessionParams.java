package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.bool;
import static dev.billet.sandbox.wire.Params.country;
import static dev.billet.sandbox.wire.Params.currency;
import static dev.billet.sandbox.wire.Params.decimal;
import static dev.billet.sandbox.wire.Params.email;
import static dev.billet.sandbox.wire.Params.emptyable;
import static dev.billet.sandbox.wire.Params.integer;
import static dev.billet.sandbox.wire.Params.list;
import static dev.billet.sandbox.wire.Params.metadata;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.range;
import static dev.billet.sandbox.wire.Params.string;
import static dev.billet.sandbox.wire.Params.url;

import dev.billet.sandbox.wire.ObjectParam;
import dev.billet.sandbox.wire.Param;

/** The tables of parameters of {@code /v1/checkout/sessions}. */
final class CheckoutSessionParams {

  private static final String LOCALES =
      "auto bg cs da de el en en-GB es es-419 et fi fil fr fr-CA hr hu id it ja ko lt lv ms mt nb"
          + " nl pl pt pt-BR ro ru sk sl sv th tr vi zh zh-HK zh-TW";

  private static final String FONTS =
      "be_vietnam_pro bitter chakra_petch default hahmlet inconsolata inter lato lora"
          + " m_plus_1_code montserrat noto_sans noto_sans_jp noto_serif nunito open_sans pridi"
          + " pt_sans pt_serif raleway roboto roboto_slab source_sans_pro titillium_web"
          + " ubuntu_mono zen_maru_gothic";

  private static final ObjectParam ENABLED = object().required("enabled", bool());

  private static final ObjectParam MESSAGE = object().required("message", string(1200));

  private static final ObjectParam ADJUSTABLE =
      ENABLED.optional("maximum", integer(1, 999_999)).optional("minimum", integer(0, 999_999));

  private static final ObjectParam PRICE_DATA =
      object()
          .required("currency", currency())
          .optional("product", string())
          .optional(
              "product_data",
              object()
                  .optional("description", string(40_000))
                  .optional("images", list(string(), 8))
                  .optional("metadata", metadata())
                  .required("name", string())
                  .optional("tax_code", string())
                  .optional("unit_label", string(12)))
          .optional("recurring", Prices.SIMPLE_RECURRING)
          .optional("tax_behavior", Prices.TAX_BEHAVIOR)
          .optional("unit_amount", Prices.UNIT_AMOUNT)
          .optional("unit_amount_decimal", decimal())
          .exactlyOne("product", "product_data")
          .exactlyOne("unit_amount", "unit_amount_decimal");

  private static final ObjectParam LINE_ITEM =
      object()
          .optional("adjustable_quantity", ADJUSTABLE)
          .optional("metadata", metadata())
          .optional("price", string())
          .optional("price_data", PRICE_DATA)
          .optional("quantity", integer(1, 999_999_999))
          .optional("tax_rates", list(string()))
          .exactlyOne("price", "price_data")
          .rule(CheckoutSessionRules::requireQuantity);

  static final ObjectParam SHIPPING_OPTION =
      object()
          .optional("shipping_rate", string())
          .optional("shipping_rate_data", ShippingRates.DATA)
          .exactlyOne("shipping_rate", "shipping_rate_data");

  static final ObjectParam CREATE =
      what()
          .including(who())
          .including(where())
          .including(how())
          .including(CheckoutOutcomeParams.afterwards())
          .rule(CheckoutSessionRules::check)
          .exclusive("customer", "customer_email")
          .exclusive("customer", "customer_account")
          .exclusive("allow_promotion_codes", "discounts");

  static final ObjectParam UPDATE =
      object()
          .optional(
              "collected_information",
              object()
                  .optional(
                      "shipping_details",
                      object()
                          .required(
                              "address",
                              CheckoutOutcomeParams.address()
                                  .required("country", country())
                                  .required("line1", string()))
                          .required("name", string())))
          .optional(
              "line_items",
              list(
                  object()
                      .optional("adjustable_quantity", ADJUSTABLE)
                      .optional("id", string())
                      .optional("metadata", emptyable(metadata()))
                      .optional("price", string())
                      .optional("price_data", PRICE_DATA)
                      .optional("quantity", integer(0, 999_999_999))
                      .optional("tax_rates", emptyable(list(string())))
                      .exclusive("price", "price_data")))
          .optional("metadata", emptyable(metadata()))
          .optional("shipping_options", emptyable(list(SHIPPING_OPTION, 5)));

  static final ObjectParam LIST =
      Lists.paged(
          object()
              .optional("created", range())
              .optional("customer", string())
              .optional("customer_account", string())
              .optional("customer_details", object().required("email", string()))
              .optional("payment_intent", string())
              .optional("payment_link", string())
              .optional("status", oneOf("open", "complete", "expired"))
              .optional("subscription", string()));

  static final ObjectParam LINE_ITEMS = Lists.paged(object());

  private CheckoutSessionParams() {}

  /** What is sold. */
  private static ObjectParam what() {
    return object()
        .required("mode", oneOf("payment", "setup", "subscription"))
        .optional("currency", currency())
        .optional("line_items", list(LINE_ITEM))
        .optional(
            "optional_items",
            list(
                object()
                    .optional("adjustable_quantity", ADJUSTABLE)
                    .required("price", string())
                    .required("quantity", integer(1, 999_999)),
                10))
        .optional(
            "discounts",
            list(
                object()
                    .optional("coupon", string())
                    .optional("promotion_code", string())
                    .exclusive("coupon", "promotion_code"),
                1))
        .optional("allow_promotion_codes", bool())
        .optional("adaptive_pricing", object().optional("enabled", bool()))
        .optional("automatic_tax", ENABLED.optional("liability", CheckoutOutcomeParams.ACCOUNT))
        .optional("managed_payments", object().optional("enabled", bool()))
        .optional("shipping_options", list(SHIPPING_OPTION, 5))
        .optional("expires_at", integer())
        .optional("integration_identifier", string(200))
        .optional("metadata", metadata());
  }

  /** Who buys. */
  private static ObjectParam who() {
    return object()
        .optional("client_reference_id", string(200))
        .optional("customer", string())
        .optional("customer_account", string())
        .optional("customer_creation", oneOf("always", "if_required"))
        .optional("customer_email", email())
        .optional(
            "customer_update",
            object()
                .optional("address", oneOf("auto", "never"))
                .optional("name", oneOf("auto", "never"))
                .optional("shipping", oneOf("auto", "never")))
        .optional("billing_address_collection", oneOf("auto", "required"))
        .optional(
            "name_collection",
            object()
                .optional("business", ENABLED.optional("optional", bool()))
                .optional("individual", ENABLED.optional("optional", bool())))
        .optional("phone_number_collection", ENABLED)
        .optional("tax_id_collection", ENABLED.optional("required", oneOf("if_supported", "never")))
        .optional(
            "shipping_address_collection", object().required("allowed_countries", list(country())))
        .optional(
            "permissions",
            object().optional("update_shipping_details", oneOf("client_only", "server_only")));
  }

  /** Where the page is, what it looks like, and where it leads. */
  private static ObjectParam where() {
    Param image =
        object()
            .optional("file", string())
            .required("type", oneOf("file", "url"))
            .optional("url", url());
    return object()
        .optional("success_url", url())
        .optional("cancel_url", url())
        .optional("return_url", url())
        .optional("redirect_on_completion", oneOf("always", "if_required", "never"))
        .optional("ui_mode", oneOf("elements", "embedded_page", "form", "hosted_page"))
        .optional("locale", oneOf(LOCALES.split(" ", -1)))
        .optional("origin_context", oneOf("mobile_app", "web"))
        .optional("submit_type", oneOf("auto", "book", "donate", "pay", "subscribe"))
        .optional(
            "branding_settings",
            object()
                .optional("background_color", emptyable(string()))
                .optional("border_style", emptyable(oneOf("pill", "rectangular", "rounded")))
                .optional("button_color", emptyable(string()))
                .optional("display_name", string())
                .optional("font_family", emptyable(oneOf(FONTS.split(" ", -1))))
                .optional("icon", image)
                .optional("logo", image))
        .optional("custom_fields", list(customField(), 3))
        .optional(
            "custom_text",
            object()
                .optional("after_submit", emptyable(MESSAGE))
                .optional("shipping_address", emptyable(MESSAGE))
                .optional("submit", emptyable(MESSAGE))
                .optional("terms_of_service_acceptance", emptyable(MESSAGE)))
        .optional(
            "consent_collection",
            object()
                .optional(
                    "payment_method_reuse_agreement",
                    object().required("position", oneOf("auto", "hidden")))
                .optional("promotions", oneOf("auto", "none"))
                .optional("terms_of_service", oneOf("none", "required")));
  }

  /** How it is paid. */
  private static ObjectParam how() {
    return object()
        .optional("payment_method_collection", oneOf("always", "if_required"))
        .optional("payment_method_configuration", string())
        .optional(
            "payment_method_data",
            object().optional("allow_redisplay", oneOf("always", "limited", "unspecified")))
        .optional("payment_method_options", PaymentMethodParams.OPTIONS)
        .optional("payment_method_types", PaymentMethodParams.TYPES)
        .optional("excluded_payment_method_types", PaymentMethodParams.EXCLUDED_TYPES)
        .optional(
            "saved_payment_method_options",
            object()
                .optional(
                    "allow_redisplay_filters", list(oneOf("always", "limited", "unspecified")))
                .optional("payment_method_remove", oneOf("disabled", "enabled"))
                .optional("payment_method_save", oneOf("disabled", "enabled")))
        .optional(
            "wallet_options",
            object().optional("link", object().optional("display", oneOf("auto", "never"))));
  }

  private static ObjectParam customField() {
    ObjectParam length =
        object()
            .optional("default_value", string(255))
            .optional("maximum_length", integer(1, 255))
            .optional("minimum_length", integer(0, 255));
    return object()
        .optional(
            "dropdown",
            object()
                .optional("default_value", string(100))
                .required(
                    "options",
                    list(
                        object().required("label", string(100)).required("value", string(100)),
                        200)))
        .required("key", string(200))
        .required(
            "label", object().required("custom", string(50)).required("type", oneOf("custom")))
        .optional("numeric", length)
        .optional("optional", bool())
        .optional("text", length)
        .required("type", oneOf("dropdown", "numeric", "text"));
  }
}
