package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.bool;
import static dev.billet.sandbox.wire.Params.currency;
import static dev.billet.sandbox.wire.Params.decimal;
import static dev.billet.sandbox.wire.Params.emptyable;
import static dev.billet.sandbox.wire.Params.integer;
import static dev.billet.sandbox.wire.Params.list;
import static dev.billet.sandbox.wire.Params.metadata;
import static dev.billet.sandbox.wire.Params.number;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.string;

import dev.billet.sandbox.wire.ObjectParam;
import dev.billet.sandbox.wire.Param;

/** What the parameters of subscriptions, their items and invoices have in common. */
final class BillingParams {

  private static final String METHODS =
      "ach_credit_transfer ach_debit acss_debit affirm alipay amazon_pay au_becs_debit bacs_debit"
          + " bancontact boleto card cashapp crypto custom customer_balance eps fpx giropay grabpay"
          + " ideal jp_credit_transfer kakao_pay klarna konbini kr_card link mb_way multibanco"
          + " naver_pay nz_bank_account p24 pay_by_bank payco paynow paypal payto pix promptpay"
          + " revolut_pay satispay sepa_credit_transfer sepa_debit sofort swish twint upi"
          + " us_bank_account wechat_pay";

  private static final String NETWORKS =
      "amex cartes_bancaires diners discover eftpos_au girocard interac jcb link mastercard"
          + " unionpay unknown visa";

  private static final String PURPOSES =
      "dependant_support government loan mortgage other pension personal retail salary tax utility";

  static final Param COLLECTION_METHOD = oneOf("charge_automatically", "send_invoice");

  static final Param PRORATION = oneOf("always_invoice", "create_prorations", "none");

  static final Param PAYMENT_BEHAVIOR =
      oneOf(
          "allow_incomplete", "default_incomplete", "error_if_incomplete", "pending_if_incomplete");

  static final ObjectParam AUTOMATIC_TAX =
      object().required("enabled", bool()).optional("liability", CheckoutOutcomeParams.ACCOUNT);

  static final ObjectParam DISCOUNT =
      object()
          .optional("coupon", string())
          .optional("discount", string())
          .optional("promotion_code", string())
          .exclusive("coupon", "discount", "promotion_code");

  static final Param DISCOUNTS = emptyable(list(DISCOUNT));

  static final Param TAX_RATES = emptyable(list(string()));

  static final Param THRESHOLDS = emptyable(object().required("usage_gte", integer()));

  /** A price made on the fly for a product that exists. */
  static final ObjectParam PRICE_DATA =
      object()
          .required("currency", currency())
          .required("product", string())
          .optional("tax_behavior", Prices.TAX_BEHAVIOR)
          .optional("unit_amount", Prices.UNIT_AMOUNT)
          .optional("unit_amount_decimal", decimal())
          .exactlyOne("unit_amount", "unit_amount_decimal");

  /** As {@link #PRICE_DATA}, for what is paid again and again. */
  static final ObjectParam RECURRING_PRICE_DATA =
      PRICE_DATA.required("recurring", Prices.SIMPLE_RECURRING);

  /** A price made on the fly for one invoice, which may also be a credit. */
  static final ObjectParam SIGNED_PRICE_DATA =
      object()
          .required("currency", currency())
          .required("product", string())
          .optional("tax_behavior", Prices.TAX_BEHAVIOR)
          .optional("unit_amount", integer(-Prices.MAX_UNIT_AMOUNT, Prices.MAX_UNIT_AMOUNT))
          .optional("unit_amount_decimal", decimal())
          .exactlyOne("unit_amount", "unit_amount_decimal");

  private static final ObjectParam MANDATE_AMOUNT =
      object()
          .optional("amount", integer())
          .optional("amount_type", oneOf("fixed", "maximum"))
          .optional("description", string(200));

  private BillingParams() {}

  /** What a subscription item says of itself, apart from which it is. */
  static ObjectParam item() {
    return object()
        .optional("billing_thresholds", THRESHOLDS)
        .optional("discounts", DISCOUNTS)
        .optional("plan", string())
        .optional("price", string())
        .optional("price_data", RECURRING_PRICE_DATA)
        .optional("quantity", integer(0, 999_999_999))
        .optional("tax_rates", TAX_RATES)
        .exclusive("plan", "price", "price_data");
  }

  /** Payment settings of a subscription. */
  static ObjectParam subscriptionPaymentSettings() {
    return object()
        .optional(
            "payment_method_options",
            methodOptions()
                .optional(
                    "card",
                    emptyable(
                        object()
                            .optional("mandate_options", MANDATE_AMOUNT)
                            .optional("network", oneOf(NETWORKS.split(" ", -1)))
                            .optional("request_three_d_secure", secure())))
                .optional(
                    "pix",
                    emptyable(
                        object()
                            .optional("expires_after_seconds", integer())
                            .optional(
                                "mandate_options",
                                object()
                                    .optional("amount", integer())
                                    .optional("amount_includes_iof", oneOf("always", "never"))
                                    .optional("end_date", string())
                                    .optional(
                                        "payment_schedule",
                                        oneOf(
                                            "halfyearly",
                                            "monthly",
                                            "quarterly",
                                            "weekly",
                                            "yearly"))))))
        .optional("payment_method_types", emptyable(list(oneOf(METHODS.split(" ", -1)))))
        .optional("save_default_payment_method", oneOf("off", "on_subscription"));
  }

  /** Payment settings of an invoice. */
  static ObjectParam invoicePaymentSettings() {
    return object()
        .optional("default_mandate", emptyable(string()))
        .optional(
            "payment_method_options",
            methodOptions()
                .optional(
                    "card",
                    emptyable(
                        object()
                            .optional(
                                "installments",
                                object()
                                    .optional("enabled", bool())
                                    .optional(
                                        "plan",
                                        emptyable(
                                            object()
                                                .optional("count", integer())
                                                .optional("interval", oneOf("month"))
                                                .required(
                                                    "type",
                                                    oneOf("bonus", "fixed_count", "revolving")))))
                            .optional("request_three_d_secure", secure())))
                .optional(
                    "pix",
                    emptyable(
                        object()
                            .optional("amount_includes_iof", oneOf("always", "never"))
                            .optional("expires_after_seconds", integer()))))
        .optional("payment_method_types", emptyable(list(oneOf(METHODS.split(" ", -1)))));
  }

  static Param customFields() {
    return emptyable(list(CustomField.NAME_AND_VALUE, 4));
  }

  static Param transferData() {
    return emptyable(
        object().optional("amount_percent", number()).required("destination", string()));
  }

  private static Param secure() {
    return oneOf("any", "automatic", "challenge");
  }

  private static ObjectParam methodOptions() {
    Param verification = oneOf("automatic", "instant", "microdeposits");
    return object()
        .optional(
            "acss_debit",
            emptyable(
                object()
                    .optional(
                        "mandate_options",
                        object().optional("transaction_type", oneOf("business", "personal")))
                    .optional("verification_method", verification)))
        .optional(
            "bancontact",
            emptyable(object().optional("preferred_language", oneOf("de", "en", "fr", "nl"))))
        .optional(
            "customer_balance",
            emptyable(
                object()
                    .optional(
                        "bank_transfer",
                        object()
                            .optional("eu_bank_transfer", object().required("country", string()))
                            .optional("type", string()))
                    .optional("funding_type", string())))
        .optional("konbini", emptyable(object()))
        .optional(
            "payto",
            emptyable(
                object()
                    .optional(
                        "mandate_options",
                        object()
                            .optional("amount", integer())
                            .optional("purpose", oneOf(PURPOSES.split(" ", -1))))))
        .optional("sepa_debit", emptyable(object()))
        .optional(
            "upi",
            emptyable(
                object()
                    .optional("mandate_options", MANDATE_AMOUNT.optional("end_date", integer()))))
        .optional(
            "us_bank_account",
            emptyable(
                object()
                    .optional("financial_connections", financialConnections())
                    .optional("verification_method", verification)));
  }

  private static ObjectParam financialConnections() {
    return object()
        .optional(
            "filters",
            object().optional("account_subcategories", list(oneOf("checking", "savings"))))
        .optional(
            "permissions", list(oneOf("balances", "ownership", "payment_method", "transactions")))
        .optional("prefetch", list(oneOf("balances", "ownership", "transactions")));
  }

  /** One-time items that go onto a subscription's next invoice. */
  static Param addInvoiceItems() {
    return list(
        object()
            .optional("discountable", bool())
            .optional("discounts", list(DISCOUNT))
            .optional("metadata", metadata())
            .optional(
                "period",
                object()
                    .required(
                        "end",
                        object()
                            .optional("timestamp", integer())
                            .required("type", oneOf("min_item_period_end", "timestamp")))
                    .required(
                        "start",
                        object()
                            .optional("timestamp", integer())
                            .required("type", oneOf("max_item_period_start", "now", "timestamp"))))
            .optional("price", string())
            .optional("price_data", SIGNED_PRICE_DATA)
            .optional("quantity", integer(0, 999_999_999))
            .optional("tax_rates", TAX_RATES)
            .exactlyOne("price", "price_data"),
        20);
  }
}
