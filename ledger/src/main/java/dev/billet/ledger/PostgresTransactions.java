package dev.billet.ledger;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * PostgreSQL: a pool of connections, each transaction on one of them. Nothing hangs: connecting,
 * waiting for a connection or a lock, each statement and each read of the network have an end. A
 * server that went away and came back is found again by the pool.
 */
final class PostgresTransactions implements Transactions {

  /** A transaction the server broke off this often in a row is not worth another try. */
  private static final int TRIES = 5;

  private static final String LIMITS =
      "SET statement_timeout = '5s'; SET lock_timeout = '4s';"
          + " SET idle_in_transaction_session_timeout = '20s'";

  private final HikariDataSource pool;

  private PostgresTransactions(HikariDataSource pool) {
    this.pool = pool;
  }

  /** Connects once, so that a server out of reach is known now. */
  static PostgresTransactions open(DatabaseSettings settings) {
    HikariConfig config = new HikariConfig();
    config.setPoolName("billet-ledger");
    config.setJdbcUrl(settings.url());
    settings.user().ifPresent(config::setUsername);
    settings.password().ifPresent(config::setPassword);
    config.setMaximumPoolSize(settings.poolSize());
    config.setAutoCommit(false);
    config.setConnectionTimeout(3_000);
    config.setValidationTimeout(2_000);
    config.setConnectionInitSql(LIMITS);
    config.addDataSourceProperty("connectTimeout", "3");
    config.addDataSourceProperty("socketTimeout", "8");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    config.addDataSourceProperty("ApplicationName", "billet");
    return new PostgresTransactions(new HikariDataSource(config));
  }

  @Override
  public <T> T write(Work<T> work) {
    return retrying(() -> inTransaction(work));
  }

  @Override
  public <T> T statement(Work<T> work) {
    return retrying(
        () -> {
          try (Connection connection = pool.getConnection()) {
            connection.setAutoCommit(true);
            return work.in(new Sql(connection, Sql.Dialect.POSTGRESQL));
          }
        });
  }

  @Override
  public <T> T read(Work<T> work) {
    try {
      return inTransaction(
          sql -> {
            sql.update("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY");
            return work.in(sql);
          });
    } catch (SQLException e) {
      throw SqlFailures.of(e);
    }
  }

  @Override
  public void close() {
    pool.close();
  }

  private static <T> T retrying(Attempt<T> attempt) {
    for (int tried = 1; ; tried++) {
      try {
        return attempt.run();
      } catch (SQLException e) {
        if (!SqlFailures.isWorthARetry(e) || tried == TRIES) {
          throw SqlFailures.of(e);
        }
      }
    }
  }

  private <T> T inTransaction(Work<T> work) throws SQLException {
    try (Connection connection = pool.getConnection()) {
      // Anything thrown leaves the transaction open, which the pool rolls back.
      T result = work.in(new Sql(connection, Sql.Dialect.POSTGRESQL));
      connection.commit();
      return result;
    }
  }

  /** A transaction, from its beginning to its end. */
  @FunctionalInterface
  private interface Attempt<T> {

    T run() throws SQLException;
  }
}
