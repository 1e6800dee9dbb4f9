package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.object;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** {@code /v1/balance}: the sum of the balance transactions, by currency. */
final class Balance {

  private static final String OBJECT = "balance";

  /** Where Stripe keeps money by what it was paid with; a bank debit is not told apart here. */
  private static final String SOURCE = "card";

  private Balance() {}

  static List<Operation> operations() {
    return List.of(Operation.get("/v1/balance", OBJECT, object(), call -> of(call.account())));
  }

  static ObjectNode of(Account account) {
    Map<String, Long> available = new TreeMap<>();
    Map<String, Long> pending = new TreeMap<>();
    for (ObjectNode transaction : account.table(BalanceTransactions.OBJECT).newestFirst()) {
      String currency = transaction.get("currency").textValue();
      boolean there = transaction.get("status").textValue().equals("available");
      available.merge(currency, 0L, Math::addExact);
      pending.merge(currency, 0L, Math::addExact);
      (there ? available : pending)
          .merge(currency, transaction.get("net").longValue(), Math::addExact);
    }
    if (available.isEmpty()) {
      available.put("usd", 0L);
      pending.put("usd", 0L);
    }
    ObjectNode balance = JsonParams.empty().put("object", OBJECT);
    show(balance.putArray("available"), available);
    balance.put("livemode", false);
    show(balance.putArray("pending"), pending);
    ObjectNode prefunding = balance.putObject("refund_and_dispute_prefunding");
    prefunding.putArray("available");
    prefunding.putArray("pending");
    return balance;
  }

  private static void show(ArrayNode list, Map<String, Long> amounts) {
    amounts.forEach(
        (currency, amount) -> {
          ObjectNode one = list.addObject().put("amount", amount).put("currency", currency);
          one.putObject("source_types").put(SOURCE, amount);
        });
  }
}
