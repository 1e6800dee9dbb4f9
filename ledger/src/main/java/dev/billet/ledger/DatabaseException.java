package dev.billet.ledger;

import org.jspecify.annotations.Nullable;

/**
 * The database cannot be opened: it is out of reach, is no database of ours, or was written by a
 * newer version. The message is a sentence for the operator and holds no password.
 */
public final class DatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DatabaseException(String sentence, @Nullable Throwable cause) {
    super(sentence, cause);
  }
}
