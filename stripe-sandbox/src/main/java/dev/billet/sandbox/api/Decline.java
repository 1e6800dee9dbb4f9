package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * Why a bank or a card's issuer does not pay.
 *
 * @param code Stripe's error code, such as {@code card_declined}
 * @param declineCode the issuer's reason, such as {@code lost_card}; null where there is none
 * @param message what a buyer is told
 * @param param the part of the payment method that is at fault; null where none is
 */
record Decline(String code, @Nullable String declineCode, String message, @Nullable String param) {

  private static final String DECLINED = "card_declined";

  /** The buyer did not pass the issuer's challenge. */
  static final Decline NOT_AUTHENTICATED =
      new Decline(
          "payment_intent_authentication_failure",
          null,
          "We are unable to authenticate your payment method. Please choose a different payment method and try again.",
          null);

  /** The same, where a payment method was to be saved. */
  static final Decline SETUP_NOT_AUTHENTICATED =
      new Decline(
          "setup_intent_authentication_failure",
          null,
          "The latest attempt to set up the payment method has failed because authentication failed.",
          null);

  /** The issuer wants a challenge, and the buyer is not there to take it. */
  static final Decline AUTHENTICATION_REQUIRED =
      new Decline(
          "authentication_required",
          "authentication_required",
          "Your card was declined. This transaction requires authentication.",
          null);

  /** Returns the decline that the tables of test payment methods call so. */
  static Decline named(String reason) {
    return switch (reason) {
      case "insufficient_funds" ->
          new Decline(DECLINED, reason, "Your card has insufficient funds.", null);
      case "card_velocity_exceeded" ->
          new Decline(
              DECLINED,
              reason,
              "Your card was declined for making repeated attempts too frequently or exceeding its amount limit.",
              null);
      case "expired_card" -> new Decline(reason, reason, "Your card has expired.", "exp_month");
      case "incorrect_cvc" ->
          new Decline(reason, reason, "Your card's security code is incorrect.", "cvc");
      case "processing_error" ->
          new Decline(
              reason,
              reason,
              "An error occurred while processing your card. Try again in a little bit.",
              null);
      case "bank:account_closed" ->
          bank("account_closed", "The customer's bank account has been closed.");
      case "bank:no_account" ->
          bank("no_account", "The customer's bank account could not be located.");
      case "bank:insufficient_funds" ->
          bank(
              "insufficient_funds",
              "The customer's account has insufficient funds to cover this payment.");
      case "bank:debit_not_authorized" ->
          bank(
              "debit_not_authorized",
              "The customer has notified their bank that this payment was unauthorized.");
      case "bank:failed" -> bank("payment_intent_payment_attempt_failed", "The payment failed.");
      default -> new Decline(DECLINED, reason, "Your card was declined.", null);
    };
  }

  private static Decline bank(String code, String message) {
    return new Decline(code, null, message, null);
  }

  /** Returns whether Stripe itself refused it as too risky, and never asked the issuer. */
  boolean isBlocked() {
    return "fraudulent".equals(declineCode);
  }

  String type() {
    return code.endsWith("_authentication_failure") ? "invalid_request_error" : "card_error";
  }

  /** Returns what an intent shows as its last error. */
  ObjectNode error(ObjectNode method, @Nullable String charge) {
    ObjectNode error = JsonParams.empty();
    if (charge != null) {
      error.put("charge", charge);
    }
    error.put("code", code);
    if (declineCode != null) {
      error.put("decline_code", declineCode);
    }
    error.put("doc_url", "https://stripe.com/docs/error-codes/" + code.replace('_', '-'));
    error.put("message", message);
    if (param != null) {
      error.put("param", param);
    }
    error.set("payment_method", method);
    return error.put("type", type());
  }

  /**
   * Returns the refusal that an API client gets. What was changed on the way to it stays: the
   * attempt was made.
   *
   * @param details members of the error beside its code, message and type; null for none
   */
  ApiError refusal(@Nullable ObjectNode details) {
    ObjectNode more = details == null ? JsonParams.empty() : details;
    if (declineCode != null) {
      more.put("decline_code", declineCode);
    }
    return ApiError.of(402, "card_error", code, param, message).keepingChanges(more);
  }
}
