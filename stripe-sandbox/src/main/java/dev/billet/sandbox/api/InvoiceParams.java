package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.bool;
import static dev.billet.sandbox.wire.Params.currency;
import static dev.billet.sandbox.wire.Params.emptyable;
import static dev.billet.sandbox.wire.Params.integer;
import static dev.billet.sandbox.wire.Params.list;
import static dev.billet.sandbox.wire.Params.metadata;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.range;
import static dev.billet.sandbox.wire.Params.string;

import dev.billet.sandbox.wire.ObjectParam;

/** The tables of parameters of {@code /v1/invoices}. */
final class InvoiceParams {

  private static final ObjectParam SHIPPING_DETAILS =
      object()
          .required(
              "address",
              CheckoutOutcomeParams.address()
                  .optional("country", string())
                  .optional("line1", string()))
          .required("name", string())
          .optional("phone", emptyable(string()));

  static final ObjectParam CREATE =
      both()
          .optional("currency", currency())
          .optional("customer", string())
          .optional("customer_account", string())
          .optional(
              "from_invoice",
              object().required("action", oneOf("revision")).required("invoice", string()))
          .optional("pending_invoice_items_behavior", oneOf("exclude", "include"))
          .optional("subscription", string())
          .exclusive("customer", "customer_account", "from_invoice");

  static final ObjectParam UPDATE = both();

  static final ObjectParam FINALIZE = object().optional("auto_advance", bool());

  static final ObjectParam PAY =
      object()
          .optional("forgive", bool())
          .optional("mandate", emptyable(string()))
          .optional("off_session", bool())
          .optional("paid_out_of_band", bool())
          .optional("payment_method", string())
          .optional("source", string())
          .exclusive("payment_method", "source");

  static final ObjectParam LIST =
      Lists.paged(
          object()
              .optional("collection_method", BillingParams.COLLECTION_METHOD)
              .optional("created", range())
              .optional("customer", string())
              .optional("customer_account", string())
              .optional("due_date", range())
              .optional("status", oneOf("draft", "open", "paid", "uncollectible", "void"))
              .optional("subscription", string()));

  private InvoiceParams() {}

  private static ObjectParam both() {
    return object()
        .optional("account_tax_ids", emptyable(list(string())))
        .optional("application_fee_amount", Prices.UNIT_AMOUNT)
        .optional("auto_advance", bool())
        .optional("automatic_tax", BillingParams.AUTOMATIC_TAX)
        .optional("automatically_finalizes_at", integer())
        .optional("collection_method", BillingParams.COLLECTION_METHOD)
        .optional("custom_fields", BillingParams.customFields())
        .optional("days_until_due", integer(0, 730))
        .optional("default_payment_method", string())
        .optional("default_source", emptyable(string()))
        .optional("default_tax_rates", BillingParams.TAX_RATES)
        .optional("description", emptyable(string(1500)))
        .optional("discounts", BillingParams.DISCOUNTS)
        .optional("due_date", integer())
        .optional("effective_at", emptyable(integer()))
        .optional("footer", emptyable(string()))
        .optional("issuer", CheckoutOutcomeParams.ACCOUNT)
        .optional("metadata", emptyable(metadata()))
        .optional("number", emptyable(string(26)))
        .optional("on_behalf_of", emptyable(string()))
        .optional("payment_settings", BillingParams.invoicePaymentSettings())
        .optional(
            "rendering",
            object()
                .optional(
                    "amount_tax_display", emptyable(oneOf("exclude_tax", "include_inclusive_tax")))
                .optional("pdf", object().optional("page_size", oneOf("a4", "auto", "letter")))
                .optional("template", string())
                .optional("template_version", emptyable(integer())))
        .optional("shipping_cost", emptyable(CheckoutSessionParams.SHIPPING_OPTION))
        .optional("shipping_details", emptyable(SHIPPING_DETAILS))
        .optional("statement_descriptor", string(22))
        .optional(
            "transfer_data",
            emptyable(
                object().optional("amount", Prices.UNIT_AMOUNT).required("destination", string())))
        .exclusive("days_until_due", "due_date");
  }
}
