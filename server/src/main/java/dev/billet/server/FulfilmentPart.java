package dev.billet.server;

import dev.billet.checkout.ledger.Inbox;
import dev.billet.checkout.ledger.Ledger;
import dev.billet.checkout.ledger.ProviderRecords;
import dev.billet.fulfilment.Fulfilment;
import dev.billet.fulfilment.InboxRetention;
import dev.billet.fulfilment.InboxWorker;
import dev.billet.fulfilment.ReconcileSchedule;
import dev.billet.fulfilment.Reconciler;
import dev.billet.fulfilment.Webhooks;
import dev.billet.ledger.Books;
import dev.billet.server.config.Settings;
import dev.billet.stripe.StripeConnection;
import dev.billet.stripe.StripeEvents;
import dev.billet.stripe.StripeRecords;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns what Stripe says into entries: by its webhooks, by its records, and at a buyer's return.
 */
final class FulfilmentPart implements AutoCloseable {

  private final Fulfilment fulfilment;
  private final Webhooks webhooks;
  private final InboxWorker worker;
  private final @Nullable ReconcileSchedule schedule;
  private final @Nullable InboxRetention retention;

  private FulfilmentPart(
      Fulfilment fulfilment,
      Webhooks webhooks,
      InboxWorker worker,
      @Nullable ReconcileSchedule schedule,
      @Nullable InboxRetention retention) {
    this.fulfilment = fulfilment;
    this.webhooks = webhooks;
    this.worker = worker;
    this.schedule = schedule;
    this.retention = retention;
  }

  /**
   * Starts to work off what is in the inbox already.
   *
   * @param secrets any of which may have signed a webhook
   */
  static FulfilmentPart start(
      Settings settings,
      Books books,
      StripeConnection stripe,
      boolean livemode,
      List<String> secrets,
      Clock clock) {
    Parts parts = Parts.of(settings, books, stripe, livemode, secrets, clock);
    InboxWorker worker = new InboxWorker(parts.inbox(), parts.fulfilment(), clock);
    Settings.Reconcile reconcile = settings.reconcile();
    ReconcileSchedule schedule =
        reconcile.every().isZero()
            ? null
            : new ReconcileSchedule(
                parts.reconciler(clock), reconcile.every(), reconcile.since(), clock);
    Duration keep = settings.database().keepEvents();
    return new FulfilmentPart(
        parts.fulfilment(),
        new Webhooks(parts.events(), parts.inbox(), worker::wake),
        worker,
        schedule,
        keep.isZero() ? null : new InboxRetention(parts.inbox(), keep, clock));
  }

  Fulfilment fulfilment() {
    return fulfilment;
  }

  Webhooks webhooks() {
    return webhooks;
  }

  @Override
  public void close() {
    if (retention != null) {
      retention.close();
    }
    if (schedule != null) {
      schedule.close();
    }
    worker.close();
  }

  /** What a command and the server both need. */
  record Parts(
      StripeEvents events,
      Inbox inbox,
      Ledger ledger,
      ProviderRecords records,
      Fulfilment fulfilment) {

    static Parts of(
        Settings settings,
        Books books,
        StripeConnection stripe,
        boolean livemode,
        List<String> secrets,
        Clock clock) {
      Function<String, Optional<String>> planOfPrice = StripePart.planOfPrice(settings.catalogue());
      StripeEvents events = new StripeEvents(secrets, clock, livemode, planOfPrice);
      StripeRecords records = new StripeRecords(stripe, planOfPrice, clock);
      Inbox inbox = books.inbox();
      Ledger ledger = books.ledger();
      return new Parts(
          events, inbox, ledger, records, new Fulfilment(events, inbox, ledger, records));
    }

    Reconciler reconciler(Clock clock) {
      return new Reconciler(records, ledger, inbox, fulfilment, clock);
    }
  }
}
