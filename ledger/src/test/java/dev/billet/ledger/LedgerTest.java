package dev.billet.ledger;

import static dev.billet.ledger.Told.BALANCE;
import static dev.billet.ledger.Told.CREDITS;
import static dev.billet.ledger.Told.PLAN;
import static dev.billet.ledger.Told.dispute;
import static dev.billet.ledger.Told.opened;
import static dev.billet.ledger.Told.paid;
import static dev.billet.ledger.Told.payment;
import static dev.billet.ledger.Told.refund;
import static dev.billet.ledger.Told.usd;
import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.checkout.Money;
import dev.billet.checkout.ledger.Account;
import dev.billet.checkout.ledger.Amount;
import dev.billet.checkout.ledger.BookedCheckout;
import dev.billet.checkout.ledger.CheckoutFacts.State;
import dev.billet.checkout.ledger.Entry;
import dev.billet.checkout.ledger.Facts;
import dev.billet.checkout.ledger.Ledger;
import dev.billet.checkout.ledger.Ledger.Outcome;
import dev.billet.checkout.ledger.Order;
import dev.billet.checkout.ledger.PaymentFacts;
import dev.billet.checkout.ledger.SubscriptionFacts.Status;
import dev.billet.ledger.TestDatabases.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Kind.class)
final class LedgerTest {

  @RegisterExtension private final Fixture fixture;

  LedgerTest(Kind kind) {
    fixture = new Fixture(kind);
  }

  @Test
  void aPaidSessionIsBookedOnceHoweverOftenItIsTold() {
    fixture.books().checkouts().opened(opened("cs_1", CREDITS, Optional.of(usd(1_998))));
    assertThat(book(paid("cs_1", CREDITS, 1_998))).isEqualTo(Outcome.BOOKED);
    assertThat(book(paid("cs_1", CREDITS, 1_998))).isEqualTo(Outcome.NOTHING_NEW);
    assertThat(ledger().account("acme").credits()).isEqualTo(50_000);
    assertThat(ledger().checkout("cs_1").orElseThrow().entries())
        .extracting(entry -> entry.kind() + " " + entry.amount().value() + " " + entry.object())
        .containsExactly("PURCHASE 1998 cs_1", "GRANT 50000 cs_1");
  }

  @Test
  void whatWasPaidSinceAMomentIsNamedAndWhatIsHeldIsNot() {
    fixture.books().checkouts().opened(opened("cs_held", CREDITS, Optional.of(usd(1_998))));
    book(paid("cs_held", CREDITS, 998));
    book(paid("cs_1", CREDITS, 1_998));
    book(paid("cs_2", BALANCE, 2_500, refund("re_1", 2_500, true)));
    assertThat(ledger().paidSince(Told.NOW)).containsExactly("cs_1", "cs_2");
    assertThat(ledger().paidSince(Told.NOW.plusMillis(1))).isEmpty();
  }

  @Test
  void anEntrySaysWhereItComesFrom() {
    ledger().book(paid("cs_1", BALANCE, 2_500), Optional.of("evt_1"));
    Entry entry = ledger().entries("acme", Long.MAX_VALUE, 1).get(0);
    assertThat(entry)
        .isEqualTo(
            new Entry(
                entry.position(),
                Entry.Kind.GRANT,
                "acme",
                "closient",
                Amount.balance(usd(2_500)),
                "cs_1",
                "cs_1",
                Optional.of("evt_1"),
                Told.NOW,
                fixture.clock().instant()));
  }

  @Test
  void aCheckoutIsKnownAsItWasOpened() {
    fixture.books().checkouts().opened(opened("cs_1", BALANCE, Optional.of(usd(2_500))));
    fixture.books().checkouts().opened(opened("cs_2", PLAN, Optional.empty()));
    assertThat(ledger().checkout("cs_1"))
        .contains(
            new BookedCheckout(
                "cs_1",
                BALANCE,
                State.OPEN,
                Optional.of(usd(2_500)),
                Optional.empty(),
                fixture.clock().instant(),
                List.of()));
    assertThat(ledger().checkout("cs_2").orElseThrow().order()).isEqualTo(PLAN);
    assertThat(ledger().checkout("cs_3")).isEmpty();
  }

  @Test
  void theStateOfACheckoutOnlyGoesForward() {
    assertThat(book(Told.state("cs_1", CREDITS, State.PENDING, 1_998))).isEqualTo(Outcome.BOOKED);
    assertThat(book(Told.state("cs_1", CREDITS, State.OPEN, 1_998))).isEqualTo(Outcome.NOTHING_NEW);
    assertThat(ledger().checkout("cs_1").orElseThrow().state()).isEqualTo(State.PENDING);
    assertThat(book(paid("cs_1", CREDITS, 1_998))).isEqualTo(Outcome.BOOKED);
    assertThat(book(Told.state("cs_1", CREDITS, State.EXPIRED, 1_998)))
        .isEqualTo(Outcome.NOTHING_NEW);
    assertThat(ledger().checkout("cs_1").orElseThrow().state()).isEqualTo(State.PAID);
  }

  @Test
  void moneyOfASessionNobodyNotedIsBookedFromWhatIsTold() {
    book(Facts.of(payment("cs_1", CREDITS, 1_998)));
    BookedCheckout checkout = ledger().checkout("cs_1").orElseThrow();
    assertThat(checkout.state()).isEqualTo(State.PAID);
    assertThat(checkout.order()).isEqualTo(CREDITS);
    assertThat(checkout.entries()).hasSize(2);
  }

  @Test
  void whatCostNothingIsGranted() {
    book(paid("cs_1", CREDITS, 0));
    assertThat(ledger().account("acme").credits()).isEqualTo(50_000);
    assertThat(ledger().checkout("cs_1").orElseThrow().entries()).hasSize(1);
  }

  @Test
  void moneyThatIsNotWhatWasAskedIsHeldForGood() {
    fixture.books().checkouts().opened(opened("cs_1", CREDITS, Optional.of(usd(1_998))));
    assertThat(book(paid("cs_1", CREDITS, 1_000))).isEqualTo(Outcome.HELD);
    assertThat(book(paid("cs_1", CREDITS, 1_998))).isEqualTo(Outcome.HELD);
    BookedCheckout checkout = ledger().checkout("cs_1").orElseThrow();
    assertThat(checkout.held()).hasValueSatisfying(why -> assertThat(why).contains("1000", "1998"));
    assertThat(checkout.entries()).isEmpty();
    assertThat(ledger().account("acme").credits()).isZero();
  }

  @Test
  void moneyForAnotherOrderThanTheNotedOneIsHeld() {
    fixture.books().checkouts().opened(opened("cs_1", CREDITS, Optional.empty()));
    Order more = new Order("acme", "dreadnode", new Order.Goods.Credits(2, 5_000_000));
    assertThat(book(paid("cs_1", more, 1_998))).isEqualTo(Outcome.HELD);
    assertThat(ledger().account("acme").credits()).isZero();
  }

  @Test
  void creditsAreMeasuredByTheirSubtotalWhereNothingWasNoted() {
    var facts = Told.checkout("cs_1", CREDITS, State.PAID, 1_998);
    assertThat(book(Facts.of(facts, Optional.of(payment("cs_1", CREDITS, 998)))))
        .isEqualTo(Outcome.HELD);
  }

  @Test
  void balanceIsMeasuredByItself() {
    assertThat(book(Facts.of(payment("cs_1", BALANCE, 2_400)))).isEqualTo(Outcome.HELD);
    assertThat(book(Facts.of(payment("cs_2", BALANCE, 2_500)))).isEqualTo(Outcome.BOOKED);
    assertThat(ledger().account("acme").balances()).containsExactly(usd(2_500));
  }

  @Test
  void aPriceLearntTooLateDoesNotUndoWhatIsBooked() {
    book(paid("cs_1", CREDITS, 1_500));
    fixture.books().checkouts().opened(opened("cs_1", CREDITS, Optional.of(usd(1_998))));
    assertThat(book(paid("cs_1", CREDITS, 1_500))).isEqualTo(Outcome.NOTHING_NEW);
    assertThat(ledger().checkout("cs_1").orElseThrow().held()).isEmpty();
  }

  @Test
  void anInvoiceIsBookedWithoutACheckout() {
    assertThat(book(Facts.of(payment("in_1", PLAN, 4_900)))).isEqualTo(Outcome.BOOKED);
    assertThat(ledger().paymentOf("pi_in_1")).contains("in_1");
    assertThat(ledger().checkout("in_1")).isEmpty();
    assertThat(ledger().entries("acme", Long.MAX_VALUE, 10)).hasSize(1);
  }

  @Test
  void aPaymentLeadsToItsSessionOnceItIsKnown() {
    assertThat(ledger().paymentOf("pi_cs_1")).isEmpty();
    book(paid("cs_1", CREDITS, 1_998));
    assertThat(ledger().paymentOf("pi_cs_1")).contains("cs_1");
  }

  @Test
  void anyOrderOfTheSameNewsComesToTheSame() {
    List<Facts> news =
        List.of(
            Told.state("cs_1", CREDITS, State.OPEN, 1_998),
            Told.state("cs_1", CREDITS, State.PENDING, 1_998),
            paid("cs_1", CREDITS, 1_998),
            paid("cs_1", CREDITS, 1_998, refund("re_1", 500, true)),
            paid("cs_1", CREDITS, 1_998, refund("re_1", 500, true), refund("re_2", 333, true)),
            paid("cs_1", CREDITS, 1_998, refund("re_1", 500, false), refund("re_2", 333, true)),
            paid("cs_1", CREDITS, 1_998, dispute("du_1", 1_998, true)),
            paid("cs_1", CREDITS, 1_998, dispute("du_1", 1_998, false)),
            paid("cs_2", BALANCE, 2_500, refund("re_3", 2_500, true)));
    Random random = new Random(4);
    List<List<Money>> balances = new ArrayList<>();
    List<Long> credits = new ArrayList<>();
    for (int round = 0; round < 20; round++) {
      Ledger ledger = fixture.newBooks().ledger();
      List<Facts> shuffled = new ArrayList<>(news);
      shuffled.addAll(news.subList(0, 5));
      Collections.shuffle(shuffled, random);
      shuffled.forEach(facts -> ledger.book(facts, Optional.empty()));
      balances.add(ledger.account("acme").balances());
      credits.add(ledger.account("acme").credits());
    }
    // 50000 less 333/1998 of it, rounded down: the one refund that stands.
    assertThat(credits).containsOnly(50_000L - 8_333);
    assertThat(balances).containsOnly(List.of(usd(0)));
  }

  @Test
  void anAccountMayOweWhatItHasSpent() {
    book(paid("cs_1", CREDITS, 1_998, refund("re_1", 1_998, true)));
    assertThat(ledger().account("acme").credits()).isZero();
    assertThat(ledger().account("globex"))
        .isEqualTo(new Account("globex", 0, List.of(), Optional.empty()));
  }

  @Test
  void balancesAreOnePerCurrencyInTheirOrder() {
    book(paid("cs_1", BALANCE, 2_500));
    Money yen = new Money(900, "jpy");
    Order order = new Order("acme", "closient", new Order.Goods.Balance(yen));
    book(
        Facts.of(
            new PaymentFacts("cs_2", order, yen, Optional.of("pi_2"), List.of(), true, Told.NOW)));
    assertThat(ledger().account("acme").balances()).containsExactly(yen, usd(2_500));
  }

  @Test
  void entriesArePagedFromTheNewest() {
    book(paid("cs_1", CREDITS, 1_998));
    book(paid("cs_2", CREDITS, 1_998));
    List<Entry> newest = ledger().entries("acme", Long.MAX_VALUE, 3);
    assertThat(newest).extracting(Entry::object).containsExactly("cs_2", "cs_2", "cs_1");
    assertThat(ledger().entries("acme", newest.get(2).position(), 3))
        .extracting(Entry::kind)
        .containsExactly(Entry.Kind.PURCHASE);
  }

  @Test
  void theFeedIsResumedAfterAPositionAndCanBeNarrowed() {
    book(paid("cs_1", CREDITS, 1_998));
    book(paid("cs_2", Told.credits("globex"), 1_998));
    book(paid("cs_3", Told.credits("initech"), 1_998));
    List<Entry> all = ledger().feed(0, Optional.empty(), 100);
    assertThat(all).hasSize(6);
    assertThat(ledger().feed(all.get(3).position(), Optional.empty(), 100))
        .isEqualTo(all.subList(4, 6));
    assertThat(ledger().feed(0, Optional.of(List.of("acme", "initech")), 3))
        .extracting(Entry::organization)
        .containsExactly("acme", "acme", "initech");
    assertThat(ledger().feed(0, Optional.of(List.of()), 3)).isEmpty();
  }

  @Test
  void accountsOfStripeNeverSeeEachOther() {
    Books others = fixture.newBooks();
    fixture.books().customers().keep("acme", "cus_1");
    fixture.books().inbox().receive(Told.event("evt_1"), true);
    book(paid("cs_1", CREDITS, 1_998));
    book(Told.snapshot("sub_1", Status.ACTIVE, 1));
    assertThat(others.ledger().account("acme").credits()).isZero();
    assertThat(others.ledger().account("acme").subscription()).isEmpty();
    assertThat(others.ledger().subscriptionVersion("sub_1")).isEmpty();
    assertThat(others.ledger().checkout("cs_1")).isEmpty();
    assertThat(others.ledger().paymentOf("pi_cs_1")).isEmpty();
    assertThat(others.ledger().feed(0, Optional.empty(), 10)).isEmpty();
    assertThat(others.ledger().entries("acme", Long.MAX_VALUE, 10)).isEmpty();
    assertThat(others.customers().find("acme")).isEmpty();
    assertThat(others.checkouts().isOver("cs_1")).isFalse();
    assertThat(others.inbox().counts()).isEmpty();
    assertThat(others.inbox().claim(10, Duration.ofSeconds(30))).isEmpty();
    assertThat(others.audit().verify(any -> {}).entries()).isZero();
    // The same ids are free there.
    assertThat(others.ledger().book(paid("cs_1", CREDITS, 1_998), Optional.empty()))
        .isEqualTo(Outcome.BOOKED);
  }

  private Outcome book(Facts facts) {
    return ledger().book(facts, Optional.empty());
  }

  private Ledger ledger() {
    return fixture.books().ledger();
  }
}
