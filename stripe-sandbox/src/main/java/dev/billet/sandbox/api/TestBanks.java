package dev.billet.sandbox.api;

import dev.billet.sandbox.api.TestMethod.Afterwards;
import dev.billet.sandbox.api.TestMethod.Challenge;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stripe's test bank accounts: IBANs for SEPA debits, and US accounts behind one routing number.
 */
final class TestBanks {

  /** The routing number of Stripe's test bank in the US. */
  static final String US_ROUTING = "110000000";

  private static final long SOON = 5;
  private static final long LATER = 3 * 60;

  private static final Map<String, TestMethod> ALL = new LinkedHashMap<>();

  static {
    for (String iban : new String[] {"DE89370400440532013000", "AT611904300234573201"}) {
      add(iban, null, Afterwards.NOTHING, SOON);
    }
    for (String iban : new String[] {"DE08370400440532013003", "AT321904300235473204"}) {
      add(iban, null, Afterwards.NOTHING, LATER);
    }
    for (String iban : new String[] {"DE62370400440532013001", "AT861904300235473202"}) {
      add(iban, "bank:failed", Afterwards.NOTHING, SOON);
    }
    for (String iban : new String[] {"DE78370400440532013004", "AT051904300235473205"}) {
      add(iban, "bank:failed", Afterwards.NOTHING, LATER);
    }
    for (String iban : new String[] {"DE35370400440532013002", "AT591904300235473203"}) {
      add(iban, null, Afterwards.DISPUTED_FRAUDULENT, SOON);
    }
    for (String iban : new String[] {"DE65370400440000343434", "AT981904300000343434"}) {
      add(iban, "bank:insufficient_funds", Afterwards.NOTHING, SOON);
    }
    add("000123456789", null, Afterwards.NOTHING, SOON);
    add("000111111113", "bank:account_closed", Afterwards.NOTHING, SOON);
    add("000111111116", "bank:no_account", Afterwards.NOTHING, SOON);
    add("000222222227", "bank:insufficient_funds", Afterwards.NOTHING, SOON);
    add("000333333335", "bank:debit_not_authorized", Afterwards.NOTHING, SOON);
    add("000555555559", null, Afterwards.DISPUTED_FRAUDULENT, SOON);
  }

  private TestBanks() {}

  /** Returns the test account with this IBAN, or null where it is none. */
  static @Nullable TestMethod iban(String iban) {
    return iban.startsWith("DE") || iban.startsWith("AT") ? ALL.get(iban) : null;
  }

  /** Returns the test account with this US account number, or null where it is none. */
  static @Nullable TestMethod usAccount(String routing, String number) {
    return routing.equals(US_ROUTING) && number.startsWith("000") ? ALL.get(number) : null;
  }

  /** Returns the test account with this IBAN or US account number, or null where it is none. */
  static @Nullable TestMethod numbered(String number) {
    return ALL.get(number);
  }

  private static void add(
      String number, @Nullable String decline, Afterwards afterwards, long delay) {
    ALL.put(number, new TestMethod(number, Challenge.NEVER, decline, afterwards, delay));
  }
}
