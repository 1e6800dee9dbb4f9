package dev.billet.ledger;

import static dev.billet.ledger.Unavailable.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.ledger.Inbox;
import dev.billet.checkout.ledger.Inbox.Claimed;
import dev.billet.checkout.ledger.Order;
import dev.billet.checkout.ledger.StripeEvent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteTroubleTest {

  private final MovableClock clock = new MovableClock();
  private final Path directory;
  private DatabaseSettings settings;
  private SqliteTransactions transactions;
  private Books books;

  SqliteTroubleTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void open() {
    settings = TestDatabases.sqlite(directory.resolve("billet.db"));
    try (LedgerDatabase database = LedgerDatabase.open(settings, clock)) {
      Fixture.bound(database.bind(Fixture.sha256("key"), false, () -> Optional.of("acct_1")));
    }
    transactions = SqliteTransactions.onFile(SqliteTransactions.dataSource(settings.url()), 2);
    books = new Books(transactions, 1, Optional.of("acct_1"), clock);
  }

  @AfterEach
  void close() {
    transactions.close();
  }

  @Test
  void aFullDiskLosesNothingThatWasAcknowledgedAndIsNoticedWhenItIsNotFullAnyMore()
      throws Exception {
    limitPages(pages() + 40);
    Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    int refused = receive("evt_before_", acknowledged);
    assertThat(refused).isPositive();
    assertThat(acknowledged).isNotEmpty();
    assertUnavailable(
        () -> books.ledger().book(Told.paid("cs_1", large(), 1_998), Optional.empty()));

    limitPages(1_000_000);
    assertThat(receive("evt_after_", acknowledged)).isZero();
    books.ledger().book(Told.paid("cs_1", Told.CREDITS, 1_998), Optional.empty());
    assertThat(stored()).isEqualTo(acknowledged);
    assertThat(books.ledger().account("acme").credits()).isEqualTo(50_000);
  }

  @Test
  void whileAnotherProcessHoldsTheFileReadsGoOnAndWritesAreRefused() throws Exception {
    books.customers().keep("acme", "cus_1");
    try (Connection other = SqliteTransactions.dataSource(settings.url()).getConnection();
        Statement statement = other.createStatement()) {
      statement.execute("BEGIN EXCLUSIVE");
      assertUnavailable(() -> books.inbox().receive(Told.event("evt_1"), true));
      assertThat(books.customers().find("acme")).contains("cus_1");
      statement.execute("ROLLBACK");
    }
    books.inbox().receive(Told.event("evt_2"), true);
    assertThat(stored()).containsExactly("evt_2");
  }

  @Test
  void anotherProcessMayWriteBetweenOurs() {
    books.ledger().book(Told.paid("cs_1", Told.CREDITS, 1_998), Optional.empty());
    try (LedgerDatabase other = LedgerDatabase.open(settings, clock)) {
      Books theirs = Fixture.bound(other.bind(Fixture.sha256("key"), false, Optional::empty));
      theirs.ledger().book(Told.paid("cs_2", Told.CREDITS, 1_998), Optional.empty());
      books.ledger().book(Told.paid("cs_2", Told.CREDITS, 1_998), Optional.empty());
      books.ledger().book(Told.paid("cs_3", Told.CREDITS, 1_998), Optional.empty());
      assertThat(theirs.ledger().account("acme").credits()).isEqualTo(150_000);
    }
    assertThat(books.ledger().account("acme").credits()).isEqualTo(150_000);
  }

  @Test
  void aStatementThatIsRefusedIsADefectAndNotTrouble() {
    assertThatThrownBy(() -> transactions.write(sql -> sql.update("DELETE FROM nothing")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> transactions.read(sql -> sql.update("DELETE FROM inbox")))
        .isInstanceOf(CheckoutException.class)
        .hasMessageContaining("readonly");
  }

  @Test
  void whatIsClosedIsUnavailable() {
    transactions.close();
    assertUnavailable(() -> books.inbox().receive(Told.event("evt_1"), true));
    assertUnavailable(() -> books.customers().find("acme"));
  }

  private int receive(String prefix, Set<String> acknowledged) throws Exception {
    List<Integer> refusals =
        Together.run(
            4,
            number -> {
              int refused = 0;
              for (int i = 0; i < 50; i++) {
                String id = prefix + number + "_" + i;
                try {
                  books.inbox().receive(event(id), true);
                  acknowledged.add(id);
                } catch (CheckoutException e) {
                  refused++;
                }
              }
              return refused;
            });
    return refusals.stream().mapToInt(Integer::intValue).sum();
  }

  private static StripeEvent event(String id) {
    return new StripeEvent(id, "charge.refunded", Told.NOW, "x".repeat(3_000));
  }

  /** An order that takes a few pages. */
  private static Order large() {
    return Told.credits("acme".repeat(10_000));
  }

  private Set<String> stored() {
    Inbox inbox = books.inbox();
    Set<String> stored = ConcurrentHashMap.newKeySet();
    inbox.claim(10_000, Duration.ofSeconds(30)).stream()
        .map(Claimed::event)
        .forEach(event -> stored.add(event.id()));
    return stored;
  }

  private long pages() {
    return transactions
        .write(sql -> sql.first("PRAGMA page_count", row -> row.number("page_count")))
        .orElseThrow();
  }

  private void limitPages(long pages) {
    transactions.write(sql -> sql.list("PRAGMA max_page_count = " + pages, row -> pages));
  }
}
