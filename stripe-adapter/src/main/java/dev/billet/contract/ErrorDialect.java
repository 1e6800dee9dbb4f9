package dev.billet.contract;

/**
 * How a contract says no. Every contract names its own; there is no default. Implementations are
 * immutable and decide every kind of failure in one exhaustive switch.
 */
public interface ErrorDialect {

  /** Puts a refusal into the contract's status and envelope. */
  Answer answer(Refusal refusal);

  /**
   * A status and the generated error model that goes with it.
   *
   * @param status an HTTP status that the contract's document declares
   * @param envelope the body; the contract's mapper writes it
   */
  record Answer(int status, Object envelope) {}
}
