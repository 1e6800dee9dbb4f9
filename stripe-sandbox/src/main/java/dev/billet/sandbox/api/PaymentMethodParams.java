package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.bool;
import static dev.billet.sandbox.wire.Params.currency;
import static dev.billet.sandbox.wire.Params.emptyable;
import static dev.billet.sandbox.wire.Params.integer;
import static dev.billet.sandbox.wire.Params.list;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.string;

import dev.billet.sandbox.wire.ObjectParam;
import dev.billet.sandbox.wire.Param;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a checkout session may say of payment methods: their names, and the options of each. The
 * sandbox acts on none of the options; it knows them so that a wrong one is refused.
 */
final class PaymentMethodParams {

  private static final String EXCLUDABLE =
      "acss_debit affirm afterpay_clearpay alipay alma amazon_pay au_becs_debit bacs_debit"
          + " bancontact billie bizum blik boleto card cashapp crypto customer_balance eps fpx"
          + " giropay grabpay ideal kakao_pay klarna konbini kr_card mb_way mobilepay multibanco"
          + " naver_pay nz_bank_account oxxo p24 pay_by_bank payco paynow paypal payto pix"
          + " promptpay revolut_pay samsung_pay satispay scalapay sepa_debit sofort sunbit swish"
          + " twint upi us_bank_account wechat_pay zip";

  static final Param EXCLUDED_TYPES = list(oneOf(EXCLUDABLE.split(" ", -1)));

  /** All that there are. */
  static final List<String> NAMES = List.of((EXCLUDABLE + " link").split(" ", -1));

  static final Param TYPES = list(oneOf(NAMES.toArray(String[]::new)));

  private static final Param MANUAL = oneOf("manual");
  private static final Param NONE = oneOf("none");
  private static final Param NONE_OR_OFF = oneOf("none", "off_session");
  private static final Param ANY_USAGE = oneOf("none", "off_session", "on_session");
  private static final Param WHERE_AVAILABLE = oneOf("if_available", "never");
  private static final Param MANDATE_AMOUNT = oneOf("fixed", "maximum");
  private static final String USAGE = "setup_future_usage";
  private static final String CAPTURE = "capture_method";
  private static final String MANDATE = "mandate_options";

  static final ObjectParam OPTIONS =
      Stream.of(
              plain(),
              capturedLater(),
              reusableAndCapturedLater(),
              cards(),
              debits(),
              vouchers(),
              transfers(),
              wallets())
          .reduce(object(), ObjectParam::including);

  private PaymentMethodParams() {}

  /** Methods that can only be used once. */
  private static ObjectParam plain() {
    return each(
        object().optional(USAGE, NONE),
        "alipay bancontact crypto eps fpx giropay grabpay ideal multibanco paynow sofort");
  }

  private static ObjectParam capturedLater() {
    return each(
            object().optional(CAPTURE, MANUAL).optional(USAGE, NONE),
            "affirm afterpay_clearpay mobilepay payco samsung_pay sunbit")
        .including(each(object().optional(CAPTURE, MANUAL), "alma billie satispay scalapay"));
  }

  private static ObjectParam reusableAndCapturedLater() {
    return each(
            object().optional(CAPTURE, MANUAL).optional(USAGE, NONE_OR_OFF),
            "amazon_pay kakao_pay kr_card link naver_pay revolut_pay")
        .including(each(object().optional(USAGE, NONE_OR_OFF), "demo_pay twint"))
        .optional("cashapp", object().optional(CAPTURE, MANUAL).optional(USAGE, ANY_USAGE));
  }

  private static ObjectParam cards() {
    return object()
        .optional(
            "card",
            object()
                .optional(CAPTURE, MANUAL)
                .optional("installments", object().optional("enabled", bool()))
                .optional("request_extended_authorization", WHERE_AVAILABLE)
                .optional("request_incremental_authorization", WHERE_AVAILABLE)
                .optional("request_multicapture", WHERE_AVAILABLE)
                .optional("request_overcapture", WHERE_AVAILABLE)
                .optional("request_three_d_secure", oneOf("any", "automatic", "challenge"))
                .optional(
                    "restrictions",
                    object()
                        .optional(
                            "brands_blocked",
                            list(
                                oneOf(
                                    "american_express",
                                    "discover_global_network",
                                    "mastercard",
                                    "visa"))))
                .optional(USAGE, oneOf("off_session", "on_session"))
                .optional("statement_descriptor_suffix_kana", string(22))
                .optional("statement_descriptor_suffix_kanji", string(17)));
  }

  private static ObjectParam debits() {
    ObjectParam prefixed =
        object()
            .optional(MANDATE, object().optional("reference_prefix", emptyable(string(12))))
            .optional(USAGE, ANY_USAGE)
            .optional("target_date", string());
    return each(prefixed, "bacs_debit sepa_debit")
        .optional(
            "acss_debit",
            object()
                .optional("currency", oneOf("cad", "usd"))
                .optional(
                    MANDATE,
                    object()
                        .optional("custom_mandate_url", emptyable(string()))
                        .optional("default_for", list(oneOf("invoice", "subscription")))
                        .optional("interval_description", string(500))
                        .optional("payment_schedule", oneOf("combined", "interval", "sporadic"))
                        .optional("transaction_type", oneOf("business", "personal")))
                .optional(USAGE, ANY_USAGE)
                .optional("target_date", string())
                .optional("verification_method", oneOf("automatic", "instant", "microdeposits")))
        .optional("au_becs_debit", object().optional(USAGE, NONE).optional("target_date", string()))
        .optional(
            "us_bank_account",
            object()
                .optional(
                    "financial_connections",
                    object()
                        .optional(
                            "permissions",
                            list(oneOf("balances", "ownership", "payment_method", "transactions")))
                        .optional("prefetch", list(oneOf("balances", "ownership", "transactions"))))
                .optional(USAGE, ANY_USAGE)
                .optional("target_date", string())
                .optional("verification_method", oneOf("automatic", "instant")))
        .optional("payto", object().optional(MANDATE, paytoMandate()).optional(USAGE, NONE_OR_OFF));
  }

  private static ObjectParam paytoMandate() {
    return object()
        .optional("amount", emptyable(integer()))
        .optional("amount_type", emptyable(MANDATE_AMOUNT))
        .optional("end_date", emptyable(string()))
        .optional(
            "payment_schedule",
            emptyable(
                oneOf(
                    "adhoc annual daily fortnightly monthly quarterly semi_annual weekly"
                        .split(" ", -1))))
        .optional("payments_per_period", emptyable(integer()))
        .optional(
            "purpose",
            emptyable(
                oneOf(
                    ("dependant_support government loan mortgage other pension personal retail"
                            + " salary tax utility")
                        .split(" ", -1))))
        .optional("start_date", emptyable(string()));
  }

  private static ObjectParam vouchers() {
    return object()
        .optional(
            "boleto",
            object().optional("expires_after_days", integer(0, 60)).optional(USAGE, ANY_USAGE))
        .optional(
            "konbini",
            object().optional("expires_after_days", integer(0, 60)).optional(USAGE, NONE))
        .optional(
            "oxxo", object().optional("expires_after_days", integer(1, 7)).optional(USAGE, NONE));
  }

  private static ObjectParam transfers() {
    return object()
        .optional(
            "customer_balance",
            object()
                .optional(
                    "bank_transfer",
                    object()
                        .optional("eu_bank_transfer", object().required("country", string()))
                        .optional(
                            "requested_address_types",
                            list(oneOf("aba iban sepa sort_code spei swift zengin".split(" ", -1))))
                        .required(
                            "type",
                            oneOf(
                                "eu_bank_transfer",
                                "gb_bank_transfer",
                                "jp_bank_transfer",
                                "mx_bank_transfer",
                                "us_bank_transfer")))
                .optional("funding_type", oneOf("bank_transfer"))
                .optional(USAGE, NONE))
        .optional("p24", object().optional(USAGE, NONE).optional("tos_shown_and_accepted", bool()))
        .optional("pay_by_bank", object())
        .optional("swish", object().optional("reference", string()))
        .optional(
            "pix",
            object()
                .optional("amount_includes_iof", oneOf("always", "never"))
                .optional("expires_after_seconds", integer(10, 1_209_600))
                .optional(MANDATE, pixMandate())
                .optional(USAGE, NONE_OR_OFF))
        .optional(
            "upi",
            object()
                .optional(
                    MANDATE,
                    object()
                        .optional("amount", integer())
                        .optional("amount_type", MANDATE_AMOUNT)
                        .optional("description", string())
                        .optional("end_date", integer()))
                .optional(USAGE, emptyable(ANY_USAGE)));
  }

  private static ObjectParam pixMandate() {
    return object()
        .optional("amount", integer())
        .optional("amount_includes_iof", oneOf("always", "never"))
        .optional("amount_type", MANDATE_AMOUNT)
        .optional("currency", currency())
        .optional("end_date", string())
        .optional(
            "payment_schedule", oneOf("halfyearly", "monthly", "quarterly", "weekly", "yearly"))
        .optional("reference", string())
        .optional("start_date", string());
  }

  private static ObjectParam wallets() {
    ObjectParam klarnaPlan =
        object()
            .required("interval", Prices.INTERVAL)
            .optional("interval_count", integer())
            .optional("name", string())
            .required(
                "next_billing", object().required("amount", integer()).required("date", string()))
            .required("reference", string());
    return object()
        .optional(
            "klarna",
            object()
                .optional(CAPTURE, MANUAL)
                .optional(USAGE, NONE)
                .optional("subscriptions", emptyable(list(klarnaPlan))))
        .optional(
            "paypal",
            object()
                .optional(CAPTURE, emptyable(MANUAL))
                .optional(
                    "preferred_locale",
                    oneOf(
                        ("cs-CZ da-DK de-AT de-DE de-LU el-GR en-GB en-US es-ES fi-FI fr-BE fr-FR"
                                + " fr-LU hu-HU it-IT nl-BE nl-NL pl-PL pt-PT sk-SK sv-SE")
                            .split(" ", -1)))
                .optional("reference", string(127))
                .optional("risk_correlation_id", string(32))
                .optional(USAGE, emptyable(NONE_OR_OFF)))
        .optional(
            "wechat_pay",
            object()
                .optional("app_id", string())
                .required("client", oneOf("android", "ios", "web"))
                .optional(USAGE, NONE));
  }

  private static ObjectParam each(ObjectParam options, String names) {
    ObjectParam table = object();
    for (String name : names.split(" ", -1)) {
      table = table.optional(name, options);
    }
    return table;
  }
}
