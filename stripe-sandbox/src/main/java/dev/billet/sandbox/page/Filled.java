package dev.billet.sandbox.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.api.Buying.Tender;
import java.time.YearMonth;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One of the page's forms as a buyer filled it in. */
sealed interface Filled permits Card, BankDebit {

  /** The field that tells which of the forms was sent. */
  String METHOD = "method";

  String EMAIL = "email";

  Pattern ADDRESS = Pattern.compile("[^@\\s]+@[^@\\s.]+(\\.[^@\\s.]+)+");

  /** Reads whichever form was sent. */
  static Filled of(ObjectNode form) {
    return switch (form.path(METHOD).asText()) {
      case BankDebit.SEPA -> BankDebit.of(BankDebit.SEPA, form);
      case BankDebit.US -> BankDebit.of(BankDebit.US, form);
      default -> Card.of(form);
    };
  }

  /** Returns Stripe's name for what is paid with. */
  String method();

  String email();

  /** Returns what is wrong, by the field's name; empty where nothing is. */
  Map<String, String> problems(YearMonth now);

  /** Returns what the buyer pays with; only where nothing is wrong. */
  Tender tender();

  /** Returns what of it may be shown again, by the field's name. */
  Map<String, String> shown();

  static @Nullable String emailProblem(String email) {
    if (email.isEmpty()) {
      return "Your email is required.";
    }
    return email.length() <= 512 && ADDRESS.matcher(email).matches()
        ? null
        : "Your email is invalid.";
  }
}
