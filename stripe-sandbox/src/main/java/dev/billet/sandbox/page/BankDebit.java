package dev.billet.sandbox.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.api.Buying.Tender;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a buyer typed into the form for a debit from a bank account. Its text form shows nothing of
 * the account.
 *
 * @param method {@link #SEPA} or {@link #US}
 * @param name the account holder's name
 * @param routing the routing number, empty for an IBAN
 * @param account the IBAN or account number, without blanks
 */
record BankDebit(String method, String email, String name, String routing, String account)
    implements Filled {

  static final String SEPA = "sepa_debit";
  static final String US = "us_bank_account";
  static final String NAME = "name";
  static final String IBAN = "iban";
  static final String ROUTING = "routingNumber";
  static final String ACCOUNT = "accountNumber";

  static BankDebit of(String method, ObjectNode form) {
    String account = form.path(method.equals(SEPA) ? IBAN : ACCOUNT).asText();
    return new BankDebit(
        method,
        form.path(EMAIL).asText().strip(),
        form.path(NAME).asText().strip(),
        form.path(ROUTING).asText().strip(),
        account.replaceAll("[\\s-]", ""));
  }

  @Override
  public Map<String, String> problems(YearMonth now) {
    Map<String, String> problems = new LinkedHashMap<>();
    String problem = Filled.emailProblem(email);
    if (problem != null) {
      problems.put(EMAIL, problem);
    }
    if (name.isEmpty()) {
      problems.put(NAME, "Your name is required.");
    }
    if (method.equals(SEPA)) {
      if (!account.matches("(?i)[A-Z]{2}\\d{2}[A-Z0-9]{11,30}")) {
        problems.put(IBAN, "Your IBAN is incomplete.");
      }
      return problems;
    }
    if (!routing.matches("\\d{9}")) {
      problems.put(ROUTING, "Your routing number is incomplete.");
    }
    if (!account.matches("\\d{4,17}")) {
      problems.put(ACCOUNT, "Your account number is incomplete.");
    }
    return problems;
  }

  @Override
  public Tender tender() {
    return method.equals(SEPA)
        ? Tender.ofSepaDebit(email, name, account)
        : Tender.ofUsBankAccount(email, name, routing, account);
  }

  @Override
  public Map<String, String> shown() {
    return Map.of(EMAIL, email, NAME, name);
  }

  @Override
  public String toString() {
    return "BankDebit[…]";
  }
}
