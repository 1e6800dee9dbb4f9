package dev.billet.checkout.ledger;

import dev.billet.checkout.Money;
import dev.billet.checkout.ledger.PaymentFacts.Reversal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The arithmetic of the ledger: which entries follow from what the provider says of a payment,
 * given those that are booked for it. Depends on nothing but its arguments, so that telling the
 * same again makes no entry, whoever tells it.
 *
 * <p>What money bought goes back with it in proportion, rounded down to a whole credit in the
 * organization's favour, and entirely once all the money is back. The proportion is that of all
 * that is back by then, so that a hundred small refunds take as much as one large one.
 */
public final class Posting {

  /**
   * An entry that is to be booked.
   *
   * @param object what made it: the payment, a refund or a dispute
   */
  public record Line(Entry.Kind kind, Amount amount, String object, Instant occurredAt) {}

  private final PaymentFacts facts;
  private final List<Entry> booked;
  private final List<Line> lines = new ArrayList<>();
  private final Optional<Amount> grant;
  private long gone;
  private long taken;

  private Posting(PaymentFacts facts, List<Entry> booked) {
    this.facts = facts;
    this.booked = booked;
    this.grant = grant(facts);
    for (Entry entry : booked) {
      boolean reversal = entry.kind() != Entry.Kind.PURCHASE && entry.kind() != Entry.Kind.GRANT;
      if (reversal && entry.amount().asset() == Amount.Asset.PAYMENTS) {
        gone = Math.subtractExact(gone, entry.amount().value());
      } else if (reversal) {
        taken = Math.subtractExact(taken, entry.amount().value());
      }
    }
  }

  /**
   * The entries that are missing.
   *
   * @param facts what the provider says
   * @param booked all entries that belong to this payment already
   * @return the entries to add, in order; empty where everything is booked
   */
  public static List<Line> missing(PaymentFacts facts, List<Entry> booked) {
    Posting posting = new Posting(facts, booked);
    posting.purchase();
    facts.reversals().stream()
        .sorted(Comparator.comparing(Reversal::at).thenComparing(Reversal::id))
        .forEach(posting::reversal);
    return List.copyOf(posting.lines);
  }

  /**
   * Why money may not be booked as what it was meant for.
   *
   * @param facts what the provider says
   * @param asked what the buyer was to be charged, where that was noted when the checkout was
   *     opened
   * @return a sentence for the operator; empty where there is nothing to object to
   */
  public static Optional<String> objection(PaymentFacts facts, Optional<Money> asked) {
    Optional<Money> due =
        facts.order().goods() instanceof Order.Goods.Balance balance
            ? Optional.of(balance.amount())
            : asked;
    return due.filter(money -> !money.equals(facts.paid()))
        .map(
            money ->
                "paid were %d %s where %d %s were asked for"
                    .formatted(
                        facts.paid().minorUnits(),
                        facts.paid().currency(),
                        money.minorUnits(),
                        money.currency()));
  }

  private static Optional<Amount> grant(PaymentFacts facts) {
    if (facts.order().goods() instanceof Order.Goods.Credits credits) {
      return Optional.of(Amount.credits(credits.credits()));
    }
    return facts.order().goods() instanceof Order.Goods.Balance balance
        ? Optional.of(Amount.balance(balance.amount()))
        : Optional.empty();
  }

  private void purchase() {
    if (facts.paid().minorUnits() > 0) {
      addOnce(Entry.Kind.PURCHASE, Amount.paid(facts.paid()), facts.source(), facts.at());
    }
    grant.ifPresent(amount -> addOnce(Entry.Kind.GRANT, amount, facts.source(), facts.at()));
  }

  private void addOnce(Entry.Kind kind, Amount amount, String object, Instant at) {
    if (!isBooked(kind, object)) {
      lines.add(new Line(kind, amount, object, at));
    }
  }

  private void reversal(Reversal reversal) {
    boolean refund = reversal.kind() == Reversal.Kind.REFUND;
    Entry.Kind down = refund ? Entry.Kind.REFUND : Entry.Kind.DISPUTE;
    Entry.Kind up = refund ? Entry.Kind.ADJUSTMENT : Entry.Kind.DISPUTE_WON;
    // Also where it has come again before anyone heard that it was gone: without a trace of that,
    // older news would take it once more.
    if (!isBooked(down, reversal.id())) {
      move(down, reversal, Math.negateExact(reversal.amount().minorUnits()));
    }
    if (!reversal.standing() && !isBooked(up, reversal.id())) {
      move(up, reversal, reversal.amount().minorUnits());
    }
  }

  private void move(Entry.Kind kind, Reversal reversal, long money) {
    if (money == 0) {
      return;
    }
    lines.add(
        new Line(
            kind,
            Amount.paid(new Money(money, reversal.amount().currency())),
            reversal.id(),
            reversal.at()));
    gone = Math.subtractExact(gone, money);
    grant.ifPresent(
        amount -> {
          long now = due(amount.value());
          if (now != taken) {
            lines.add(
                new Line(
                    kind,
                    amount.withValue(Math.subtractExact(taken, now)),
                    reversal.id(),
                    reversal.at()));
            taken = now;
          }
        });
  }

  /** How much of what was handed out has to be back, by the money that is. */
  private long due(long granted) {
    long paid = facts.paid().minorUnits();
    if (gone <= 0) {
      return 0;
    }
    if (gone >= paid) {
      return granted;
    }
    return BigInteger.valueOf(granted)
        .multiply(BigInteger.valueOf(gone))
        .divide(BigInteger.valueOf(paid))
        .longValueExact();
  }

  private boolean isBooked(Entry.Kind kind, String object) {
    return booked.stream().anyMatch(entry -> entry.kind() == kind && entry.object().equals(object));
  }
}
