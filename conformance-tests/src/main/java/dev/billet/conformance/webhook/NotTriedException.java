package dev.billet.conformance.webhook;

/** What a scenario is about cannot be provoked here. The message says why. */
final class NotTriedException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotTriedException(String why) {
    super(why);
  }
}
