package dev.billet.checkout;

import org.jspecify.annotations.Nullable;

/**
 * There is no session, and {@link #failure()} says why. The message and the cause are for the log
 * alone.
 */
public final class CheckoutException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Failure failure;

  /** A failure whose detail says all there is to log. */
  public CheckoutException(Failure failure) {
    this(failure, failure.kind() + ": " + failure.detail(), null);
  }

  /**
   * A failure of which the log should say more than the caller may hear.
   *
   * @param logMessage what the log says; never a secret
   * @param cause what happened underneath, where something did
   */
  public CheckoutException(Failure failure, String logMessage, @Nullable Throwable cause) {
    super(logMessage, cause);
    this.failure = failure;
  }

  /** What the caller may know. */
  public Failure failure() {
    return failure;
  }
}
