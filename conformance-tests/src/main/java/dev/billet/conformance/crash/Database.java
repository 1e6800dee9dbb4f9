package dev.billet.conformance.crash;

import java.nio.file.Path;

/**
 * Where servers keep their ledger, as their configuration says it.
 *
 * @param name for people
 * @param url the JDBC URL
 * @param user empty where none is needed
 * @param password likewise
 */
public record Database(String name, String url, String user, String password) {

  /** A file, which need not be there yet. */
  public static Database sqlite(Path file) {
    return new Database("SQLite", "jdbc:sqlite:" + file, "", "");
  }

  /** A PostgreSQL. */
  public static Database postgres(String url, String user, String password) {
    return new Database("PostgreSQL", url, user, password);
  }
}
