package dev.billet.ledger;

import static dev.billet.ledger.Told.event;
import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.checkout.ledger.Inbox;
import dev.billet.checkout.ledger.Inbox.Claimed;
import dev.billet.checkout.ledger.Inbox.Receipt;
import dev.billet.checkout.ledger.Inbox.State;
import dev.billet.checkout.ledger.Ledger.Outcome;
import dev.billet.checkout.ledger.StripeEvent;
import dev.billet.ledger.TestDatabases.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Kind.class)
final class InboxTest {

  private static final Duration LEASE = Duration.ofSeconds(30);

  @RegisterExtension private final Fixture fixture;

  InboxTest(Kind kind) {
    fixture = new Fixture(kind);
  }

  @Test
  void anEventIsHandedOutAsItCame() {
    StripeEvent event =
        new StripeEvent("evt_1", "charge.refunded", Told.NOW, "{ \"a\" :\n\t\"é – 💶\\u0000\"}");
    assertThat(inbox().receive(event, true)).isEqualTo(Receipt.RECEIVED);
    assertThat(inbox().claim(10, LEASE)).containsExactly(new Claimed(event, 1));
  }

  @Test
  void onlyWhatIsDoneIsADuplicate() {
    assertThat(inbox().receive(event("evt_1"), true)).isEqualTo(Receipt.RECEIVED);
    assertThat(inbox().receive(event("evt_1"), true)).isEqualTo(Receipt.RECEIVED);
    inbox().failed("evt_1", now().plusSeconds(60), "no answer");
    assertThat(inbox().receive(event("evt_1"), true)).isEqualTo(Receipt.RECEIVED);
    fixture.books().ledger().book(Told.paid("cs_1", Told.CREDITS, 1_998), Optional.of("evt_1"));
    assertThat(inbox().receive(event("evt_1"), true)).isEqualTo(Receipt.DUPLICATE);
    assertThat(inbox().claim(10, LEASE)).isEmpty();
  }

  @Test
  void whatDoesNotConcernUsIsStoredAndLeftAlone() {
    assertThat(inbox().receive(event("evt_1"), false)).isEqualTo(Receipt.IGNORED);
    assertThat(inbox().receive(event("evt_1"), false)).isEqualTo(Receipt.IGNORED);
    assertThat(inbox().claim(10, LEASE)).isEmpty();
    assertThat(inbox().counts()).isEqualTo(Map.of(State.IGNORED, 1L));
  }

  @Test
  void whatTurnsOutNotToConcernUsIsOver() {
    inbox().receive(event("evt_1"), true);
    inbox().claim(10, LEASE);
    inbox().ignored("evt_1");
    assertThat(inbox().receive(event("evt_1"), true)).isEqualTo(Receipt.IGNORED);
    fixture.clock().move(LEASE);
    assertThat(inbox().claim(10, LEASE)).isEmpty();
  }

  @Test
  void aClaimLastsAsLongAsItsLease() {
    inbox().receive(event("evt_1"), true);
    assertThat(inbox().claim(10, LEASE)).hasSize(1);
    fixture.clock().move(LEASE.minusMillis(1));
    assertThat(inbox().claim(10, LEASE)).isEmpty();
    fixture.clock().move(Duration.ofMillis(1));
    assertThat(inbox().claim(10, LEASE)).containsExactly(new Claimed(event("evt_1"), 2));
  }

  @Test
  void whatAServerThatIsGoneHadClaimedIsGivenBackWhereNoOtherCanBeAtWork() {
    inbox().receive(event("evt_1"), true);
    inbox().claim(10, LEASE);
    inbox().resume();
    if (fixture.kind() == Kind.POSTGRESQL) {
      assertThat(inbox().claim(10, LEASE)).isEmpty();
    } else {
      assertThat(inbox().claim(10, LEASE)).containsExactly(new Claimed(event("evt_1"), 2));
    }
  }

  @Test
  void whatWasPutOffStaysPutOff() {
    inbox().receive(event("evt_1"), true);
    inbox().claim(10, LEASE);
    inbox().failed("evt_1", now().plusSeconds(60), "no answer");
    inbox().resume();
    assertThat(inbox().claim(10, LEASE)).isEmpty();
  }

  @Test
  void aRedeliveryDoesNotHandOutWhatIsBeingWorkedOn() {
    inbox().receive(event("evt_1"), true);
    inbox().claim(10, LEASE);
    inbox().receive(event("evt_1"), true);
    assertThat(inbox().claim(10, LEASE)).isEmpty();
  }

  @Test
  void whatFailedWaitsUntilItIsDueOrDeliveredAgain() {
    inbox().receive(event("evt_1"), true);
    inbox().claim(10, LEASE);
    inbox().failed("evt_1", now().plusSeconds(60), "no answer");
    assertThat(inbox().counts()).isEqualTo(Map.of(State.FAILED, 1L));
    assertThat(inbox().claim(10, LEASE)).isEmpty();
    fixture.clock().move(Duration.ofSeconds(60));
    assertThat(inbox().claim(10, LEASE)).extracting(Claimed::attempts).containsExactly(2);
    inbox().failed("evt_1", now().plusSeconds(60), "no answer");
    inbox().receive(event("evt_1"), true);
    assertThat(inbox().claim(10, LEASE)).extracting(Claimed::attempts).containsExactly(3);
  }

  @Test
  void aLateFailureDoesNotUndoWhatAnotherHasFinished() {
    inbox().receive(event("evt_1"), true);
    fixture.books().ledger().book(Told.paid("cs_1", Told.CREDITS, 1_998), Optional.of("evt_1"));
    inbox().failed("evt_1", now(), "too slow");
    inbox().ignored("evt_1");
    assertThat(inbox().counts()).isEqualTo(Map.of(State.DONE, 1L));
  }

  @Test
  void theOldestIsHandedOutFirst() {
    for (int i = 3; i > 0; i--) {
      Instant at = Told.NOW.plusSeconds(i);
      inbox().receive(new StripeEvent("evt_" + (9 - i), "any", at, "{}"), true);
    }
    assertThat(inbox().claim(2, LEASE)).extracting(InboxTest::id).containsExactly("evt_8", "evt_7");
    assertThat(inbox().claim(2, LEASE)).extracting(InboxTest::id).containsExactly("evt_6");
  }

  @Test
  void bookingWhatWasKnownAlsoEndsTheEvent() {
    inbox().receive(event("evt_1"), true);
    inbox().receive(event("evt_2"), true);
    fixture.books().ledger().book(Told.paid("cs_1", Told.CREDITS, 1_998), Optional.of("evt_1"));
    fixture.books().ledger().book(Told.paid("cs_1", Told.CREDITS, 1_998), Optional.of("evt_2"));
    assertThat(inbox().counts()).isEqualTo(Map.of(State.DONE, 2L));
  }

  @Test
  void claimantsAtTheSameTimeNeverGetTheSameEvent() throws Exception {
    for (int i = 0; i < 200; i++) {
      inbox().receive(event("evt_" + i), true);
    }
    try (LedgerDatabase other = fixture.open()) {
      Inbox theirs = fixture.sameBooks(other).inbox();
      List<String> claimed = new ArrayList<>();
      // On PostgreSQL, who skips what another is claiming may get less than there is.
      while (claimed.size() < 200) {
        Together.run(8, i -> (i % 2 == 0 ? inbox() : theirs).claim(25, LEASE)).stream()
            .flatMap(List::stream)
            .forEach(each -> claimed.add(id(each)));
      }
      assertThat(claimed).doesNotHaveDuplicates().hasSize(200);
    }
  }

  @Test
  void whatWasFinishedBeforeAMomentIsForgottenAndNothingElse() {
    inbox().receive(event("evt_done"), true);
    fixture.books().ledger().book(Told.paid("cs_1", Told.CREDITS, 1_998), Optional.of("evt_done"));
    inbox().receive(event("evt_ignored"), false);
    inbox().receive(event("evt_waiting"), true);
    inbox().receive(event("evt_failed"), true);
    inbox().failed("evt_failed", now(), "no answer");
    fixture.clock().move(Duration.ofDays(1));
    Instant before = now();
    inbox().receive(event("evt_later"), false);
    assertThat(inbox().forget(before, 10)).isEqualTo(2);
    assertThat(inbox().counts())
        .isEqualTo(Map.of(State.RECEIVED, 1L, State.FAILED, 1L, State.IGNORED, 1L));
  }

  @Test
  void noMoreIsForgottenAtOnceThanIsAskedFor() {
    for (int i = 0; i < 5; i++) {
      inbox().receive(event("evt_" + i), false);
    }
    Instant before = now().plusMillis(1);
    assertThat(inbox().forget(before, 3)).isEqualTo(3);
    assertThat(inbox().forget(before, 3)).isEqualTo(2);
    assertThat(inbox().forget(before, 3)).isZero();
  }

  @Test
  void whatIsForgottenAndComesAgainIsBookedOnce() {
    inbox().receive(event("evt_1"), true);
    fixture.books().ledger().book(Told.paid("cs_1", Told.CREDITS, 1_998), Optional.of("evt_1"));
    assertThat(inbox().forget(now().plusMillis(1), 10)).isEqualTo(1);
    assertThat(inbox().receive(event("evt_1"), true)).isEqualTo(Receipt.RECEIVED);
    assertThat(
            fixture
                .books()
                .ledger()
                .book(Told.paid("cs_1", Told.CREDITS, 1_998), Optional.of("evt_1")))
        .isEqualTo(Outcome.NOTHING_NEW);
    assertThat(inbox().counts()).isEqualTo(Map.of(State.DONE, 1L));
  }

  private static String id(Claimed claimed) {
    return claimed.event().id();
  }

  private Instant now() {
    return fixture.clock().instant();
  }

  private Inbox inbox() {
    return fixture.books().inbox();
  }
}
