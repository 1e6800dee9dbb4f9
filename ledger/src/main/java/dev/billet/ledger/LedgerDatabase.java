package dev.billet.ledger;

import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import dev.billet.checkout.CheckoutException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Supplier;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

/**
 * An open database of books, with its schema up to date. Safe for use by many threads; several
 * processes may have the same database open.
 */
public final class LedgerDatabase implements AutoCloseable {

  private static final String SQLITE = "jdbc:sqlite:";
  private static final String MEMORY = SQLITE + ":memory:";
  private static final String POSTGRESQL = "jdbc:postgresql:";

  private final Transactions transactions;
  private final boolean persists;
  private final Scopes scopes;

  private LedgerDatabase(Transactions transactions, boolean persists, Clock clock) {
    this.transactions = transactions;
    this.persists = persists;
    this.scopes = new Scopes(transactions, clock);
  }

  /**
   * Opens a database, and makes or completes its tables.
   *
   * @param clock by which rows are dated and leases run out
   * @throws IllegalArgumentException where the settings name no database of a kind that is
   *     supported; the message is a sentence for the operator
   * @throws DatabaseException where the database cannot be opened
   */
  public static LedgerDatabase open(DatabaseSettings settings, Clock clock) {
    try {
      if (settings.url().equals(MEMORY)) {
        return inMemory(clock);
      }
      if (settings.url().startsWith(SQLITE)) {
        return onFile(settings, clock);
      }
      if (settings.url().startsWith(POSTGRESQL)) {
        return onPostgres(settings, clock);
      }
    } catch (SQLException | PoolInitializationException e) {
      throw new DatabaseException(
          "The database %s cannot be opened: %s".formatted(settings.publicUrl(), e.getMessage()),
          e);
    }
    throw new IllegalArgumentException(
        "The database's address must begin with jdbc:sqlite: or jdbc:postgresql:");
  }

  /** Whether what is written is still there after a restart. */
  public boolean persists() {
    return persists;
  }

  /** Whether the database can be written to now; answers within a few seconds. */
  public boolean isHealthy() {
    try {
      return transactions.write(sql -> sql.first("SELECT 1 AS one", row -> true)).orElse(false);
    } catch (CheckoutException e) {
      return false;
    }
  }

  /**
   * Finds the books that a secret key may see: those of its Stripe account, in its mode.
   *
   * @param secretKeySha256 the SHA-256 of the secret key, in hexadecimal
   * @param livemode whether the key moves real money
   * @param account asks for the id ({@code acct_…}) of the account the key belongs to; empty where
   *     that cannot be said now. Asked outside any transaction, and only where the key is new here.
   * @throws CheckoutException of {@link dev.billet.checkout.Failure.Kind#UNAVAILABLE} where the
   *     database cannot be read or written
   */
  public Binding bind(
      String secretKeySha256, boolean livemode, Supplier<Optional<String>> account) {
    return scopes.bind(secretKeySha256, livemode, account);
  }

  /** Writes what waits, and lets go of the database. */
  @Override
  public void close() {
    transactions.close();
  }

  private static LedgerDatabase inMemory(Clock clock) throws SQLException {
    // Under a name, so that Flyway's connection finds the same one.
    SQLiteDataSource source =
        SqliteTransactions.dataSource(
            SQLITE + "file:" + UUID.randomUUID() + "?mode=memory&cache=shared");
    Connection connection = source.getConnection();
    Schema.bringUpToDate(source, Sql.Dialect.SQLITE);
    return new LedgerDatabase(SqliteTransactions.inMemory(connection), false, clock);
  }

  private static LedgerDatabase onFile(DatabaseSettings settings, Clock clock) throws SQLException {
    String file = settings.url().substring(SQLITE.length());
    if (file.isBlank() || file.startsWith(":") || file.startsWith("file:") || file.contains("?")) {
      throw new IllegalArgumentException(
          "The database's address must be jdbc:sqlite: and the plain name of a file");
    }
    keepToOwner(Path.of(file));
    SQLiteDataSource source = SqliteTransactions.dataSource(settings.url());
    Schema.bringUpToDate(source, Sql.Dialect.SQLITE);
    return new LedgerDatabase(SqliteTransactions.onFile(source, settings.poolSize()), true, clock);
  }

  // Buyers' names and addresses are in it; SQLite gives its other files the modes of this one.
  private static void keepToOwner(Path file) {
    try {
      if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      }
    } catch (IOException e) {
      // It is there, and whoever made it has decided who may read it; or it cannot be made, and
      // SQLite will say so.
    }
  }

  private static LedgerDatabase onPostgres(DatabaseSettings settings, Clock clock)
      throws SQLException {
    if (settings.url().matches("[^?]*@.*")) {
      throw new IllegalArgumentException(
          "The database's user and password have settings of their own; its address holds neither");
    }
    // The driver's own complaint would quote the address, which may hold a password.
    if (Driver.parseURL(settings.url(), new Properties()) == null) {
      throw new IllegalArgumentException(
          "The database's address is none that PostgreSQL's driver understands");
    }
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(settings.url());
    settings.user().ifPresent(source::setUser);
    settings.password().ifPresent(source::setPassword);
    source.setConnectTimeout(3);
    Schema.bringUpToDate(source, Sql.Dialect.POSTGRESQL);
    return new LedgerDatabase(PostgresTransactions.open(settings), true, clock);
  }
}
