package dev.billet.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * A SQLite file: one writer that commits in groups, and a few connections that read beside it. The
 * file's own locks keep other processes apart, so a command may work on it while a server does.
 *
 * <p>A database in memory has no file to share: its one connection does everything.
 */
final class SqliteTransactions implements Transactions {

  /** How long SQLite waits for another process's lock; well below what a caller waits. */
  private static final int BUSY_MILLIS = 2_500;

  private final SqliteWriter writer;
  private final Optional<HikariDataSource> readers;

  private SqliteTransactions(SqliteWriter writer, Optional<HikariDataSource> readers) {
    this.writer = writer;
    this.readers = readers;
  }

  /** A source of connections that are set up as the books need them. */
  static SQLiteDataSource dataSource(String url) {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.enforceForeignKeys(true);
    config.setBusyTimeout(BUSY_MILLIS);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(url);
    return source;
  }

  /** The transactions of a file. */
  static SqliteTransactions onFile(SQLiteDataSource source, int readers) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("billet-ledger-readers");
    config.setDataSource(source);
    config.setMaximumPoolSize(readers);
    config.setAutoCommit(false);
    config.setConnectionTimeout(3_000);
    config.setConnectionInitSql("PRAGMA query_only = ON");
    HikariDataSource pool = new HikariDataSource(config);
    return new SqliteTransactions(
        SqliteWriter.start(source::getConnection, SqliteWriter.QUEUE), Optional.of(pool));
  }

  /** The transactions of a database that is forgotten with its connection. */
  static SqliteTransactions inMemory(Connection connection) {
    return new SqliteTransactions(
        SqliteWriter.start(() -> connection, SqliteWriter.QUEUE), Optional.empty());
  }

  @Override
  public <T> T write(Work<T> work) {
    return writer.run(work);
  }

  @Override
  public <T> T read(Work<T> work) {
    return readers.isPresent() ? read(readers.get(), work) : writer.run(work);
  }

  @Override
  public void close() {
    readers.ifPresent(HikariDataSource::close);
    writer.close();
  }

  private static <T> T read(HikariDataSource pool, Work<T> work) {
    try (Connection connection = pool.getConnection()) {
      T result = work.in(new Sql(connection, Sql.Dialect.SQLITE));
      connection.commit();
      return result;
    } catch (SQLException e) {
      throw SqlFailures.of(e);
    }
  }
}
