package dev.billet.sandbox.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.api.Buying.Tender;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer typed into the form. Its text form shows nothing of the card.
 *
 * @param email the e-mail address
 * @param number the card number, digits only where it was typed with blanks or hyphens
 * @param expiry the expiry as it was typed
 * @param cvc the security code
 */
record Card(String email, String number, String expiry, String cvc) implements Filled {

  static final String NUMBER = "cardNumber";
  static final String EXPIRY = "cardExpiry";
  static final String CVC = "cardCvc";

  private static final Pattern MONTH_AND_YEAR =
      Pattern.compile("(\\d{1,2})\\s*[/ -]?\\s*(\\d{2}|20\\d{2})");

  static Card of(ObjectNode form) {
    return new Card(
        form.path(EMAIL).asText().strip(),
        form.path(NUMBER).asText().replaceAll("[\\s-]", ""),
        form.path(EXPIRY).asText().strip(),
        form.path(CVC).asText().strip());
  }

  /** The form before anybody has filled it in. */
  static Card blank(String email) {
    return new Card(email, "", "", "");
  }

  @Override
  public String method() {
    return "card";
  }

  @Override
  public Map<String, String> shown() {
    return Map.of(EMAIL, email);
  }

  @Override
  public Tender tender() {
    Matcher matcher = MONTH_AND_YEAR.matcher(expiry);
    if (!matcher.matches()) {
      throw new IllegalStateException("the expiry has not been judged");
    }
    int month = Integer.parseInt(matcher.group(1));
    return Tender.ofCard(email, number, month, Integer.parseInt(matcher.group(2)), cvc);
  }

  @Override
  public Map<String, String> problems(YearMonth now) {
    Map<String, String> problems = new LinkedHashMap<>();
    put(problems, EMAIL, Filled.emailProblem(email));
    put(problems, NUMBER, numberProblem());
    put(problems, EXPIRY, expiryProblem(now));
    put(problems, CVC, cvcProblem());
    return problems;
  }

  private static void put(Map<String, String> problems, String field, @Nullable String problem) {
    if (problem != null) {
      problems.put(field, problem);
    }
  }

  private @Nullable String numberProblem() {
    if (!number.matches("\\d*")) {
      return "Your card number is invalid.";
    }
    if (number.length() < 13) {
      return "Your card number is incomplete.";
    }
    return number.length() <= 19 && passesLuhn() ? null : "Your card number is invalid.";
  }

  private @Nullable String expiryProblem(YearMonth now) {
    Matcher matcher = MONTH_AND_YEAR.matcher(expiry);
    if (!matcher.matches()) {
      return "Your card's expiration date is incomplete.";
    }
    int month = Integer.parseInt(matcher.group(1));
    int year = Integer.parseInt(matcher.group(2));
    if (month < 1 || month > 12) {
      return "Your card's expiration date is invalid.";
    }
    YearMonth end = YearMonth.of(year < 100 ? 2000 + year : year, month);
    if (end.isBefore(now)) {
      return "Your card's expiration date is in the past.";
    }
    return end.isAfter(now.plusYears(50)) ? "Your card's expiration year is invalid." : null;
  }

  private @Nullable String cvcProblem() {
    // American Express prints four digits.
    int digits = number.startsWith("34") || number.startsWith("37") ? 4 : 3;
    return cvc.matches("\\d{" + digits + "}") ? null : "Your card's security code is incomplete.";
  }

  private boolean passesLuhn() {
    int sum = 0;
    for (int i = 0; i < number.length(); i++) {
      int digit = number.charAt(number.length() - 1 - i) - '0';
      int doubled = digit * 2;
      sum += i % 2 == 0 ? digit : doubled / 10 + doubled % 10;
    }
    return sum % 10 == 0;
  }

  @Override
  public String toString() {
    return "Card[…]";
  }
}
