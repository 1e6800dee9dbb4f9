package dev.billet.ledger;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;

/** Brings a database's schema up to date. Several processes may do so at once. */
final class Schema {

  /** The number of the newest file under {@code schema}. */
  static final int VERSION = 5;

  private static final int TRIES = 5;
  private static final String FILES = "classpath:dev/billet/ledger/schema/";
  private static final Map<Sql.Dialect, String> IDENTITY =
      Map.of(
          Sql.Dialect.SQLITE, "INTEGER PRIMARY KEY AUTOINCREMENT",
          Sql.Dialect.POSTGRESQL, "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY");

  private Schema() {}

  /**
   * Adds what the schema lacks. Flyway is asked only then: it takes longer to start than all the
   * rest.
   *
   * @throws SQLException where the database cannot be read
   * @throws DatabaseException where it cannot be brought up to date, or is newer than this version
   */
  static void bringUpToDate(DataSource source, Sql.Dialect dialect) throws SQLException {
    FlywayException failure = null;
    // SQLite has no lock that Flyway could take: of two that start at once, one may fail.
    for (int tried = 0; tried < TRIES; tried++) {
      if (isUpToDate(source)) {
        return;
      }
      failure = migrate(source, dialect);
    }
    if (!isUpToDate(source)) {
      throw new DatabaseException(
          "The database's tables could not be made: " + innermostMessage(failure), failure);
    }
  }

  private static boolean isUpToDate(DataSource source) throws SQLException {
    int version = version(source);
    if (version > VERSION) {
      throw new DatabaseException(
          "The database was written by a newer version of Billet (schema "
              + version
              + "; this one knows "
              + VERSION
              + ").",
          null);
    }
    return version == VERSION;
  }

  private static int version(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT MAX(CAST(version AS INTEGER)) FROM flyway_schema_history WHERE success")) {
      return rows.next() ? rows.getInt(1) : 0;
    } catch (SQLException e) {
      if (SqlFailures.isMissingTable(e)) {
        return 0;
      }
      throw e;
    }
  }

  /** Flyway's own words quote whole scripts. */
  private static String innermostMessage(@Nullable Throwable failure) {
    Throwable inner = failure;
    while (inner != null && inner.getCause() != null) {
      inner = inner.getCause();
    }
    return inner == null ? "no reason is known" : String.valueOf(inner.getMessage());
  }

  private static @Nullable FlywayException migrate(DataSource source, Sql.Dialect dialect) {
    String own =
        switch (dialect) {
          case SQLITE -> "sqlite";
          case POSTGRESQL -> "postgresql";
        };
    try {
      Flyway.configure(Schema.class.getClassLoader())
          .dataSource(source)
          .locations(FILES + "tables", FILES + own)
          .placeholders(Map.of("identity", String.valueOf(IDENTITY.get(dialect))))
          .loggers("slf4j")
          .load()
          .migrate();
      return null;
    } catch (FlywayException e) {
      return e;
    }
  }
}
