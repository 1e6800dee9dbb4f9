package dev.billet.ledger;

import dev.billet.checkout.Money;
import dev.billet.checkout.ledger.Amount;
import dev.billet.checkout.ledger.Audit.Breach;
import dev.billet.checkout.ledger.Entry;
import dev.billet.checkout.ledger.Order;
import dev.billet.checkout.ledger.PaymentFacts;
import dev.billet.checkout.ledger.PaymentFacts.Reversal;
import dev.billet.checkout.ledger.Posting;
import dev.billet.ledger.CheckoutRows.Checkout;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Checks the entries of one payment: makes the facts of them that must have been told, lets the
 * arithmetic book those from nothing, and compares.
 */
final class PaymentCheck {

  private final String payment;
  private final Optional<Money> paid;
  private final Optional<Checkout> checkout;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Breach> breaches = new ArrayList<>();

  /**
   * A check of a payment.
   *
   * @param paid what was told of it, where something was
   * @param checkout what it was for, where that is known
   */
  PaymentCheck(String payment, Optional<Money> paid, Optional<Checkout> checkout) {
    this.payment = payment;
    this.paid = paid;
    this.checkout = checkout;
  }

  String payment() {
    return payment;
  }

  void add(Entry entry) {
    entries.add(entry);
  }

  List<Breach> breaches() {
    if (paid.isEmpty() || (checkout.isEmpty() && !Booking.isInvoice(payment))) {
      breach("no source", "nothing is known of what was paid");
      return breaches;
    }
    checkout
        .flatMap(Checkout::held)
        .ifPresent(reason -> breach("held but booked", "there are entries although " + reason));
    once(Entry.Kind.PURCHASE);
    once(Entry.Kind.GRANT);
    owner();
    reversals();
    PaymentFacts facts = facts(paid.get());
    Posting.objection(facts, checkout.flatMap(Checkout::asked))
        .ifPresent(objection -> breach("not what was asked", objection));
    compare(Posting.missing(facts, List.of()));
    return breaches;
  }

  private void once(Entry.Kind kind) {
    if (of(kind).size() > 1) {
      breach("booked twice", "there are " + of(kind).size() + " entries of " + kind);
    }
  }

  private void owner() {
    for (Entry entry : entries) {
      boolean theirs =
          checkout
              .map(Checkout::order)
              .map(order -> order.organization().equals(entry.organization()))
              .orElse(entry.organization().equals(entries.get(0).organization()));
      if (!theirs) {
        breach("another's", "entry " + entry.position() + " is of " + entry.organization());
      }
    }
  }

  private void reversals() {
    if (of(Entry.Kind.PURCHASE).isEmpty() && !gone().isEmpty()) {
      breach("reversed but never paid", "money went back that never came");
    }
    for (Entry entry : entries) {
      Optional<Entry.Kind> down = undoneBy(entry.kind());
      if (down.isPresent() && gone(entry.object(), down.get()).isEmpty()) {
        breach("came again but never went", "there is no " + down.get() + " " + entry.object());
      }
    }
  }

  /** Purchases and grants must be equal one by one; what went back, in its sum. */
  private void compare(List<Posting.Line> expected) {
    Map<String, Long> due = new TreeMap<>();
    Map<String, Long> booked = new TreeMap<>();
    expected.forEach(line -> add(due, line.kind(), line.amount()));
    entries.forEach(entry -> add(booked, entry.kind(), entry.amount()));
    due.values().removeIf(sum -> sum == 0);
    booked.values().removeIf(sum -> sum == 0);
    if (!due.equals(booked)) {
      breach("not what it must be", "booked are " + booked + " where " + due + " must be");
    }
  }

  private static void add(Map<String, Long> sums, Entry.Kind kind, Amount amount) {
    String what = isReversal(kind) ? "gone back" : kind.toString();
    sums.merge(
        what + " " + amount.asset() + amount.currency().map(code -> " " + code).orElse(""),
        amount.value(),
        Math::addExact);
  }

  private PaymentFacts facts(Money money) {
    Entry first = entries.get(0);
    Order order =
        checkout
            .map(Checkout::order)
            .orElseGet(
                () ->
                    new Order(first.organization(), first.contract(), new Order.Goods.Plan("any")));
    List<Reversal> reversals =
        gone().stream()
            .map(
                down ->
                    new Reversal(
                        down.object(),
                        down.kind() == Entry.Kind.REFUND
                            ? Reversal.Kind.REFUND
                            : Reversal.Kind.DISPUTE,
                        new Money(
                            Math.negateExact(down.amount().value()),
                            down.amount().currency().orElse(money.currency())),
                        !cameAgain(down),
                        down.occurredAt()))
            .toList();
    return new PaymentFacts(
        payment, order, money, Optional.empty(), reversals, true, first.occurredAt());
  }

  private boolean cameAgain(Entry down) {
    return entries.stream()
        .anyMatch(
            up ->
                up.object().equals(down.object())
                    && undoneBy(up.kind()).equals(Optional.of(down.kind())));
  }

  /** Entries by which money went back. */
  private List<Entry> gone() {
    return entries.stream()
        .filter(entry -> entry.amount().asset() == Amount.Asset.PAYMENTS)
        .filter(entry -> entry.kind() == Entry.Kind.REFUND || entry.kind() == Entry.Kind.DISPUTE)
        .toList();
  }

  private List<Entry> gone(String object, Entry.Kind kind) {
    return gone().stream()
        .filter(entry -> entry.object().equals(object) && entry.kind() == kind)
        .toList();
  }

  private List<Entry> of(Entry.Kind kind) {
    return entries.stream().filter(entry -> entry.kind() == kind).toList();
  }

  private static boolean isReversal(Entry.Kind kind) {
    return switch (kind) {
      case PURCHASE, GRANT -> false;
      case REFUND, DISPUTE, DISPUTE_WON, ADJUSTMENT -> true;
    };
  }

  /** What an entry makes good again. */
  private static Optional<Entry.Kind> undoneBy(Entry.Kind kind) {
    return switch (kind) {
      case ADJUSTMENT -> Optional.of(Entry.Kind.REFUND);
      case DISPUTE_WON -> Optional.of(Entry.Kind.DISPUTE);
      case PURCHASE, GRANT, REFUND, DISPUTE -> Optional.empty();
    };
  }

  private void breach(String rule, String detail) {
    breaches.add(new Breach(rule, payment, detail));
  }
}
