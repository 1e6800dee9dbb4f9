package dev.billet.sandbox.store;

import java.security.SecureRandom;

/**
 * Makes ids that look like Stripe's. They are not to be guessed, because whoever knows a session's
 * id may open its page. Safe for use by several threads.
 */
public final class Ids {

  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private final SecureRandom random = new SecureRandom();

  /** Returns the prefix followed by so many random letters and digits. */
  public String next(String prefix, int length) {
    StringBuilder id = new StringBuilder(prefix.length() + length).append(prefix);
    for (int i = 0; i < length; i++) {
      id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return id.toString();
  }

  /** Returns the prefix followed by as many letters and digits as most of Stripe's objects have. */
  public String next(String prefix) {
    return next(prefix, 24);
  }
}
