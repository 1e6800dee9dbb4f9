package dev.billet.conformance.webhook;

/** The user's server, where it can be killed and started again. */
interface Server {

  /**
   * Looks up all that has to be killed, which takes longer than many an answer.
   *
   * @return ends it at once, with all that it has started, and waits until nobody answers any more;
   *     throws a {@link NotTriedException} where somebody still does
   */
  Runnable aim();

  /**
   * Starts it, and waits until it answers.
   *
   * @throws CommandException where it does not
   */
  void start();
}
