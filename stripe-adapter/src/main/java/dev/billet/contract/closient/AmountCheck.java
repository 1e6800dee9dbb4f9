package dev.billet.contract.closient;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.checkout.Catalogue;
import dev.billet.checkout.Failure.Kind;
import dev.billet.contract.Check;
import dev.billet.contract.Checks;
import dev.billet.contract.Exchange;
import dev.billet.contract.InvalidRequestException;
import dev.billet.contract.Violation;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The schema, and with it the server's own bounds on the amount. The document gives an amount below
 * the floor a status of its own, which holds where nothing else is wrong. Bounds are judged before
 * the amount is bound to a {@code long}, which could not hold every number that JSON can.
 * Immutable.
 */
final class AmountCheck implements Check {

  static final String FIELD = "amount_cents";

  private static final List<Object> LOCATION = List.of("body", FIELD);

  private final Catalogue.Balance balance;

  AmountCheck(Catalogue.Balance balance) {
    this.balance = balance;
  }

  @Override
  public void pass(Exchange exchange) {
    List<Violation> violations = new ArrayList<>(exchange.violations());
    JsonNode amount = exchange.body().path(FIELD);
    if (amount.isNumber() && violations.stream().noneMatch(AmountCheck::isOnAmount)) {
      judge(amount, violations);
    }
    if (violations.size() == 1 && isFloor(violations.get(0))) {
      throw new InvalidRequestException(Kind.AMOUNT_BELOW_FLOOR, violations);
    }
    Checks.refuseAny(violations);
  }

  private void judge(JsonNode amount, List<Violation> violations) {
    if (amount.decimalValue().compareTo(BigDecimal.valueOf(balance.maximum())) > 0) {
      violations.add(Violation.above(balance.maximum(), LOCATION, amount));
    } else if (amount.decimalValue().compareTo(BigDecimal.valueOf(balance.minimum())) < 0) {
      violations.add(
          new Violation(
              Violation.GREATER_THAN_EQUAL,
              LOCATION,
              "Input should be greater than or equal to " + balance.minimum(),
              amount,
              Map.of("ge", balance.minimum())));
    }
  }

  private static boolean isOnAmount(Violation violation) {
    return violation.location().equals(LOCATION);
  }

  private static boolean isFloor(Violation violation) {
    return isOnAmount(violation) && violation.type().equals(Violation.GREATER_THAN_EQUAL);
  }
}
