package dev.billet.conformance.webhook;

/** What was credited, as the server's user reads it. */
@FunctionalInterface
interface Account {

  /**
   * Reads it.
   *
   * @return in whole units, whichever they are
   * @throws CommandException where there is no such number
   */
  long read();
}
