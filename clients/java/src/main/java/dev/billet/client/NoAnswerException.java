package dev.billet.client;

import dev.billet.client.http.ApiException;
import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * No answer came, so that it is not known whether the server did what it was asked. Calling again
 * with {@link #idempotencyKey()} is safe: if it did, the answer is the one that was lost.
 */
public final class NoAnswerException extends ApiException {

  private static final long serialVersionUID = 1L;

  private final @Nullable String idempotencyKey;

  NoAnswerException(IOException cause, @Nullable String idempotencyKey) {
    super(
        "no answer: " + cause.getClass().getSimpleName() + ": " + cause.getMessage(),
        cause,
        0,
        null);
    this.idempotencyKey = idempotencyKey;
  }

  /** Whether time ran out; otherwise the connection failed, or could not be made. */
  public boolean isTimeout() {
    return getCause() instanceof HttpTimeoutException;
  }

  /** The key that all attempts carried; empty where the operation only reads. */
  public Optional<String> idempotencyKey() {
    return Optional.ofNullable(idempotencyKey);
  }
}
