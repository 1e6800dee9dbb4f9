package dev.billet.ledger;

import dev.billet.checkout.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;

/** The row a result stands at, column by column. */
final class Row {

  private final ResultSet rows;

  Row(ResultSet rows) {
    this.rows = rows;
  }

  String text(String column) throws SQLException {
    return optionalText(column)
        .orElseThrow(() -> new IllegalStateException("the database holds no " + column));
  }

  Optional<String> optionalText(String column) throws SQLException {
    return Optional.ofNullable(rows.getString(column));
  }

  long number(String column) throws SQLException {
    return rows.getLong(column);
  }

  boolean is(String column) throws SQLException {
    return rows.getBoolean(column);
  }

  Instant moment(String column) throws SQLException {
    return Instant.ofEpochMilli(rows.getLong(column));
  }

  /** An amount of money, empty where its currency is NULL. */
  Optional<Money> money(String amount, String currency) throws SQLException {
    long minorUnits = number(amount);
    return optionalText(currency).map(code -> new Money(minorUnits, code));
  }

  <E extends Enum<E>> E constant(String column, Class<E> type) throws SQLException {
    return Enum.valueOf(type, text(column));
  }
}
