package dev.billet.ledger;

import java.util.Optional;

/**
 * Where the books are.
 *
 * @param url a JDBC address: {@code jdbc:sqlite:FILE}, {@code jdbc:sqlite::memory:} or {@code
 *     jdbc:postgresql:…}
 * @param user the user at a PostgreSQL, unless the address names it
 * @param password the user's password; never printed
 * @param poolSize how many connections there may be at once: for reads of a SQLite file, for
 *     everything on PostgreSQL; at least one
 */
public record DatabaseSettings(
    String url, Optional<String> user, Optional<String> password, int poolSize) {

  public DatabaseSettings {
    if (poolSize < 1) {
      throw new IllegalArgumentException("a pool of connections has at least one");
    }
  }

  /** The address without what may hold a secret: its parameters, and a user before a host. */
  String publicUrl() {
    return url.replaceAll("[?;].*", "").replaceAll("//[^/]*@", "//");
  }

  /** Everything but the password. */
  @Override
  public String toString() {
    return "DatabaseSettings[" + publicUrl() + ", " + user.orElse("") + ", " + poolSize + "]";
  }
}
