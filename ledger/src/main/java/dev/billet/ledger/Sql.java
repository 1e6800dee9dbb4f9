package dev.billet.ledger;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Statements within one transaction. Parameters are text, numbers, booleans, enums (by name),
 * moments (as milliseconds since 1970) or an {@link Optional} of those, whose absence is NULL. For
 * one thread, and for no longer than the transaction.
 */
final class Sql {

  /** What the two databases do not have in common. */
  enum Dialect {
    SQLITE,
    POSTGRESQL
  }

  /** Reads one row. */
  @FunctionalInterface
  interface Mapper<T> {

    T map(Row row) throws SQLException;
  }

  /** First half of the keys of our advisory locks, so that they meet nobody else's. */
  private static final int LOCKS = 0x62696c6c;

  private final Connection connection;
  private final Dialect dialect;

  Sql(Connection connection, Dialect dialect) {
    this.connection = connection;
    this.dialect = dialect;
  }

  /** Changes rows, and says how many. */
  int update(String statement, Object... parameters) throws SQLException {
    try (PreparedStatement prepared = prepare(statement, parameters)) {
      return prepared.executeUpdate();
    }
  }

  /** All rows that a statement returns. */
  <T> List<T> list(String statement, Mapper<T> mapper, Object... parameters) throws SQLException {
    try (PreparedStatement prepared = prepare(statement, parameters);
        ResultSet rows = prepared.executeQuery()) {
      List<T> list = new ArrayList<>();
      Row row = new Row(rows);
      while (rows.next()) {
        list.add(mapper.map(row));
      }
      return list;
    }
  }

  /** The first row that a statement returns, if it returns any. */
  <T> Optional<T> first(String statement, Mapper<T> mapper, Object... parameters)
      throws SQLException {
    return list(statement, mapper, parameters).stream().findFirst();
  }

  /**
   * Lets transactions pass one at a time that name the same number, each until it has been
   * committed and can be seen. SQLite has one writer anyway.
   */
  void takeTurns(long number) throws SQLException {
    if (dialect == Dialect.POSTGRESQL) {
      first("SELECT pg_advisory_xact_lock(?, CAST(? AS INTEGER))", row -> number, LOCKS, number);
    }
  }

  /** What a SELECT ends with so that several claim from one table without waiting. */
  String skippingClaimed() {
    return switch (dialect) {
      case SQLITE -> "";
      case POSTGRESQL -> " FOR UPDATE SKIP LOCKED";
    };
  }

  /** Whether one server at a time works on this database, as on a file. */
  boolean hasOneServer() {
    return switch (dialect) {
      case SQLITE -> true;
      case POSTGRESQL -> false;
    };
  }

  private PreparedStatement prepare(String statement, Object... parameters) throws SQLException {
    PreparedStatement prepared = connection.prepareStatement(statement);
    try {
      for (int i = 0; i < parameters.length; i++) {
        bind(prepared, i + 1, parameters[i]);
      }
      return prepared;
    } catch (SQLException | RuntimeException e) {
      prepared.close();
      throw e;
    }
  }

  private static void bind(PreparedStatement prepared, int index, Object value)
      throws SQLException {
    if (value instanceof Optional<?> optional) {
      if (optional.isPresent()) {
        bind(prepared, index, optional.get());
      } else {
        prepared.setNull(index, Types.NULL);
      }
    } else if (value instanceof String text) {
      prepared.setString(index, text);
    } else if (value instanceof Long number) {
      prepared.setLong(index, number);
    } else if (value instanceof Integer number) {
      prepared.setInt(index, number);
    } else if (value instanceof Boolean bool) {
      prepared.setBoolean(index, bool);
    } else if (value instanceof Instant moment) {
      prepared.setLong(index, moment.toEpochMilli());
    } else if (value instanceof Enum<?> constant) {
      prepared.setString(index, constant.name());
    } else {
      throw new IllegalArgumentException("no column holds a " + value.getClass());
    }
  }
}
