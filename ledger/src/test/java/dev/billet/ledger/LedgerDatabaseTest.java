package dev.billet.ledger;

import static dev.billet.ledger.Fixture.bound;
import static dev.billet.ledger.Fixture.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.billet.ledger.TestDatabases.Kind;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LedgerDatabaseTest {

  private final MovableClock clock = new MovableClock();

  @RegisterExtension private final Fixture postgres = new Fixture(Kind.POSTGRESQL);

  private final Path directory;

  LedgerDatabaseTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:mysql://localhost/billet",
        "billet.db",
        "jdbc:sqlite:",
        "jdbc:sqlite::resource:billet.db",
        "jdbc:sqlite:file:billet.db?mode=ro",
        "jdbc:sqlite:billet.db?foreign_keys=off",
        "jdbc:postgresql://localhost:port/billet?password=hunter2",
        "jdbc:postgresql://billet:hunter2@localhost/billet"
      })
  void refusesAnAddressItCannotServe(String url) {
    assertThatThrownBy(() -> open(url))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("The database's")
        .hasMessageNotContaining("hunter2");
  }

  @Test
  void saysWhereTheServerWasNotFoundAndNotWithWhichPassword() throws Exception {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    String address = "jdbc:postgresql://127.0.0.1:" + port + "/billet";
    assertThatThrownBy(() -> open(address + "?password=hunter2"))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining(address)
        .hasMessageNotContaining("hunter2");
    assertThat(
            new DatabaseSettings(
                    address + "?password=hunter2", Optional.of("me"), Optional.of("hunter3"), 1)
                .toString())
        .contains(address, "me")
        .doesNotContain("hunter");
  }

  @Test
  void saysWhichFileIsNone() throws Exception {
    Path file = directory.resolve("notes.txt");
    Files.writeString(file, "These are notes and no database. ".repeat(100));
    assertThatThrownBy(() -> open("jdbc:sqlite:" + file))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("notes.txt")
        .hasMessageContaining("not a database");
    assertThatThrownBy(() -> open("jdbc:sqlite:" + directory.resolve("no/such/place.db")))
        .isInstanceOf(DatabaseException.class);
    assertThatThrownBy(() -> open("jdbc:sqlite:" + directory))
        .isInstanceOf(DatabaseException.class);
  }

  @Test
  void refusesADatabaseOfANewerVersion() throws Exception {
    String url = "jdbc:sqlite:" + directory.resolve("newer.db");
    open(url).close();
    try (var connection = SqliteTransactions.dataSource(url).getConnection()) {
      new Sql(connection, Sql.Dialect.SQLITE)
          .update("UPDATE flyway_schema_history SET version = '999' WHERE version = '2'");
    }
    assertThatThrownBy(() -> open(url))
        .isInstanceOf(DatabaseException.class)
        .hasMessageContaining("newer");
  }

  @Test
  void keepsAFileToItsOwner() throws Exception {
    assumeTrue(
        directory.getFileSystem().supportedFileAttributeViews().contains("posix"),
        "this file system knows no owners");
    Path file = directory.resolve("mine.db");
    open("jdbc:sqlite:" + file).close();
    assertThat(Files.getPosixFilePermissions(file))
        .containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  }

  @Test
  void remembersAcrossOpenings() {
    String url = "jdbc:sqlite:" + directory.resolve("billet.db");
    try (LedgerDatabase database = open(url)) {
      assertThat(database.persists()).isTrue();
      books(database).ledger().book(Told.paid("cs_1", Told.CREDITS, 1_998), Optional.empty());
    }
    try (LedgerDatabase database = open(url)) {
      assertThat(database.isHealthy()).isTrue();
      assertThat(books(database).ledger().account("acme").credits()).isEqualTo(50_000);
    }
  }

  @Test
  void aDatabaseInMemoryServesManyThreadsAndForgets() throws Exception {
    try (LedgerDatabase database = open("jdbc:sqlite::memory:")) {
      assertThat(database.persists()).isFalse();
      Books books = books(database);
      Together.run(
          8, i -> books.ledger().book(Told.paid("cs_" + i, Told.CREDITS, 1_998), Optional.empty()));
      assertThat(Together.run(8, i -> books.ledger().account("acme").credits()))
          .containsOnly(400_000L);
    }
    try (LedgerDatabase database = open("jdbc:sqlite::memory:")) {
      assertThat(books(database).ledger().account("acme").credits()).isZero();
    }
  }

  @Test
  void theFirstOpeningsOfAFileMayHappenAtOnce() throws Exception {
    String url = "jdbc:sqlite:" + directory.resolve("first.db");
    openAtOnce(new DatabaseSettings(url, Optional.empty(), Optional.empty(), 2));
  }

  @Test
  void theFirstOpeningsOfAPostgresMayHappenAtOnce() throws Exception {
    postgres.sql("CREATE SCHEMA first");
    openAtOnce(
        new DatabaseSettings(
            postgres.settings().url() + "?currentSchema=first",
            Optional.of("postgres"),
            Optional.of("postgres"),
            2));
  }

  @Test
  void anUnhealthyDatabaseSaysSo() {
    LedgerDatabase database = open("jdbc:sqlite:" + directory.resolve("closed.db"));
    assertThat(database.isHealthy()).isTrue();
    database.close();
    assertThat(database.isHealthy()).isFalse();
  }

  private void openAtOnce(DatabaseSettings settings) throws Exception {
    List<Binding> bindings =
        Together.run(
            4,
            i -> {
              try (LedgerDatabase database = LedgerDatabase.open(settings, clock)) {
                return database.bind(sha256("key"), false, () -> Optional.of("acct_1"));
              }
            });
    assertThat(bindings).allSatisfy(Fixture::bound);
  }

  private static Books books(LedgerDatabase database) {
    return bound(database.bind(sha256("key"), false, () -> Optional.of("acct_1")));
  }

  private LedgerDatabase open(String url) {
    return LedgerDatabase.open(
        new DatabaseSettings(url, Optional.empty(), Optional.empty(), 2), clock);
  }
}
