package dev.billet.conformance.http;

/** Nobody answered, or not in HTTP. */
public final class UnreachableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Because of this. */
  public UnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
