package dev.billet.fulfilment;

import dev.billet.checkout.ledger.Ledger.Outcome;
import dev.billet.checkout.ledger.ProviderRecords.Found;
import dev.billet.checkout.ledger.ProviderRecords.Kind;
import dev.billet.fulfilment.ReconcileReport.Difference;
import dev.billet.fulfilment.ReconcileReport.Result;
import dev.billet.stripe.Question;
import dev.billet.stripe.Question.About;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What one reconciliation has found so far. Used by its thread alone. */
final class ReconcileNotes {

  private final Set<Question> asked = new HashSet<>();
  private final Map<Kind, Long> looked = new EnumMap<>(Kind.class);
  private final Map<String, Difference> differences = new LinkedHashMap<>();
  private final Map<Found, String> unread = new LinkedHashMap<>();
  private long events;
  private boolean gaveUp;

  /** What to ask about an object. */
  static Question question(Found found) {
    return switch (found.kind()) {
      case CHECKOUTS -> new Question(About.CHECKOUT, found.id());
      case INVOICES -> new Question(About.INVOICE, found.id());
      case REFUNDS, DISPUTES -> new Question(About.PAYMENT, found.id());
      case SUBSCRIPTIONS -> new Question(About.SUBSCRIPTION, found.id());
    };
  }

  /**
   * Counts an object.
   *
   * @return how many of its kind there were so far
   */
  long looked(Found found) {
    return looked.merge(found.kind(), 1L, Long::sum);
  }

  /** Whether an object has not been asked about: ten refunds of one payment are one question. */
  boolean isFirst(Found found) {
    return asked.add(question(found));
  }

  void read(Found found, Outcome outcome) {
    unread.remove(found);
    switch (outcome) {
      case BOOKED -> put(found.id(), Result.BOOKED, "was missing or out of date, and is booked");
      case HELD -> put(found.id(), Result.HELD, "is not what was asked for, and is held");
      case NOTHING_NEW, DOUBTFUL -> {}
    }
  }

  /**
   * Notes that Stripe has nothing of ours about an object.
   *
   * @param isBooked whether the ledger says that it was paid
   */
  void readNothing(Found found, boolean isBooked) {
    unread.remove(found);
    if (isBooked) {
      put(
          found.id(),
          Result.UNKNOWN,
          "is in the ledger, and Stripe has nothing of ours by that id");
    }
  }

  void unread(Found found, String reason) {
    unread.put(found, reason);
  }

  List<Found> unread() {
    return List.copyOf(unread.keySet());
  }

  void unreadList(Kind kind, String reason) {
    put(kind.name().toLowerCase(Locale.ROOT), Result.UNRESOLVED, reason);
  }

  void unreadInbox(String reason) {
    put("inbox", Result.UNRESOLVED, reason);
  }

  void event() {
    events++;
  }

  void gaveUp() {
    gaveUp = true;
  }

  private void put(String about, Result result, String detail) {
    differences.put(about, new Difference(about, result, detail));
  }

  ReconcileReport report() {
    List<Difference> all = new ArrayList<>(differences.values());
    unread.forEach(
        (found, reason) -> all.add(new Difference(found.id(), Result.UNRESOLVED, reason)));
    return new ReconcileReport(looked, events, all, gaveUp);
  }
}
