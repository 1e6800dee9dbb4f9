package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.bool;
import static dev.billet.sandbox.wire.Params.currency;
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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import dev.billet.sandbox.wire.ObjectParam;
import dev.billet.sandbox.wire.Param;

/** The parameters of payment intents. */
final class PaymentIntentParams {

  static final ObjectParam SHIPPING =
      object()
          .required("address", PaymentMethodDataParams.ADDRESS)
          .optional("carrier", string())
          .required("name", string())
          .optional("phone", string())
          .optional("tracking_number", string());

  /**
   * Options of payment methods: their types are known, what is said of each is taken as it comes,
   * because the sandbox acts on none of it.
   */
  static final Param METHOD_OPTIONS = methodOptions();

  static final ObjectParam MANDATE_DATA =
      object()
          .required(
              "customer_acceptance",
              object()
                  .optional("accepted_at", integer())
                  .optional("offline", object())
                  .optional(
                      "online",
                      object().required("ip_address", string()).required("user_agent", string()))
                  .required("type", oneOf("offline", "online")));

  static final ObjectParam AUTOMATIC_METHODS =
      object().optional("allow_redirects", oneOf("always", "never")).required("enabled", bool());

  private static final Param CAPTURE = oneOf("automatic", "automatic_async", "manual");
  private static final Param USAGE = oneOf("off_session", "on_session");
  private static final Param AMOUNT = integer(0, Long.MAX_VALUE);

  private static final ObjectParam AMOUNT_DETAILS =
      object()
          .optional("discount_amount", emptyable(AMOUNT))
          .optional("enforce_arithmetic_validation", bool())
          .optional(
              "line_items",
              emptyable(
                  list(
                      object()
                          .optional("discount_amount", AMOUNT)
                          .optional("payment_method_options", METHOD_OPTIONS)
                          .optional("product_code", string())
                          .required("product_name", string())
                          .required("quantity", integer(1, Integer.MAX_VALUE))
                          .optional("tax", object().required("total_tax_amount", AMOUNT))
                          .required("unit_cost", AMOUNT)
                          .optional("unit_of_measure", string()))))
          .optional(
              "shipping",
              emptyable(
                  object()
                      .optional("amount", emptyable(AMOUNT))
                      .optional("from_postal_code", emptyable(string()))
                      .optional("to_postal_code", emptyable(string()))))
          .optional("tax", emptyable(object().required("total_tax_amount", AMOUNT)));

  private static final ObjectParam HOOKS =
      object()
          .optional(
              "inputs",
              object().optional("tax", object().required("calculation", emptyable(string()))));

  private static final ObjectParam PAYMENT_DETAILS =
      object()
          .optional("customer_reference", emptyable(string(25)))
          .optional("order_reference", emptyable(string(25)));

  private static final ObjectParam TRANSFER_AMOUNT = object().optional("amount", AMOUNT);

  /** What creating, updating and confirming have in common. */
  private static final ObjectParam METHOD =
      object()
          .optional("allowed_payment_method_types", list(string()))
          .optional("amount_details", emptyable(AMOUNT_DETAILS))
          .optional("capture_method", CAPTURE)
          .optional("excluded_payment_method_types", emptyable(PaymentMethodParams.EXCLUDED_TYPES))
          .optional("hooks", HOOKS)
          .optional("payment_details", emptyable(PAYMENT_DETAILS))
          .optional("payment_method", string())
          .optional("payment_method_data", PaymentMethodDataParams.WITH_INTENT)
          .optional("payment_method_options", METHOD_OPTIONS)
          .optional("payment_method_types", PaymentMethodParams.TYPES)
          .optional("receipt_email", emptyable(email()))
          .optional("setup_future_usage", emptyable(USAGE))
          .optional("shipping", emptyable(SHIPPING));

  /** What belongs to confirming, whether at once or later. */
  private static final ObjectParam CONFIRMATION =
      object()
          .optional("confirmation_token", string())
          .optional("error_on_requires_action", bool())
          .optional("mandate", string())
          .optional("mandate_data", emptyable(MANDATE_DATA))
          .optional("off_session", oneOf("true", "false", "one_off", "recurring"))
          .optional("radar_options", object().optional("session", string()))
          .optional("return_url", url())
          .optional("use_stripe_sdk", bool());

  /** What belongs to what is paid for. */
  private static final ObjectParam TERMS =
      object()
          .optional("application_fee_amount", emptyable(AMOUNT))
          .optional("customer", string())
          .optional("customer_account", string())
          .optional("description", string(1000))
          .optional("metadata", metadata())
          .optional("payment_method_configuration", string())
          .optional("statement_descriptor", string(22))
          .optional("statement_descriptor_suffix", string(22))
          .optional("transfer_group", string());

  static final ObjectParam CREATE =
      object()
          .required("amount", integer(1, Long.MAX_VALUE))
          .required("currency", currency())
          .optional("automatic_payment_methods", AUTOMATIC_METHODS)
          .optional("confirm", bool())
          .optional("confirmation_method", oneOf("automatic", "manual"))
          .optional("on_behalf_of", string())
          .optional(
              "transfer_data",
              TRANSFER_AMOUNT
                  .optional("description", string())
                  .required("destination", string())
                  .optional("metadata", metadata())
                  .optional("payment_data", object().optional("description", string())))
          .including(METHOD)
          .including(CONFIRMATION)
          .including(TERMS)
          .rule(PaymentIntentParams::requireConfirm);

  static final ObjectParam UPDATE =
      object()
          .optional("amount", integer(1, Long.MAX_VALUE))
          .optional("currency", currency())
          .optional("transfer_data", TRANSFER_AMOUNT)
          .including(METHOD)
          .including(TERMS);

  static final ObjectParam CONFIRM =
      METHOD.including(CONFIRMATION).optional("amount_to_confirm", integer(1, Long.MAX_VALUE));

  static final ObjectParam CAPTURE_FUNDS =
      object()
          .optional("amount_details", emptyable(AMOUNT_DETAILS))
          .optional("amount_to_capture", integer(1, Long.MAX_VALUE))
          .optional("application_fee_amount", AMOUNT)
          .optional("final_capture", bool())
          .optional("hooks", HOOKS)
          .optional("metadata", metadata())
          .optional("payment_details", emptyable(PAYMENT_DETAILS))
          .optional("statement_descriptor", string(22))
          .optional("statement_descriptor_suffix", string(22))
          .optional("transfer_data", TRANSFER_AMOUNT);

  static final ObjectParam CANCEL =
      object()
          .optional(
              "cancellation_reason",
              oneOf("abandoned", "duplicate", "fraudulent", "requested_by_customer"));

  static final ObjectParam LIST =
      Lists.paged(
          object()
              .optional("created", range())
              .optional("customer", string())
              .optional("customer_account", string()));

  private static final Template SHIPPING_SHAPE =
      Template.of(
          """
          {"address": {"city": null, "country": null, "line1": null, "line2": null,
                       "postal_code": null, "state": null},
           "carrier": null, "name": null, "phone": null, "tracking_number": null}
          """);

  private PaymentIntentParams() {}

  private static ObjectParam methodOptions() {
    ObjectParam options = object();
    for (String type : PaymentMethodParams.NAMES) {
      options = options.optional(type, (raw, at, problems) -> raw);
    }
    return options
        .optional("card_present", (raw, at, problems) -> raw)
        .optional("interac_present", (raw, at, problems) -> raw);
  }

  /** Shows the shipping that was given, in its full shape; unsets it where that was said. */
  static void setShipping(ObjectNode object, ObjectNode params) {
    JsonNode given = params.get("shipping");
    if (given != null) {
      object.set("shipping", SHIPPING_SHAPE.complete(given));
    }
  }

  private static void requireConfirm(ObjectNode params, ObjectParam.Names at) {
    if (params.path("confirm").asBoolean()) {
      return;
    }
    for (String name : new String[] {"return_url", "off_session", "error_on_requires_action"}) {
      if (params.has(name)) {
        throw ApiError.invalid(
            name, "You cannot provide a `" + name + "` without setting `confirm` to true.");
      }
    }
  }
}
