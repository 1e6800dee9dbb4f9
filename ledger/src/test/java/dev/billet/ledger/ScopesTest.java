package dev.billet.ledger;

import static dev.billet.ledger.Fixture.bound;
import static dev.billet.ledger.Fixture.sha256;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ScopesTest {

  private static final Optional<String> UNKNOWN = Optional.empty();
  private static final Optional<String> A = Optional.of("acct_A");
  private static final Optional<String> B = Optional.of("acct_B");

  private final Path directory;
  private LedgerDatabase database;

  ScopesTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void open() {
    database =
        LedgerDatabase.open(
            TestDatabases.sqlite(directory.resolve("billet.db")), new MovableClock());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aKeyStaysWithItsAccount() {
    note(bind("key 1", false, A));
    assertThat(
            noted(
                database.bind(
                    sha256("key 1"),
                    false,
                    () -> {
                      throw new AssertionError("the key is known already");
                    })))
        .isTrue();
  }

  @Test
  void anotherKeyOfTheAccountSeesTheSame() {
    note(bind("key 1", false, A));
    assertThat(noted(bind("key 2", false, A))).isTrue();
  }

  @Test
  void anotherAccountSeesNothing() {
    note(bind("key 1", false, A));
    assertThat(noted(bind("key 2", false, B))).isFalse();
  }

  @Test
  void testModeSeesNothingOfLiveMode() {
    note(bind("key 1", true, A));
    assertThat(noted(bind("key 2", false, A))).isFalse();
  }

  @Test
  void theFirstKeyOfADatabaseNeedsNoAccountAndLearnsItLater() {
    Books books = bound(bind("key 1", false, UNKNOWN));
    assertThat(books.account()).isEmpty();
    books.customers().keep("acme", "cus_1");
    books.settleAccount("acct_A");
    books.settleAccount("acct_A");
    assertThat(books.account()).contains("acct_A");
    Books again = bound(bind("key 2", false, A));
    assertThat(again.account()).contains("acct_A");
    assertThat(again.customers().find("acme")).contains("cus_1");
    assertThat(noted(bind("key 3", false, B))).isFalse();
  }

  @Test
  void aSecondKeyWaitsUntilItsAccountIsKnown() {
    note(bind("key 1", false, A));
    assertThat(bind("key 2", false, UNKNOWN)).isInstanceOf(Binding.Undecided.class);
    assertThat(noted(bind("key 2", false, A))).isTrue();
    // The other mode has no rows that it could see.
    assertThat(noted(bind("key 3", true, UNKNOWN))).isFalse();
  }

  @Test
  void aSecondKeyWaitsUntilTheAccountOfTheFirstIsKnown() {
    Books first = bound(bind("key 1", false, UNKNOWN));
    assertThat(bind("key 2", false, A))
        .isInstanceOfSatisfying(
            Binding.Undecided.class,
            undecided -> assertThat(undecided.reason()).contains("never named"));
    first.settleAccount("acct_A");
    assertThat(bind("key 2", false, A)).isInstanceOf(Binding.Bound.class);
  }

  @Test
  void booksNeverChangeHands() {
    Books books = bound(bind("key 1", false, A));
    assertThatThrownBy(() -> books.settleAccount("acct_B"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("acct_A");
  }

  @Test
  void allWhoBindAKeyAtOnceGetTheSame() throws Exception {
    Together.run(8, i -> bind("key", false, A))
        .forEach(binding -> assertThat(binding).isInstanceOf(Binding.Bound.class));
  }

  private Binding bind(String key, boolean livemode, Optional<String> account) {
    return database.bind(sha256(key), livemode, () -> account);
  }

  private static void note(Binding binding) {
    bound(binding).customers().keep("acme", "cus_1");
  }

  private static boolean noted(Binding binding) {
    return bound(binding).customers().find("acme").isPresent();
  }
}
