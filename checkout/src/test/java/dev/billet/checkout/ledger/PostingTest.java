package dev.billet.checkout.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.checkout.Money;
import dev.billet.checkout.ledger.PaymentFacts.Reversal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PostingTest {

  private static final Instant PAID_AT = Instant.parse("2026-11-20T12:00:00Z");
  private static final Order CREDITS =
      new Order("acme", "dreadnode", new Order.Goods.Credits(2, 50_000));
  private static final Order BALANCE =
      new Order("acme", "closient", new Order.Goods.Balance(usd(2_500)));
  private static final Order PLAN = new Order("acme", "almanac", new Order.Goods.Plan("team"));

  @Test
  void moneyThatCameIsBookedWithWhatItBought() {
    assertThat(book(List.of(), paid(CREDITS, 1_998)))
        .extracting(PostingTest::said)
        .containsExactly("PURCHASE 1998 usd cs_1", "GRANT 50000 cs_1");
    assertThat(book(List.of(), paid(BALANCE, 2_500)))
        .extracting(PostingTest::said)
        .containsExactly("PURCHASE 2500 usd cs_1", "GRANT 2500 usd cs_1");
  }

  @Test
  void aPlanGrantsNothingThatCouldBeSpent() {
    assertThat(book(List.of(), paid(PLAN, 4_900)))
        .extracting(PostingTest::said)
        .containsExactly("PURCHASE 4900 usd cs_1");
  }

  @Test
  void whatCostNothingIsGrantedWithoutAPurchase() {
    assertThat(book(List.of(), paid(CREDITS, 0)))
        .extracting(PostingTest::said)
        .containsExactly("GRANT 50000 cs_1");
  }

  @Test
  void beingToldAgainBooksNothing() {
    PaymentFacts facts = paid(CREDITS, 1_998, refund("re_1", 999, true));
    List<Entry> booked = book(List.of(), facts);
    assertThat(Posting.missing(facts, booked)).isEmpty();
    assertThat(Posting.missing(paid(CREDITS, 1_998), booked)).isEmpty();
  }

  @Test
  void aRefundTakesCreditsBackInProportionAndTheRestWithTheLastCent() {
    Order thirds = new Order("acme", "dreadnode", new Order.Goods.Credits(1, 100));
    List<Entry> booked =
        book(
            List.of(),
            paid(
                thirds,
                300,
                refund("re_1", 100, true),
                refund("re_2", 100, true),
                refund("re_3", 100, true)));
    assertThat(booked)
        .filteredOn(entry -> entry.amount().asset() == Amount.Asset.CREDITS)
        .extracting(PostingTest::said)
        .containsExactly("GRANT 100 cs_1", "REFUND -33 re_1", "REFUND -33 re_2", "REFUND -34 re_3");
  }

  @Test
  void aRefundTooSmallForOneCreditIsBookedAsMoneyOnly() {
    Order few = new Order("acme", "dreadnode", new Order.Goods.Credits(1, 2));
    assertThat(book(List.of(), paid(few, 1_000, refund("re_1", 1, true))))
        .extracting(PostingTest::said)
        .containsExactly("PURCHASE 1000 usd cs_1", "GRANT 2 cs_1", "REFUND -1 usd re_1");
  }

  @Test
  void aRefundThatFailedLaterIsMadeGood() {
    List<Entry> gone = book(List.of(), paid(BALANCE, 2_500, refund("re_1", 1_000, true)));
    assertThat(book(gone, paid(BALANCE, 2_500, refund("re_1", 1_000, false))))
        .extracting(PostingTest::said)
        .contains("REFUND -1000 usd re_1", "ADJUSTMENT 1000 usd re_1");
    assertThat(sum(book(gone, paid(BALANCE, 2_500, refund("re_1", 1_000, false)))))
        .isEqualTo(2_500);
  }

  @Test
  void olderNewsOfARefundThatFailedDoesNotTakeTheMoney() {
    List<Entry> failed = book(List.of(), paid(BALANCE, 2_500, refund("re_1", 1_000, false)));
    assertThat(sum(failed)).isEqualTo(2_500);
    assertThat(Posting.missing(paid(BALANCE, 2_500, refund("re_1", 1_000, true)), failed))
        .isEmpty();
  }

  @Test
  void lateNewsOfAWonDisputeStandsAsBothOfItsHalves() {
    assertThat(book(List.of(), paid(BALANCE, 2_500, dispute("du_1", 2_500, false))))
        .extracting(Entry::kind)
        .containsExactly(
            Entry.Kind.PURCHASE,
            Entry.Kind.GRANT,
            Entry.Kind.DISPUTE,
            Entry.Kind.DISPUTE,
            Entry.Kind.DISPUTE_WON,
            Entry.Kind.DISPUTE_WON);
  }

  @Test
  void olderNewsOfADisputeDoesNotTakeTheMoneyTwice() {
    List<Entry> won = book(List.of(), paid(BALANCE, 2_500, dispute("du_1", 2_500, false)));
    assertThat(Posting.missing(paid(BALANCE, 2_500, dispute("du_1", 2_500, true)), won)).isEmpty();
  }

  @Test
  void aDisputeOverWhatWasRefundedTakesNoMoreThanWasGranted() {
    List<Entry> booked =
        book(
            List.of(),
            paid(CREDITS, 1_998, refund("re_1", 999, true), dispute("du_1", 1_998, true)));
    assertThat(sum(booked)).isZero();
    assertThat(booked).extracting(PostingTest::said).contains("DISPUTE -1998 usd du_1");
  }

  @Test
  void amountsAreExactWhereTheProductIsLargerThanALong() {
    Order vast = new Order("acme", "dreadnode", new Order.Goods.Credits(1, Long.MAX_VALUE / 2));
    List<Entry> booked = book(List.of(), paid(vast, 99_999_999, refund("re_1", 99_999_998, true)));
    assertThat(sum(booked)).isPositive().isLessThan(Long.MAX_VALUE / 2 / 99_999_999 + 2);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theBalanceDoesNotDependOnTheOrderInWhichNewsArrive(long seed) {
    Random random = new Random(seed);
    List<Reversal> all = new ArrayList<>();
    long left = 1_998;
    for (int i = 0; i < 6; i++) {
      long amount = random.nextLong(left / 2 + 1);
      left -= amount;
      all.add(
          random.nextBoolean()
              ? refund("re_" + i, amount, true)
              : dispute("du_" + i, amount, random.nextBoolean()));
    }
    List<Entry> atOnce = book(List.of(), paid(CREDITS, 1_998, all.toArray(Reversal[]::new)));
    List<Reversal> told = new ArrayList<>();
    List<Entry> oneByOne = List.of();
    Collections.shuffle(all, random);
    for (Reversal next : all) {
      told.add(next);
      oneByOne = book(oneByOne, paid(CREDITS, 1_998, told.toArray(Reversal[]::new)));
    }
    assertThat(sum(oneByOne)).isEqualTo(sum(atOnce));
    assertThat(oneByOne).hasSameSizeAs(oneByOne.stream().map(PostingTest::key).distinct().toList());
  }

  @Test
  void whatWasPaidIsComparedWithWhatWasAskedFor() {
    assertThat(Posting.objection(paid(BALANCE, 2_500), Optional.empty())).isEmpty();
    assertThat(Posting.objection(paid(BALANCE, 2_499), Optional.empty()))
        .contains("paid were 2499 usd where 2500 usd were asked for");
    assertThat(Posting.objection(paid(CREDITS, 1_998), Optional.of(usd(1_998)))).isEmpty();
    assertThat(Posting.objection(paid(CREDITS, 1_998), Optional.of(new Money(1_998, "eur"))))
        .contains("paid were 1998 usd where 1998 eur were asked for");
  }

  private static Money usd(long cents) {
    return new Money(cents, "usd");
  }

  private static PaymentFacts paid(Order order, long cents, Reversal... reversals) {
    return new PaymentFacts(
        "cs_1", order, usd(cents), Optional.of("pi_1"), Arrays.asList(reversals), true, PAID_AT);
  }

  private static Reversal refund(String id, long cents, boolean standing) {
    return new Reversal(id, Reversal.Kind.REFUND, usd(cents), standing, PAID_AT.plusSeconds(60));
  }

  private static Reversal dispute(String id, long cents, boolean standing) {
    return new Reversal(id, Reversal.Kind.DISPUTE, usd(cents), standing, PAID_AT.plusSeconds(90));
  }

  /** What is booked afterwards, as a ledger would keep it. */
  private static List<Entry> book(List<Entry> before, PaymentFacts facts) {
    List<Entry> after = new ArrayList<>(before);
    for (Posting.Line line : Posting.missing(facts, before)) {
      after.add(
          new Entry(
              after.size() + 1,
              line.kind(),
              facts.order().organization(),
              facts.order().contract(),
              line.amount(),
              facts.source(),
              line.object(),
              Optional.empty(),
              line.occurredAt(),
              PAID_AT));
    }
    return after;
  }

  private static long sum(List<Entry> entries) {
    return entries.stream()
        .filter(entry -> entry.amount().asset() != Amount.Asset.PAYMENTS)
        .mapToLong(entry -> entry.amount().value())
        .sum();
  }

  private static String said(Entry entry) {
    return entry.kind()
        + " "
        + entry.amount().value()
        + entry.amount().currency().map(it -> " " + it).orElse("")
        + " "
        + entry.object();
  }

  private static String key(Entry entry) {
    return entry.kind() + entry.object() + entry.amount().asset();
  }
}
