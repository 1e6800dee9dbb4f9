package dev.billet.contract;

/** A text that is not JSON. */
public final class MalformedJsonException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String error;
  private final int offset;

  MalformedJsonException(String error, int offset) {
    super(error + " at character " + offset);
    this.error = error;
    this.offset = offset;
  }

  /** What is wrong, in the words of Python's decoder. */
  public String error() {
    return error;
  }

  /** Where it goes wrong, in characters from the start. */
  public int offset() {
    return offset;
  }
}
