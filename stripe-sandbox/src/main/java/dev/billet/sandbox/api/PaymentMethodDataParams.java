package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.email;
import static dev.billet.sandbox.wire.Params.emptyable;
import static dev.billet.sandbox.wire.Params.integer;
import static dev.billet.sandbox.wire.Params.metadata;
import static dev.billet.sandbox.wire.Params.object;
import static dev.billet.sandbox.wire.Params.oneOf;
import static dev.billet.sandbox.wire.Params.string;

import dev.billet.sandbox.wire.ObjectParam;
import dev.billet.sandbox.wire.Param;

/** What a payment method may be made of, alone or along with an intent. */
final class PaymentMethodDataParams {

  /** Types that have nothing to be said of them. */
  private static final String PLAIN =
      "affirm afterpay_clearpay alipay alma amazon_pay bancontact billie bizum blik cashapp crypto"
          + " customer_balance giropay grabpay interac_present kakao_pay konbini kr_card link"
          + " mb_way mobilepay multibanco oxxo pay_by_bank payco paynow paypal pix promptpay"
          + " revolut_pay samsung_pay satispay scalapay sunbit swish twint wechat_pay zip";

  private static final String TYPES =
      "acss_debit affirm afterpay_clearpay alipay alma amazon_pay au_becs_debit bacs_debit"
          + " bancontact billie bizum blik boleto cashapp crypto customer_balance eps fpx giropay"
          + " grabpay ideal kakao_pay klarna konbini kr_card link mb_way mobilepay multibanco"
          + " naver_pay nz_bank_account oxxo p24 pay_by_bank payco paynow paypal payto pix"
          + " promptpay revolut_pay samsung_pay satispay scalapay sepa_debit sofort sunbit swish"
          + " twint upi us_bank_account wechat_pay zip";

  static final Param REDISPLAY = oneOf("always", "limited", "unspecified");

  /** A type to filter by or to make a payment method of. */
  static final Param TYPE = oneOf((TYPES + " card custom").split(" ", -1));

  static final ObjectParam ADDRESS =
      CheckoutOutcomeParams.address().optional("country", string()).optional("line1", string());

  static final ObjectParam BILLING_DETAILS =
      object()
          .optional("address", emptyable(ADDRESS))
          .optional("email", emptyable(email()))
          .optional("name", emptyable(string()))
          .optional("phone", emptyable(string()))
          .optional("tax_id", string());

  static final ObjectParam PAYTO =
      object()
          .optional("account_number", string())
          .optional("bsb_number", string())
          .optional("pay_id", string());

  private static final Param HOLDER = oneOf("company", "individual");

  static final ObjectParam US_ACCOUNT_UPDATE =
      object()
          .optional("account_holder_type", HOLDER)
          .optional("account_type", oneOf("checking", "savings"));

  private static final ObjectParam CARD =
      object()
          .optional("cvc", string())
          .optional("exp_month", integer())
          .optional("exp_year", integer())
          .optional(
              "networks",
              object().optional("preferred", oneOf("cartes_bancaires", "mastercard", "visa")))
          .optional("number", string())
          .optional("token", string())
          .exactlyOne("number", "token");

  /** What comes with an intent: everything but a card's number, which only tokens stand for. */
  static final ObjectParam WITH_INTENT =
      details().required("type", oneOf((TYPES + " card").split(" ", -1)));

  /** What {@code POST /v1/payment_methods} takes. */
  static final ObjectParam CREATE =
      details()
          .optional("type", TYPE)
          .optional("card", CARD)
          .optional("custom", object().required("type", string()))
          .optional("customer", string())
          .optional("payment_method", string());

  private PaymentMethodDataParams() {}

  private static ObjectParam details() {
    ObjectParam params =
        object()
            .optional("allow_redisplay", REDISPLAY)
            .optional("billing_details", BILLING_DETAILS)
            .optional("metadata", metadata())
            .optional("radar_options", object().optional("session", string()));
    for (String type : PLAIN.split(" ", -1)) {
      params = params.optional(type, object());
    }
    return params.including(debits()).including(redirects());
  }

  private static ObjectParam debits() {
    return object()
        .optional(
            "acss_debit",
            object()
                .required("account_number", string())
                .required("institution_number", string())
                .required("transit_number", string()))
        .optional(
            "au_becs_debit",
            object().required("account_number", string()).required("bsb_number", string()))
        .optional(
            "bacs_debit",
            object().optional("account_number", string()).optional("sort_code", string()))
        .optional(
            "nz_bank_account",
            object()
                .optional("account_holder_name", string())
                .required("account_number", string())
                .required("bank_code", string())
                .required("branch_code", string())
                .optional("reference", string())
                .required("suffix", string()))
        .optional("payto", PAYTO)
        .optional("sepa_debit", object().required("iban", string()))
        .optional(
            "us_bank_account",
            US_ACCOUNT_UPDATE
                .optional("account_number", string())
                .optional("financial_connections_account", string())
                .optional("routing_number", string()));
  }

  private static ObjectParam redirects() {
    ObjectParam bank = object().optional("bank", string());
    return object()
        .optional("boleto", object().required("tax_id", string()))
        .optional("eps", bank)
        .optional(
            "fpx", object().optional("account_holder_type", HOLDER).required("bank", string()))
        .optional("ideal", bank)
        .optional(
            "klarna",
            object()
                .optional(
                    "dob",
                    object()
                        .required("day", integer())
                        .required("month", integer())
                        .required("year", integer())))
        .optional("naver_pay", object().optional("funding", oneOf("card", "points")))
        .optional("p24", bank)
        .optional("sofort", object().required("country", oneOf("AT", "BE", "DE", "ES", "IT", "NL")))
        .optional(
            "upi",
            object()
                .optional(
                    "mandate_options",
                    object()
                        .optional("amount", integer())
                        .optional("amount_type", oneOf("fixed", "maximum"))
                        .optional("description", string())
                        .optional("end_date", integer())));
  }
}
