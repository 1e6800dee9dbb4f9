package dev.billet.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Invoice;
import com.stripe.model.InvoicePayment;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.Deadline;
import dev.billet.checkout.Failure;
import dev.billet.checkout.ledger.CheckoutFacts.State;
import dev.billet.checkout.ledger.Facts;
import dev.billet.checkout.ledger.Order;
import dev.billet.checkout.ledger.PaymentFacts;
import dev.billet.checkout.ledger.PaymentFacts.Reversal;
import dev.billet.checkout.ledger.ProviderRecords;
import dev.billet.stripe.DeadlineHttpClient.Conflict;
import dev.billet.stripe.StripeConnection.Call;
import java.time.Clock;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What Stripe has on record, read through its API. Safe for use by many threads.
 *
 * <p>What is ours and cannot be understood, such as a session with half of its metadata, is a
 * {@link CheckoutException} and never nothing: money may have come for it.
 */
public final class StripeRecords implements ProviderRecords {

  private static final Set<String> UNPAID = Set.of("requires_payment_method", "canceled");
  private static final Set<String> ENDED = Set.of("incomplete_expired", "canceled");

  private final StripeConnection connection;
  private final StripeFacts facts;
  private final Clock clock;

  /**
   * The records of the account that the connection's key belongs to.
   *
   * @param planOfPrice the catalogue's name of the plan that a Stripe Price stands for, where it is
   *     in the catalogue
   * @param clock tells the time where Stripe's answers do not
   */
  public StripeRecords(
      StripeConnection connection, Function<String, Optional<String>> planOfPrice, Clock clock) {
    this.connection = connection;
    this.facts = new StripeFacts(planOfPrice);
    this.clock = clock;
  }

  @Override
  public Optional<Facts> checkout(String session, Deadline deadline) {
    return asked(
        session,
        deadline,
        ask -> {
          Optional<Session> found =
              known(() -> ask.stripe.v1().checkout().sessions().retrieve(session));
          return found.isEmpty() ? Optional.empty() : ask.session(found.get());
        });
  }

  @Override
  public Optional<Facts> payment(String paymentIntent, Deadline deadline) {
    return asked(
        paymentIntent,
        deadline,
        ask -> {
          List<Session> sessions = known(() -> ask.lists.sessions(paymentIntent)).orElse(List.of());
          if (!sessions.isEmpty()) {
            return ask.session(sessions.get(0));
          }
          List<InvoicePayment> paid =
              known(() -> ask.lists.invoicePayments(paymentIntent)).orElse(List.of());
          return paid.isEmpty()
              ? Optional.empty()
              : ask.invoice(paid.get(0).getInvoice()).map(Facts::of);
        });
  }

  @Override
  public Optional<Facts> invoice(String invoice, Deadline deadline) {
    return asked(invoice, deadline, ask -> ask.invoice(invoice).map(Facts::of));
  }

  @Override
  public Optional<Facts> subscription(String subscription, long seen, Deadline deadline) {
    return asked(
        subscription,
        deadline,
        ask ->
            known(() -> ask.stripe.v1().subscriptions().retrieve(subscription))
                .flatMap(it -> facts.subscription(it, answeredAt(it), OptionalLong.of(seen)))
                .map(Facts::of));
  }

  /**
   * {@inheritDoc}
   *
   * <p>Each page is asked for before a deadline of its own.
   */
  @Override
  public void list(Kind kind, Instant since, Consumer<Found> each) {
    try {
      new StripeScan(connection, since, each).list(kind);
    } catch (StripeException e) {
      throw StripeFailures.ofAny(e);
    }
  }

  private interface Question<T> {
    T ask(Asking asking) throws StripeException;
  }

  private <T> T asked(String id, Deadline deadline, Question<T> question) {
    return StripeConnection.answered(
        () -> {
          try {
            return question.ask(
                new Asking(
                    connection.client(deadline, Conflict.IS_OURS),
                    new StripeLists(connection, deadline)));
          } catch (IllegalArgumentException e) {
            throw new CheckoutException(
                Failure.of(
                    Failure.Kind.UPSTREAM_FAILED, "The payment provider's record is not usable"),
                id + " at Stripe cannot be booked: " + e.getMessage(),
                null);
          }
        },
        StripeFailures::ofAny);
  }

  private static <T> Optional<T> known(Call<T> call) throws StripeException {
    try {
      return Optional.of(call.make());
    } catch (StripeException e) {
      if (StripeFailures.isMissing(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** One question, however many calls it takes, before one deadline. */
  private record Asking(StripeClient stripe, StripeLists lists) {

    Optional<Facts> session(Session session) throws StripeException {
      Optional<Order> order = StripeFacts.order(session);
      if (order.isEmpty()) {
        return Optional.empty();
      }
      State state = state(session);
      return Optional.of(
          Facts.of(
              StripeFacts.checkout(session, order.get(), state),
              money(session, order.get(), state)));
    }

    private Optional<PaymentFacts> money(Session session, Order order, State state)
        throws StripeException {
      if (StripeFacts.isSubscription(session)) {
        return session.getInvoice() == null ? Optional.empty() : invoice(session.getInvoice());
      }
      if (state != State.PAID) {
        return Optional.empty();
      }
      List<Reversal> reversals =
          session.getPaymentIntent() == null
              ? List.of()
              : lists.reversals(session.getPaymentIntent());
      return Optional.of(StripeFacts.payment(session, order, reversals, true));
    }

    // A debit that failed leaves the session as it was while the money was under way; what was to
    // be paid tells.
    private State state(Session session) throws StripeException {
      State state = StripeFacts.stateUnlessFailed(session);
      if (state != State.PENDING) {
        return state;
      }
      boolean failed =
          StripeFacts.isSubscription(session)
              ? hasEnded(session.getSubscription())
              : isUnpaid(session.getPaymentIntent());
      return failed ? State.FAILED : State.PENDING;
    }

    private boolean isUnpaid(@Nullable String paymentIntent) throws StripeException {
      return paymentIntent != null
          && UNPAID.contains(stripe.v1().paymentIntents().retrieve(paymentIntent).getStatus());
    }

    private boolean hasEnded(@Nullable String subscription) throws StripeException {
      return subscription != null
          && ENDED.contains(stripe.v1().subscriptions().retrieve(subscription).getStatus());
    }

    Optional<PaymentFacts> invoice(String id) throws StripeException {
      Optional<Invoice> found = known(() -> stripe.v1().invoices().retrieve(id));
      Optional<Order> order = found.isEmpty() ? Optional.empty() : StripeFacts.order(found.get());
      if (order.isEmpty() || !"paid".equals(found.get().getStatus())) {
        return Optional.empty();
      }
      List<String> intents = lists.intentsOf(id);
      List<Reversal> reversals = new ArrayList<>();
      for (String intent : intents) {
        reversals.addAll(lists.reversals(intent));
      }
      return Optional.of(
          StripeFacts.payment(found.get(), order.get(), intents.stream().findFirst(), reversals));
    }
  }

  // In whole seconds, as events are; what is answered is no newer than the answer's Date, and that
  // is safe: what changed before and is told later is doubtful, and asked again.
  private Instant answeredAt(Subscription answer) {
    return Optional.ofNullable(answer.getLastResponse())
        .flatMap(response -> response.headers().firstValue("Date"))
        .flatMap(StripeRecords::date)
        .orElseGet(() -> Instant.ofEpochSecond(clock.instant().getEpochSecond()));
  }

  private static Optional<Instant> date(String header) {
    try {
      return Optional.of(
          ZonedDateTime.parse(header, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
