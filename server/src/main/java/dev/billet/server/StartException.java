package dev.billet.server;

import org.jspecify.annotations.Nullable;

/** The server cannot start, for a reason outside its configuration; the message is for a person. */
final class StartException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  StartException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
