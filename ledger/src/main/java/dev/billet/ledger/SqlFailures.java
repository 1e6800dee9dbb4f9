package dev.billet.ledger;

import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.Failure;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/** What a failure of the database means to the caller. */
final class SqlFailures {

  private static final int SQLITE_BUSY = 5;
  private static final int SQLITE_LOCKED = 6;
  private static final int SQLITE_FULL = 13;

  /**
   * What SQLite calls a statement that is wrong, or a row that breaks a rule; else it is trouble.
   */
  private static final int SQLITE_ERROR = 1;

  private static final int SQLITE_CONSTRAINT = 19;
  private static final int SQLITE_MISMATCH = 20;
  private static final int SQLITE_RANGE = 25;

  private SqlFailures() {}

  /** The books cannot be read or written now. */
  static CheckoutException unavailable(String logMessage, @Nullable Throwable cause) {
    return new CheckoutException(
        Failure.of(
            Failure.Kind.UNAVAILABLE, "Purchases cannot be recorded at the moment; try again soon"),
        logMessage,
        cause);
  }

  /** Trouble of the database is to be waited out; a statement it refuses is a defect. */
  static RuntimeException of(SQLException e) {
    return isDefect(e)
        ? new IllegalStateException("the database refused a statement", e)
        : unavailable("the database failed: " + e.getMessage(), e);
  }

  /** Whether PostgreSQL broke a transaction off that may well succeed if it is run again. */
  static boolean isWorthARetry(SQLException e) {
    String state = state(e);
    // serialization_failure, deadlock_detected
    return state.equals("40001") || state.equals("40P01");
  }

  /**
   * Whether a connection to SQLite is as good as before, once others let go of the file or disk.
   */
  static boolean isPassing(SQLException e) {
    int code = code(e);
    return e instanceof SQLiteException
        && (code == SQLITE_BUSY || code == SQLITE_LOCKED || code == SQLITE_FULL);
  }

  /** Whether there is no such table. */
  static boolean isMissingTable(SQLException e) {
    return e instanceof SQLiteException ? code(e) == SQLITE_ERROR : state(e).equals("42P01");
  }

  private static boolean isDefect(SQLException e) {
    if (e instanceof SQLiteException) {
      int code = code(e);
      return code == SQLITE_ERROR
          || code == SQLITE_CONSTRAINT
          || code == SQLITE_MISMATCH
          || code == SQLITE_RANGE;
    }
    String state = state(e);
    // Wrong data, a broken constraint, a wrong statement.
    return state.startsWith("22") || state.startsWith("23") || state.startsWith("42");
  }

  /** The primary result code, which is the low byte of the extended one. */
  private static int code(SQLException e) {
    return e.getErrorCode() & 0xff;
  }

  private static String state(SQLException e) {
    String state = e.getSQLState();
    return state == null ? "" : state;
  }
}
