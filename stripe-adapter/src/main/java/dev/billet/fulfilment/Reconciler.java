package dev.billet.fulfilment;

import static dev.billet.checkout.ledger.ProviderRecords.Kind.CHECKOUTS;
import static dev.billet.checkout.ledger.ProviderRecords.Kind.INVOICES;

import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.Deadline;
import dev.billet.checkout.Failure.Kind;
import dev.billet.checkout.ledger.Inbox;
import dev.billet.checkout.ledger.Ledger;
import dev.billet.checkout.ledger.ProviderRecords;
import dev.billet.checkout.ledger.ProviderRecords.Found;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Books what Stripe has on record and no event told, and finds what the ledger has and Stripe has
 * not. Safe for use by many threads, and beside the {@link InboxWorker}; asks one thing at a time,
 * so as to leave Stripe's rate limit to buyers.
 *
 * <p>Every object is asked for on its own and brings all that it depends on, so that it does not
 * matter in which order they are gone through.
 */
public final class Reconciler {

  private static final Logger LOG = LoggerFactory.getLogger(Reconciler.class);
  // So many in a row are no accident: asking for ten thousand more would take a day of timeouts.
  private static final int TOO_MANY = 5;

  private final ProviderRecords records;
  private final Ledger ledger;
  private final Fulfilment fulfilment;
  private final InboxStep step;

  /** A reconciler of one ledger with one account of Stripe's. */
  public Reconciler(
      ProviderRecords records, Ledger ledger, Inbox inbox, Fulfilment fulfilment, Clock clock) {
    this.records = records;
    this.ledger = ledger;
    this.fulfilment = fulfilment;
    this.step = new InboxStep(inbox, fulfilment, clock);
  }

  /** Told how far a run is. */
  @FunctionalInterface
  public interface Progress {

    /**
     * Something was looked at.
     *
     * @param looked how many objects of this kind so far
     */
    void at(ProviderRecords.Kind kind, long looked);
  }

  /**
   * Goes through all that may have changed at Stripe since a moment, asks for what the ledger says
   * was paid since and was not among it, and then tries what waits in the inbox. What cannot be
   * read is tried twice, and reported if it still cannot.
   *
   * @param since by Stripe's clock
   * @param progress told of every object
   * @return what was found; nothing is thrown
   */
  public ReconcileReport run(Instant since, Progress progress) {
    Run run = new Run(since, progress);
    try {
      for (ProviderRecords.Kind kind : ProviderRecords.Kind.values()) {
        run.list(kind);
      }
      run.booked();
      run.again();
      run.inbox();
    } catch (GivenUp e) {
      LOG.error("reconciliation has given up, because nothing could be read any more");
    } catch (CheckoutException e) {
      run.notes.gaveUp();
      LOG.error("reconciliation has given up", e);
    }
    return run.notes.report();
  }

  /** Ends a run, from inside of whatever it is going through. */
  private static final class GivenUp extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final class Run {

    private final Instant since;
    private final Progress progress;
    private final ReconcileNotes notes = new ReconcileNotes();
    private final Set<Found> booked = new HashSet<>();
    private int failuresInARow;

    Run(Instant since, Progress progress) {
      this.since = since;
      this.progress = progress;
    }

    void list(ProviderRecords.Kind kind) {
      try {
        records.list(kind, since, this::look);
      } catch (CheckoutException e) {
        notes.unreadList(kind, reason(e));
        failed(e);
      }
    }

    private void look(Found found) {
      progress.at(found.kind(), notes.looked(found));
      if (notes.isFirst(found) && !isSettled(found)) {
        ask(found);
      }
    }

    /** Asks for what the ledger says was paid and no list has named. */
    void booked() {
      for (String source : ledger.paidSince(since)) {
        Found found = new Found(source.startsWith("in_") ? INVOICES : CHECKOUTS, source);
        booked.add(found);
        if (notes.isFirst(found)) {
          ask(found);
        }
      }
    }

    private void ask(Found found) {
      try {
        fulfilment
            .book(
                ReconcileNotes.question(found),
                Optional.empty(),
                Deadline.after(Fulfilment.PATIENCE))
            .ifPresentOrElse(
                outcome -> notes.read(found, outcome),
                () -> notes.readNothing(found, booked.contains(found)));
        failuresInARow = 0;
      } catch (RuntimeException e) {
        notes.unread(found, reason(e));
        failed(e);
      }
    }

    private void failed(RuntimeException e) {
      LOG.warn("reconciliation goes on without what it could not read", e);
      boolean noLedger =
          e instanceof CheckoutException known && known.failure().kind() == Kind.UNAVAILABLE;
      if (++failuresInARow >= TOO_MANY || noLedger) {
        notes.gaveUp();
        throw new GivenUp();
      }
    }

    void again() {
      notes.unread().forEach(this::ask);
    }

    void inbox() {
      try {
        while (step.run()) {
          notes.event();
        }
      } catch (CheckoutException e) {
        notes.unreadInbox(reason(e));
      }
    }
  }

  // What went back of a settled checkout is found among the refunds and disputes, and what a
  // subscription cost among the invoices.
  private boolean isSettled(Found found) {
    return switch (found.kind()) {
      case CHECKOUTS ->
          ledger
              .checkout(found.id())
              .filter(Fulfilment::isFinal)
              .filter(it -> it.held().isEmpty())
              .isPresent();
      case INVOICES, REFUNDS, DISPUTES, SUBSCRIPTIONS -> false;
    };
  }

  private static String reason(RuntimeException e) {
    return e instanceof CheckoutException known
        ? known.failure().kind() + ": " + known.getMessage()
        : "defect: " + e.getClass().getName();
  }
}
