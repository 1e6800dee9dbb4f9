package dev.billet.ledger;

import static dev.billet.ledger.Told.opened;
import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.checkout.CheckoutBook;
import dev.billet.checkout.CheckoutBook.Claim;
import dev.billet.checkout.CheckoutBook.OpenSubscription;
import dev.billet.checkout.ledger.CheckoutFacts.State;
import dev.billet.checkout.ledger.SubscriptionFacts.Status;
import dev.billet.ledger.TestDatabases.Kind;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Kind.class)
final class CheckoutBookTest {

  private static final Duration LEASE = Duration.ofSeconds(60);

  @RegisterExtension private final Fixture fixture;

  CheckoutBookTest(Kind kind) {
    fixture = new Fixture(kind);
  }

  @Test
  void aSessionIsOverOnceItCannotBePaid() {
    checkouts().opened(opened("cs_1", Told.PLAN, Optional.empty()));
    checkouts().opened(opened("cs_1", Told.PLAN, Optional.empty()));
    assertThat(checkouts().isOver("cs_1")).isFalse();
    assertThat(checkouts().isOver("cs_2")).isFalse();
    tell("cs_1", State.EXPIRED);
    assertThat(checkouts().isOver("cs_1")).isTrue();
  }

  @Test
  void aClaimStandsUntilItIsReleased() {
    Claim.Granted mine = granted();
    assertThat(mine.open()).isEmpty();
    assertThat(checkouts().claim("acme", LEASE)).isEqualTo(new Claim.Taken());
    assertThat(checkouts().claim("globex", LEASE)).isInstanceOf(Claim.Granted.class);
    checkouts().release(mine.token(), "acme");
    checkouts().release(mine.token(), "acme");
    assertThat(granted().token()).isNotEqualTo(mine.token());
  }

  @Test
  void aClaimStandsNoLongerThanItsLease() {
    Claim.Granted late = granted();
    fixture.clock().move(LEASE);
    Claim.Granted next = granted();
    checkouts().release(late.token(), "acme");
    assertThat(checkouts().claim("acme", LEASE)).isEqualTo(new Claim.Taken());
    assertThat(replace(late, "cs_late")).isFalse();
    assertThat(replace(next, "cs_next")).isTrue();
    assertThat(granted().open().orElseThrow().session()).isEqualTo("cs_next");
    assertThat(fixture.books().ledger().checkout("cs_late")).isEmpty();
  }

  @Test
  void whoeverIsNextIsToldWhatIsOpen() {
    assertThat(replace(granted(), "cs_1")).isTrue();
    assertThat(granted().open()).contains(open("cs_1"));
    assertThat(fixture.books().ledger().checkout("cs_1")).isPresent();
  }

  @Test
  void aCheckoutThatIsOverIsNotOpen() {
    replace(granted(), "cs_1");
    tell("cs_1", State.EXPIRED);
    assertThat(granted().open()).isEmpty();
  }

  @Test
  void aCheckoutThatWasOverBeforeItWasNotedIsNotOpen() {
    Claim.Granted mine = granted();
    tell("cs_1", State.PAID);
    assertThat(replace(mine, "cs_1")).isTrue();
    assertThat(granted().open()).isEmpty();
  }

  @Test
  void whoIsSubscribedHasNothingToClaim() {
    subscription(Status.INCOMPLETE, 1);
    assertThat(checkouts().claim("acme", LEASE)).isEqualTo(new Claim.Subscribed("sub_1"));
    subscription(Status.INCOMPLETE_EXPIRED, 2);
    assertThat(checkouts().claim("acme", LEASE)).isInstanceOf(Claim.Granted.class);
  }

  @Test
  void ofAllWhoClaimAtOnceOneIsGranted() throws Exception {
    try (LedgerDatabase other = fixture.open()) {
      CheckoutBook theirs = fixture.sameBooks(other).checkouts();
      assertThat(Together.run(8, i -> (i % 2 == 0 ? checkouts() : theirs).claim("acme", LEASE)))
          .filteredOn(Claim.Granted.class::isInstance)
          .hasSize(1);
    }
  }

  @Test
  void anOrganizationHasOneCustomerWhoeverNotesIt() throws Exception {
    var customers = fixture.books().customers();
    assertThat(customers.find("acme")).isEmpty();
    assertThat(Together.run(8, i -> customers.keep("acme", "cus_" + i)))
        .containsOnly(customers.find("acme").orElseThrow());
    customers.forget("acme", "cus_another");
    assertThat(customers.find("acme")).isPresent();
    customers.forget("acme", customers.find("acme").orElseThrow());
    assertThat(customers.find("acme")).isEmpty();
    assertThat(customers.keep("acme", "cus_new")).isEqualTo("cus_new");
  }

  private Claim.Granted granted() {
    return (Claim.Granted) checkouts().claim("acme", LEASE);
  }

  private boolean replace(Claim.Granted claim, String session) {
    return checkouts()
        .replace(
            claim.token(), "acme", open(session), opened(session, Told.PLAN, Optional.empty()));
  }

  private OpenSubscription open(String session) {
    return new OpenSubscription(session, "https://pay", "same", fixture.clock().instant());
  }

  private void tell(String session, State state) {
    fixture.books().ledger().book(Told.state(session, Told.PLAN, state, 4_900), Optional.empty());
  }

  private void subscription(Status status, long asOf) {
    fixture.books().ledger().book(Told.snapshot("sub_1", status, asOf), Optional.empty());
  }

  private CheckoutBook checkouts() {
    return fixture.books().checkouts();
  }
}
