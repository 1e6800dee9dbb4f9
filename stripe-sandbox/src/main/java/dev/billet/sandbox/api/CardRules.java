package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ApiError;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** What a card's details have to look like before anybody is asked about them. */
final class CardRules {

  private CardRules() {}

  /**
   * Judges a card's number, expiry and security code.
   *
   * @param at the name of the parameter they are members of
   * @return the number without blanks
   * @throws ApiError 402 in Stripe's words where something cannot be right
   */
  static String check(Call call, ObjectNode card, String at) {
    String number = card.path("number").asText().replaceAll("[\\s-]", "");
    if (!number.matches("\\d{12,19}") || !passesLuhn(number)) {
      throw refusal("incorrect_number", at + "[number]", "Your card number is incorrect.");
    }
    int month = card.path("exp_month").asInt();
    if (month < 1 || month > 12) {
      throw refusal(
          "invalid_expiry_month", at + "[exp_month]", "Your card's expiration month is invalid.");
    }
    int given = card.path("exp_year").asInt();
    int year = given >= 0 && given < 100 ? 2000 + given : given;
    YearMonth now = YearMonth.from(Instant.ofEpochSecond(call.now()).atZone(ZoneOffset.UTC));
    if (year > now.getYear() + 50 || year < now.getYear()) {
      throw refusal(
          "invalid_expiry_year", at + "[exp_year]", "Your card's expiration year is invalid.");
    }
    if (YearMonth.of(year, month).isBefore(now)) {
      throw refusal(
          "invalid_expiry_month", at + "[exp_month]", "Your card's expiration month is invalid.");
    }
    String cvc = card.path("cvc").asText("");
    if (!cvc.isEmpty() && !cvc.matches("\\d{3,4}")) {
      throw refusal("invalid_cvc", at + "[cvc]", "Your card's security code is invalid.");
    }
    return number;
  }

  private static ApiError refusal(String code, String param, String message) {
    return ApiError.of(402, "card_error", code, param, message);
  }

  /** Luhn's sum, which most typing errors break. */
  private static boolean passesLuhn(String number) {
    int sum = 0;
    for (int i = 0; i < number.length(); i++) {
      int digit = number.charAt(number.length() - 1 - i) - '0';
      int doubled = digit * 2;
      sum += i % 2 == 0 ? digit : doubled / 10 + doubled % 10;
    }
    return sum % 10 == 0;
  }
}
