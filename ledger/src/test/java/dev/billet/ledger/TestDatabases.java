package dev.billet.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A SQLite file and a real PostgreSQL that all tests of the module share. */
final class TestDatabases implements AutoCloseable {

  /** The databases that every rule must hold on. */
  enum Kind {
    SQLITE,
    POSTGRESQL
  }

  private final Path directory;
  private final EmbeddedPostgres postgres;

  private TestDatabases() throws IOException {
    directory = Files.createTempDirectory("ledger");
    postgres = EmbeddedPostgres.start();
  }

  static TestDatabases of(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.create(TestDatabases.class))
        .getOrComputeIfAbsent(
            TestDatabases.class,
            any -> {
              try {
                return new TestDatabases();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            TestDatabases.class);
  }

  DatabaseSettings settings(Kind kind) {
    return switch (kind) {
      case SQLITE -> sqlite(directory.resolve("ledger.db"));
      case POSTGRESQL -> postgres(postgres.getPort());
    };
  }

  static DatabaseSettings sqlite(Path file) {
    return new DatabaseSettings("jdbc:sqlite:" + file, Optional.empty(), Optional.empty(), 4);
  }

  static DatabaseSettings postgres(int port) {
    return new DatabaseSettings(
        "jdbc:postgresql://localhost:" + port + "/postgres",
        Optional.of("postgres"),
        Optional.of("postgres"),
        8);
  }

  @Override
  public void close() throws IOException {
    postgres.close();
    try (var files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
