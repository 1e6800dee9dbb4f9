package dev.billet.conformance.webhook;

/** A command of the user's does not do what it is for. The message is for the user. */
final class CommandException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CommandException(String message) {
    super(message);
  }
}
