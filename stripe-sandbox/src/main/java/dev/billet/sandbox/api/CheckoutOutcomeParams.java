package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.bool;
import static dev.billet.sandbox.wire.Params.email;
import static dev.billet.sandbox.wire.Params.emptyable;
import static dev.billet.sandbox.wire.Params.integer;
import static dev.billet.sandbox.wire.Params.list;
import static dev.billet.sandbox.wire.Params.metadata;
import static dev.billet.sandbox.wire.Params.moment;
import static dev.billet.sandbox.wire.Params.number;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.string;

import dev.billet.sandbox.wire.ObjectParam;

/** What a checkout session may say of the objects that come of it. */
final class CheckoutOutcomeParams {

  static final ObjectParam ACCOUNT =
      object().optional("account", string()).required("type", oneOf("account", "self"));

  private static final ObjectParam ENABLED = object().required("enabled", bool());

  private CheckoutOutcomeParams() {}

  /** What becomes of it once it is paid, or is not. */
  static ObjectParam afterwards() {
    return object()
        .optional("payment_intent_data", paymentIntentData())
        .optional("subscription_data", subscriptionData())
        .optional(
            "setup_intent_data",
            object()
                .optional("description", string())
                .optional("metadata", metadata())
                .optional("on_behalf_of", string()))
        .optional(
            "invoice_creation",
            ENABLED.optional(
                "invoice_data",
                object()
                    .optional("account_tax_ids", emptyable(list(string())))
                    .optional("custom_fields", emptyable(list(CustomField.NAME_AND_VALUE, 4)))
                    .optional("description", string(1500))
                    .optional("footer", string())
                    .optional("issuer", ACCOUNT)
                    .optional("metadata", metadata())
                    .optional("rendering_options", emptyable(CustomField.RENDERING))))
        .optional(
            "after_expiration",
            object().optional("recovery", ENABLED.optional("allow_promotion_codes", bool())));
  }

  private static ObjectParam paymentIntentData() {
    return object()
        .optional("application_fee_amount", Prices.UNIT_AMOUNT)
        .optional("capture_method", oneOf("automatic", "automatic_async", "manual"))
        .optional("description", string(1000))
        .optional("metadata", metadata())
        .optional("on_behalf_of", string())
        .optional("receipt_email", email())
        .optional("setup_future_usage", oneOf("off_session", "on_session"))
        .optional(
            "shipping",
            object()
                .required(
                    "address", address().required("line1", string()).optional("country", string()))
                .optional("carrier", string())
                .required("name", string())
                .optional("phone", string())
                .optional("tracking_number", string()))
        .optional("statement_descriptor", string(22))
        .optional("statement_descriptor_suffix", string(22))
        .optional(
            "transfer_data",
            object().optional("amount", Prices.UNIT_AMOUNT).required("destination", string()))
        .optional("transfer_group", string());
  }

  private static ObjectParam subscriptionData() {
    return object()
        .optional("application_fee_percent", number())
        .optional("billing_cycle_anchor", moment())
        .optional(
            "billing_cycle_anchor_config",
            object()
                .required("day_of_month", integer(1, 31))
                .optional("hour", integer(0, 23))
                .optional("minute", integer(0, 59))
                .optional("month", integer(1, 12))
                .optional("second", integer(0, 59)))
        .optional(
            "billing_mode",
            object()
                .optional(
                    "flexible",
                    object().optional("proration_discounts", oneOf("included", "itemized")))
                .required("type", oneOf("classic", "flexible")))
        .optional("default_tax_rates", list(string()))
        .optional("description", string(500))
        .optional("invoice_settings", object().optional("issuer", ACCOUNT))
        .optional("metadata", metadata())
        .optional("on_behalf_of", string())
        .optional("pending_invoice_item_interval", Prices.SIMPLE_RECURRING)
        .optional("proration_behavior", oneOf("create_prorations", "none"))
        .optional(
            "transfer_data",
            object().optional("amount_percent", number()).required("destination", string()))
        .optional("trial_end", moment())
        .optional("trial_period_days", integer(1, 730))
        .optional(
            "trial_settings",
            object()
                .required(
                    "end_behavior",
                    object()
                        .required(
                            "missing_payment_method", oneOf("cancel", "create_invoice", "pause"))))
        .exclusive("trial_end", "trial_period_days");
  }

  static ObjectParam address() {
    return object()
        .optional("city", string())
        .optional("line2", string())
        .optional("postal_code", string())
        .optional("state", string());
  }
}
