package dev.billet.ledger;

import dev.billet.ledger.TestDatabases.Kind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** For each test: an open database, and books in it of an account that no other test has. */
final class Fixture implements BeforeEachCallback, AfterEachCallback {

  private final Kind kind;
  private final MovableClock clock = new MovableClock();
  private @Nullable DatabaseSettings settings;
  private @Nullable LedgerDatabase database;
  private @Nullable Books books;

  Fixture(Kind kind) {
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    settings = TestDatabases.of(context).settings(kind);
    database = open();
    books = newBooks();
  }

  @Override
  public void afterEach(ExtensionContext context) {
    database().close();
  }

  MovableClock clock() {
    return clock;
  }

  DatabaseSettings settings() {
    return Objects.requireNonNull(settings);
  }

  LedgerDatabase database() {
    return Objects.requireNonNull(database);
  }

  Books books() {
    return Objects.requireNonNull(books);
  }

  /** The same database, opened once more, as another process would. */
  LedgerDatabase open() {
    return LedgerDatabase.open(settings(), clock);
  }

  /** Books of an account that is new here. */
  Books newBooks() {
    String account = "acct_" + UUID.randomUUID();
    return bound(database().bind(sha256(account), false, () -> Optional.of(account)));
  }

  /** These same books, through another opening of the database. */
  Books sameBooks(LedgerDatabase other) {
    return bound(
        other.bind(
            sha256(books().account().orElseThrow()), false, () -> Optional.of("never asked for")));
  }

  /** Runs one statement by hand, as an operator might. */
  int sql(String statement) throws SQLException {
    try (Connection connection = connect();
        Statement plain = connection.createStatement()) {
      return plain.executeUpdate(statement);
    }
  }

  Connection connect() throws SQLException {
    return kind == Kind.SQLITE
        ? SqliteTransactions.dataSource(settings().url()).getConnection()
        : DriverManager.getConnection(settings().url(), "postgres", "postgres");
  }

  static Books bound(Binding binding) {
    if (binding instanceof Binding.Bound bound) {
      return bound.books();
    }
    throw new AssertionError(binding.toString());
  }

  static String sha256(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
