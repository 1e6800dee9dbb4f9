package dev.billet.ledger;

import static dev.billet.ledger.Unavailable.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.ledger.Entry;
import dev.billet.checkout.ledger.Ledger;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database server goes away and comes back while purchases are booked. */
final class PostgresRestartTest {

  private static final int WRITERS = 4;

  private final AtomicInteger booked = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private final Path directory;

  PostgresRestartTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void nothingThatWasAcknowledgedIsLostAndAllOfItRecovers() throws Exception {
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    Server server = new Server();
    try (server;
        LedgerDatabase database = open(server)) {
      Books books = books(database);
      Together.run(
          WRITERS + 1,
          number -> {
            if (number == WRITERS) {
              restart(server);
            } else {
              buy(books.ledger(), "cs_" + number + "_", acknowledged);
            }
            return true;
          });
      assertThat(refused).hasPositiveValue();
      assertThat(database.isHealthy()).isTrue();
      assertThat(books.ledger().feed(0, Optional.empty(), 1_000_000))
          .extracting(Entry::payment)
          .containsAll(acknowledged);
      assertThat(books.audit().verify(any -> {}).breaches()).isEmpty();
    }
  }

  @Test
  void withoutItsServerABookIsUnavailable() throws Exception {
    Server server = new Server();
    try (server;
        LedgerDatabase database = open(server)) {
      Books books = books(database);
      server.stop();
      assertUnavailable(() -> books.inbox().receive(Told.event("evt_1"), true));
      assertUnavailable(() -> books.customers().find("acme"));
      assertThat(database.isHealthy()).isFalse();
    }
  }

  /** Buys until it has failed and then worked again. */
  private void buy(Ledger ledger, String prefix, Set<String> acknowledged) {
    boolean failed = false;
    boolean worked = false;
    for (int i = 0; !(failed && worked); i++) {
      try {
        ledger.book(Told.paid(prefix + i, Told.CREDITS, 1_998), Optional.empty());
        acknowledged.add(prefix + i);
        booked.incrementAndGet();
        worked = true;
      } catch (CheckoutException e) {
        refused.incrementAndGet();
        failed = true;
        worked = false;
      }
    }
  }

  private void restart(Server server) throws IOException {
    while (booked.get() < 100) {
      Thread.onSpinWait();
    }
    server.stop();
    while (refused.get() < WRITERS) {
      Thread.onSpinWait();
    }
    server.start();
  }

  private static LedgerDatabase open(Server server) {
    return LedgerDatabase.open(
        TestDatabases.postgres(server.running.getPort()), new MovableClock());
  }

  private static Books books(LedgerDatabase database) {
    return Fixture.bound(database.bind(Fixture.sha256("key"), false, () -> Optional.of("acct_1")));
  }

  /** A server that keeps its data and its port. */
  private final class Server implements AutoCloseable {

    private EmbeddedPostgres running = builder().start();

    Server() throws IOException {}

    void start() throws IOException {
      running = builder().setPort(running.getPort()).start();
    }

    void stop() throws IOException {
      running.close();
    }

    @Override
    public void close() throws IOException {
      running.close();
    }

    private EmbeddedPostgres.Builder builder() {
      return EmbeddedPostgres.builder()
          .setDataDirectory(directory.resolve("data"))
          .setCleanDataDirectory(false);
    }
  }
}
