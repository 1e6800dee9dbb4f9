package dev.billet.conformance.webhook;

/** The server, as a buyer reaches it. */
@FunctionalInterface
interface Shop {

  /**
   * Starts a checkout of the same thing each time.
   *
   * @return what was answered; the session's id is in it somewhere
   * @throws CommandException where there is no answer
   */
  String checkOut();
}
