package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.bool;
import static dev.billet.sandbox.wire.Params.currency;
import static dev.billet.sandbox.wire.Params.emptyable;
import static dev.billet.sandbox.wire.Params.integer;
import static dev.billet.sandbox.wire.Params.list;
import static dev.billet.sandbox.wire.Params.metadata;
import static dev.billet.sandbox.wire.Params.moment;
import static dev.billet.sandbox.wire.Params.momentOr;
import static dev.billet.sandbox.wire.Params.number;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.range;
import static dev.billet.sandbox.wire.Params.string;

import dev.billet.sandbox.wire.ObjectParam;
import dev.billet.sandbox.wire.Param;

/** The tables of parameters of {@code /v1/subscriptions} and {@code /v1/subscription_items}. */
final class SubscriptionParams {

  private static final String FEEDBACK =
      "customer_service low_quality missing_features other switched_service too_complex"
          + " too_expensive unused";

  private static final String STATUSES =
      "active all canceled ended incomplete incomplete_expired past_due paused trialing unpaid";

  private static final Param ANCHOR_CHANGE = oneOf("now", "unchanged");

  private static final ObjectParam CANCELLATION_DETAILS =
      object()
          .optional("comment", emptyable(string()))
          .optional("feedback", emptyable(oneOf(FEEDBACK.split(" ", -1))));

  private static final ObjectParam PAUSE =
      object()
          .required("behavior", oneOf("keep_as_draft", "mark_uncollectible", "void"))
          .optional("resumes_at", integer());

  static final ObjectParam CREATE =
      both()
          .optional("backdate_start_date", integer())
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
          .optional("billing_schedules", list(billingSchedule(true)))
          .optional("cancel_at", momentOr("max_billed_until", "max_period_end", "min_period_end"))
          .optional("currency", currency())
          .optional("customer", string())
          .optional("customer_account", string())
          .optional("items", list(BillingParams.item().optional("metadata", metadata()), 20))
          .optional("trial_period_days", integer(1, 730))
          .exclusive("customer", "customer_account")
          .exclusive("trial_end", "trial_period_days")
          .exclusive("cancel_at", "cancel_at_period_end");

  static final ObjectParam UPDATE =
      both()
          .optional("billing_cycle_anchor", ANCHOR_CHANGE)
          .optional("billing_schedules", emptyable(list(billingSchedule(false))))
          .optional(
              "cancel_at",
              emptyable(momentOr("max_billed_until", "max_period_end", "min_period_end")))
          .optional("cancellation_details", CANCELLATION_DETAILS)
          .optional(
              "items",
              list(
                  BillingParams.item()
                      .optional("clear_usage", bool())
                      .optional("deleted", bool())
                      .optional("id", string())
                      .optional("metadata", emptyable(metadata())),
                  40))
          .optional("pause_collection", emptyable(PAUSE))
          .optional("proration_date", moment());

  static final ObjectParam CANCEL =
      object()
          .optional("cancellation_details", CANCELLATION_DETAILS)
          .optional("invoice_now", bool())
          .optional("prorate", bool());

  static final ObjectParam RESUME =
      object()
          .optional("billing_cycle_anchor", ANCHOR_CHANGE)
          .optional("proration_behavior", BillingParams.PRORATION)
          .optional("proration_date", moment());

  static final ObjectParam LIST =
      Lists.paged(
          object()
              .optional("automatic_tax", object().required("enabled", bool()))
              .optional("collection_method", BillingParams.COLLECTION_METHOD)
              .optional("created", range())
              .optional("current_period_end", range())
              .optional("current_period_start", range())
              .optional("customer", string())
              .optional("customer_account", string())
              .optional("plan", string())
              .optional("price", string())
              .optional("status", oneOf(STATUSES.split(" ", -1)))
              .optional("test_clock", string()));

  static final ObjectParam ITEM_CREATE =
      prorated(BillingParams.item())
          .optional("metadata", metadata())
          .required("subscription", string());

  static final ObjectParam ITEM_UPDATE =
      prorated(BillingParams.item())
          .optional("metadata", emptyable(metadata()))
          .optional("off_session", bool());

  static final ObjectParam ITEM_DELETE = prorated(object().optional("clear_usage", bool()));

  static final ObjectParam ITEM_LIST = Lists.paged(object().required("subscription", string()));

  private SubscriptionParams() {}

  private static ObjectParam prorated(ObjectParam params) {
    return params
        .optional("payment_behavior", BillingParams.PAYMENT_BEHAVIOR)
        .optional("proration_behavior", BillingParams.PRORATION)
        .optional("proration_date", moment());
  }

  private static ObjectParam both() {
    return object()
        .optional("add_invoice_items", BillingParams.addInvoiceItems())
        .optional("application_fee_percent", emptyable(number()))
        .optional("automatic_tax", BillingParams.AUTOMATIC_TAX)
        .optional(
            "billing_thresholds",
            emptyable(
                object()
                    .optional("amount_gte", integer())
                    .optional("reset_billing_cycle_anchor", bool())))
        .optional("cancel_at_period_end", bool())
        .optional("collection_method", BillingParams.COLLECTION_METHOD)
        .optional("days_until_due", integer(0, 730))
        .optional("default_payment_method", string())
        .optional("default_source", emptyable(string()))
        .optional("default_tax_rates", BillingParams.TAX_RATES)
        .optional("description", emptyable(string(500)))
        .optional("discounts", BillingParams.DISCOUNTS)
        .optional(
            "invoice_settings",
            object()
                .optional("account_tax_ids", emptyable(list(string())))
                .optional("custom_fields", BillingParams.customFields())
                .optional("description", emptyable(string(1500)))
                .optional("footer", emptyable(string()))
                .optional("issuer", CheckoutOutcomeParams.ACCOUNT))
        .optional("metadata", emptyable(metadata()))
        .optional("off_session", bool())
        .optional("on_behalf_of", emptyable(string()))
        .optional("payment_behavior", BillingParams.PAYMENT_BEHAVIOR)
        .optional("payment_settings", BillingParams.subscriptionPaymentSettings())
        .optional("pending_invoice_item_interval", emptyable(Prices.SIMPLE_RECURRING))
        .optional("proration_behavior", BillingParams.PRORATION)
        .optional("transfer_data", BillingParams.transferData())
        .optional("trial_end", momentOr("now"))
        .optional("trial_from_plan", bool())
        .optional(
            "trial_settings",
            object()
                .required(
                    "end_behavior",
                    object()
                        .required(
                            "missing_payment_method", oneOf("cancel", "create_invoice", "pause"))));
  }

  private static ObjectParam billingSchedule(boolean untilRequired) {
    ObjectParam until =
        object()
            .optional("duration", Prices.SIMPLE_RECURRING)
            .optional("timestamp", integer())
            .required("type", oneOf("duration", "timestamp"));
    ObjectParam schedule =
        object()
            .optional(
                "applies_to",
                list(object().optional("price", string()).required("type", oneOf("price"))))
            .optional("key", string());
    return untilRequired
        ? schedule.required("bill_until", until)
        : schedule.optional("bill_until", until);
  }
}
