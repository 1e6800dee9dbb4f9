package dev.billet.ledger;

import static dev.billet.ledger.Told.fetched;
import static dev.billet.ledger.Told.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.checkout.ledger.Account;
import dev.billet.checkout.ledger.Facts;
import dev.billet.checkout.ledger.Inbox;
import dev.billet.checkout.ledger.Ledger;
import dev.billet.checkout.ledger.Ledger.Outcome;
import dev.billet.checkout.ledger.SubscriptionFacts.Status;
import dev.billet.ledger.TestDatabases.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Kind.class)
final class SubscriptionTest {

  @RegisterExtension private final Fixture fixture;

  SubscriptionTest(Kind kind) {
    fixture = new Fixture(kind);
  }

  @Test
  void theFirstNewsIsTakenAsItComes() {
    assertThat(book(snapshot("sub_1", Status.ACTIVE, 10))).isEqualTo(Outcome.BOOKED);
    assertThat(ledger().account("acme").subscription())
        .contains(
            new Account.Subscription(
                "sub_1", "team", Status.ACTIVE, Told.NOW, Told.NOW.plusSeconds(2_592_000), false));
  }

  @Test
  void strictlyLaterNewsReplacesEarlier() {
    book(snapshot("sub_1", Status.TRIALING, 10));
    assertThat(book(snapshot("sub_1", Status.ACTIVE, 11))).isEqualTo(Outcome.BOOKED);
    assertThat(status()).isEqualTo(Status.ACTIVE);
  }

  @Test
  void newsOfTheSameSecondIsDoubtful() {
    book(snapshot("sub_1", Status.TRIALING, 10));
    assertThat(book(snapshot("sub_1", Status.ACTIVE, 10))).isEqualTo(Outcome.DOUBTFUL);
    assertThat(status()).isEqualTo(Status.TRIALING);
  }

  @Test
  void aStateThatWasConfirmedLaterIsNotReplacedByNewsFromBetween() {
    book(snapshot("sub_1", Status.ACTIVE, 10));
    assertThat(book(snapshot("sub_1", Status.ACTIVE, 20))).isEqualTo(Outcome.NOTHING_NEW);
    assertThat(book(snapshot("sub_1", Status.PAST_DUE, 15))).isEqualTo(Outcome.DOUBTFUL);
    assertThat(book(snapshot("sub_1", Status.ACTIVE, 15))).isEqualTo(Outcome.NOTHING_NEW);
  }

  @Test
  void whatIsOverStaysOver() {
    book(snapshot("sub_1", Status.CANCELED, 10));
    assertThat(book(snapshot("sub_1", Status.ACTIVE, 5))).isEqualTo(Outcome.NOTHING_NEW);
    assertThat(book(snapshot("sub_1", Status.ACTIVE, 20))).isEqualTo(Outcome.NOTHING_NEW);
    assertThat(book(fetched("sub_1", Status.ACTIVE, 20, 1))).isEqualTo(Outcome.NOTHING_NEW);
    assertThat(status()).isEqualTo(Status.CANCELED);
  }

  @Test
  void whatWasFetchedHoldsOnlyIfNothingWasBookedMeanwhile() {
    assertThat(book(fetched("sub_1", Status.TRIALING, 5, -1))).isEqualTo(Outcome.BOOKED);
    long seen = ledger().subscriptionVersion("sub_1").orElseThrow();
    assertThat(book(snapshot("sub_1", Status.ACTIVE, 10))).isEqualTo(Outcome.BOOKED);
    assertThat(book(fetched("sub_1", Status.PAST_DUE, 12, seen))).isEqualTo(Outcome.DOUBTFUL);
    seen = ledger().subscriptionVersion("sub_1").orElseThrow();
    assertThat(book(fetched("sub_1", Status.PAST_DUE, 12, seen))).isEqualTo(Outcome.BOOKED);
    assertThat(ledger().subscriptionVersion("sub_1")).hasValue(seen + 1);
  }

  @Test
  void whatWasFetchedOfOneThatHasSinceBecomeKnownIsDoubtful() {
    book(snapshot("sub_1", Status.ACTIVE, 10));
    assertThat(book(fetched("sub_1", Status.CANCELED, 12, -1))).isEqualTo(Outcome.DOUBTFUL);
  }

  @Test
  void whatWasFetchedIsTakenThoughItsSecondIsThatOfTheLastEvent() {
    book(snapshot("sub_1", Status.ACTIVE, 10));
    long seen = ledger().subscriptionVersion("sub_1").orElseThrow();
    assertThat(book(fetched("sub_1", Status.CANCELED, 10, seen))).isEqualTo(Outcome.BOOKED);
  }

  @Test
  void anUnknownSubscriptionHasNoVersion() {
    assertThat(ledger().subscriptionVersion("sub_1")).isEqualTo(OptionalLong.empty());
  }

  @Test
  void doubtLeavesEverythingAsItWas() {
    book(snapshot("sub_1", Status.TRIALING, 10));
    fixture.books().inbox().receive(Told.event("evt_1"), true);
    Facts paid = Told.paid("cs_1", Told.CREDITS, 1_998);
    Facts doubtful =
        new Facts(
            paid.checkout(), paid.payment(), snapshot("sub_1", Status.ACTIVE, 10).subscription());
    assertThat(ledger().book(doubtful, Optional.of("evt_1"))).isEqualTo(Outcome.DOUBTFUL);
    assertThat(ledger().checkout("cs_1")).isEmpty();
    assertThat(ledger().feed(0, Optional.empty(), 10)).isEmpty();
    assertThat(fixture.books().inbox().counts()).isEqualTo(Map.of(Inbox.State.RECEIVED, 1L));
  }

  @Test
  void theAccountShowsTheLatestThatIsNotOver() {
    book(snapshot("sub_1", Status.PAST_DUE, 10));
    book(snapshot("sub_2", Status.CANCELED, 20));
    assertThat(ledger().account("acme").subscription().orElseThrow().id()).isEqualTo("sub_1");
    book(snapshot("sub_1", Status.CANCELED, 30));
    assertThat(ledger().account("acme").subscription().orElseThrow().id()).isEqualTo("sub_2");
  }

  @Test
  void ofTwoFromTheSameSecondTheLaterToldOfIsTheLater() {
    book(snapshot("sub_b", Status.CANCELED, 10));
    book(snapshot("sub_a", Status.CANCELED, 10));
    book(snapshot("sub_b", Status.CANCELED, 20));
    assertThat(ledger().account("acme").subscription().orElseThrow().id()).isEqualTo("sub_a");
  }

  private Status status() {
    return ledger().account("acme").subscription().orElseThrow().status();
  }

  private Outcome book(Facts facts) {
    return ledger().book(facts, Optional.empty());
  }

  private Ledger ledger() {
    return fixture.books().ledger();
  }
}
