package dev.billet.contract;

/** Bytes that are no text, or JSON that no reader should be asked to hold. */
public final class UnreadableJsonException extends Exception {

  private static final long serialVersionUID = 1L;

  UnreadableJsonException(String message, Throwable cause) {
    super(message, cause);
  }

  UnreadableJsonException(String message) {
    super(message);
  }
}
