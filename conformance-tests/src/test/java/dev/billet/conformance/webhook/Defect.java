package dev.billet.conformance.webhook;

import java.util.List;

/** What people get wrong when they fulfil by webhooks, and the scenario that has to notice. */
enum Defect {
  FULFILS_NOTHING("plain"),
  NO_SIGNATURE_CHECK("unsigned wrong-secret altered"),
  SIGNATURE_IF_THERE_IS_ONE("unsigned"),
  MARKS_BEFORE_IT_VERIFIES("wrong-secret"),
  NO_TOLERANCE("stale"),
  FIRST_SIGNATURE_ONLY("two-signatures"),
  FAILS_OVER_WHAT_IS_NO_JSON("not-json"),
  NO_DEDUPLICATION("same-event"),
  DEDUPLICATES_BY_EVENT("other-event"),
  LOOKS_BEFORE_IT_LEAPS("together"),
  CREDITS_CHARGES_TOO("all-events"),
  LETS_THE_LAST_EVENT_WIN("reverse"),
  JUDGES_THE_AGE_OF_EVENTS("late"),
  CREDITS_THE_UNPAID("debit debit-fails"),
  IGNORES_LATE_PAYMENTS("debit"),
  FORGETS_REFUNDS("refund"),
  REFUNDS_EACH_TIME("refund-twice"),
  REFUNDS_ALL_FOR_A_PART("part-refund"),
  FORGETS_REFUNDS_OF_THE_UNKNOWN("refund-first"),
  CREDITS_THE_EXPIRED("expired"),
  FAILS_OVER_UNKNOWN_TYPES("unknown-type"),
  CREDITS_THE_FOREIGN("elsewhere"),
  REFUSES_THE_FOREIGN("elsewhere"),
  MARKS_BEFORE_IT_WORKS("stripe-fails"),
  WRITES_IN_TWO_STEPS("killed-meanwhile"),
  ACKNOWLEDGES_BEFORE_IT_STORES("killed-afterwards");

  private final String scenarios;

  Defect(String scenarios) {
    this.scenarios = scenarios;
  }

  /** The keys of the scenarios that have to be broken by it. */
  List<String> scenarios() {
    return List.of(scenarios.split(" "));
  }

  /** Whether it shows only where the server is killed. */
  boolean needsAProcess() {
    return this == WRITES_IN_TWO_STEPS || this == ACKNOWLEDGES_BEFORE_IT_STORES;
  }
}
