package dev.billet.conformance.crash;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * A real PostgreSQL on a port of its own, which can be stopped and started again with what it
 * holds. Commits are on the disk before they are answered. Used by one thread.
 */
public final class Postgres implements AutoCloseable {

  private static final String USER = "postgres";

  private final Path directory;
  private final int port;
  private EmbeddedPostgres running;

  private Postgres(Path directory) throws IOException {
    this.directory = directory;
    this.port = Fleet.freePorts(1).get(0);
    this.running = launch();
  }

  /**
   * Starts one.
   *
   * @param directory where it keeps its files
   */
  public static Postgres start(Path directory) {
    try {
      return new Postgres(directory);
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not start", e);
    }
  }

  /** Its database, which was empty when it was first started. */
  public Database database() {
    return Database.postgres("jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, USER);
  }

  /** Stops it: connections break, and it accepts none. */
  public void stop() {
    try {
      running.close();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not stop", e);
    }
  }

  /** Starts it again after {@link #stop()}. */
  public void startAgain() {
    try {
      running = launch();
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not start again", e);
    }
  }

  @Override
  public void close() {
    stop();
  }

  private EmbeddedPostgres launch() throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(directory)
        .setCleanDataDirectory(false)
        // Off by default there, where tests have nothing to lose.
        .setServerConfig("synchronous_commit", "on")
        .start();
  }
}
