package dev.billet.ledger;

import static dev.billet.ledger.Told.credits;
import static dev.billet.ledger.Told.paid;
import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.checkout.ledger.Entry;
import dev.billet.checkout.ledger.Ledger;
import dev.billet.checkout.ledger.Ledger.Outcome;
import dev.billet.ledger.TestDatabases.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Two servers, several threads each, one database. */
@ParameterizedClass
@EnumSource(Kind.class)
final class ConcurrencyTest {

  private static final int WRITERS = 6;
  private static final int PURCHASES = 40;

  @RegisterExtension private final Fixture fixture;

  ConcurrencyTest(Kind kind) {
    fixture = new Fixture(kind);
  }

  @Test
  void whoFollowsTheFeedMissesNothing() throws Exception {
    try (LedgerDatabase other = fixture.open()) {
      Ledger theirs = fixture.sameBooks(other).ledger();
      AtomicInteger writing = new AtomicInteger(WRITERS);
      List<Long> followed = new ArrayList<>();
      Together.run(
          WRITERS + 1,
          number -> {
            if (number == WRITERS) {
              follow(writing, followed);
            } else {
              buy(number % 2 == 0 ? ours() : theirs, number);
              writing.decrementAndGet();
            }
            return true;
          });
      assertThat(followed)
          .isEqualTo(
              ours().feed(0, Optional.empty(), 10_000).stream().map(Entry::position).toList())
          .hasSize(2 * WRITERS * PURCHASES)
          .isSorted();
    }
  }

  @Test
  void allWhoTellOfOnePurchaseAtOnceBookItOnce() throws Exception {
    try (LedgerDatabase other = fixture.open()) {
      Ledger theirs = fixture.sameBooks(other).ledger();
      for (int round = 0; round < 20; round++) {
        String session = "cs_" + round;
        assertThat(
                Together.run(
                    8,
                    i ->
                        (i % 2 == 0 ? ours() : theirs)
                            .book(paid(session, Told.CREDITS, 1_998), Optional.empty())))
            .filteredOn(Outcome.BOOKED::equals)
            .hasSize(1);
      }
      assertThat(ours().account("acme").credits()).isEqualTo(20 * 50_000);
      assertThat(fixture.books().audit().verify(any -> {}).breaches()).isEmpty();
    }
  }

  private static void buy(Ledger ledger, int number) {
    for (int i = 0; i < PURCHASES; i++) {
      String session = "cs_" + number + "_" + i;
      ledger.book(paid(session, credits("org" + number), 1_998), Optional.empty());
    }
  }

  private void follow(AtomicInteger writing, List<Long> followed) {
    boolean last = false;
    while (true) {
      long after = followed.isEmpty() ? 0 : followed.get(followed.size() - 1);
      List<Entry> page = ours().feed(after, Optional.empty(), 7);
      page.forEach(entry -> followed.add(entry.position()));
      if (last && page.isEmpty()) {
        return;
      }
      // One more look after the last writer has ended.
      last = page.isEmpty() && writing.get() == 0;
    }
  }

  private Ledger ours() {
    return fixture.books().ledger();
  }
}
