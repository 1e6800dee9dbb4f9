package dev.billet.fulfilment;

import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.Deadline;
import dev.billet.checkout.Failure;
import dev.billet.checkout.Failure.Kind;
import dev.billet.checkout.ledger.BookedCheckout;
import dev.billet.checkout.ledger.CheckoutFacts;
import dev.billet.checkout.ledger.Facts;
import dev.billet.checkout.ledger.Inbox;
import dev.billet.checkout.ledger.Ledger;
import dev.billet.checkout.ledger.Ledger.Outcome;
import dev.billet.checkout.ledger.ProviderRecords;
import dev.billet.checkout.ledger.StripeEvent;
import dev.billet.checkout.ledger.SubscriptionFacts;
import dev.billet.stripe.Question;
import dev.billet.stripe.Question.About;
import dev.billet.stripe.Reading;
import dev.billet.stripe.StripeEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Books what Stripe says, whoever brought it up. Safe for use by many threads: two that book the
 * same book it once, because the ledger sees to that.
 */
public final class Fulfilment {

  /** The longest that Stripe is asked about one event; the lease of an event is longer. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Logger LOG = LoggerFactory.getLogger(Fulfilment.class);
  // A person is waiting for this one.
  private static final Duration PATIENCE_OF_A_BUYER = Duration.ofSeconds(5);
  private static final int MOST_ATTEMPTS = 5;
  private static final long UNKNOWN = -1;
  private static final Pattern SESSION = Pattern.compile("cs_(test|live)_[A-Za-z0-9]{1,200}");

  private final StripeEvents events;
  private final Inbox inbox;
  private final Ledger ledger;
  private final ProviderRecords records;

  /** Fulfilment into one ledger from one account of Stripe's. */
  public Fulfilment(StripeEvents events, Inbox inbox, Ledger ledger, ProviderRecords records) {
    this.events = events;
    this.inbox = inbox;
    this.ledger = ledger;
    this.records = records;
  }

  /**
   * Works on an event until it is done, or found to be nothing of ours.
   *
   * @param event one that was claimed from the inbox
   * @throws CheckoutException where it is neither: Stripe or the database fails, or Stripe's record
   *     is ours and makes no sense
   */
  void process(StripeEvent event) {
    Reading reading = events.read(event);
    if (reading instanceof Reading.Nothing nothing) {
      ignore(event, nothing.why());
    } else if (reading instanceof Reading.Told told) {
      tell(event, told.facts());
    } else if (reading instanceof Reading.Ask ask) {
      askFor(event, ask.question());
    }
  }

  private void tell(StripeEvent event, Facts facts) {
    if (ledger.book(facts, Optional.of(event.id())) != Outcome.DOUBTFUL) {
      return;
    }
    // Only an event about a subscription can be in doubt, and has no other part.
    String subscription = facts.subscription().map(SubscriptionFacts::id).orElseThrow();
    askFor(event, new Question(About.SUBSCRIPTION, subscription));
  }

  private void askFor(StripeEvent event, Question question) {
    if (book(question, Optional.of(event), Deadline.after(PATIENCE)).isEmpty()) {
      ignore(event, "Stripe has nothing of ours about " + question.id());
    }
  }

  private void ignore(StripeEvent event, String why) {
    LOG.debug("{} ({}) is ignored: {}", event.id(), event.type(), why);
    inbox.ignored(event.id());
  }

  /**
   * Brings a checkout up to date for a buyer who has come back, perhaps before Stripe's webhook.
   *
   * @param session the id: {@code cs_…}
   * @return what the ledger knows of it afterwards; where Stripe cannot be asked, what it knew
   *     before. Empty where there is no such checkout of ours.
   * @throws CheckoutException of {@link Kind#UNAVAILABLE} where the ledger cannot be used
   */
  public Optional<BookedCheckout> refresh(String session) {
    Optional<BookedCheckout> known = ledger.checkout(session);
    if (known.filter(Fulfilment::isFinal).isPresent() || !SESSION.matcher(session).matches()) {
      return known;
    }
    try {
      book(
          new Question(About.CHECKOUT, session),
          Optional.empty(),
          Deadline.after(PATIENCE_OF_A_BUYER));
    } catch (CheckoutException e) {
      if (e.failure().kind() == Kind.UNAVAILABLE) {
        throw e;
      }
      LOG.warn("{} could not be brought up to date: {}", session, e.getMessage());
      return known;
    }
    return ledger.checkout(session);
  }

  /** Whether nothing more can come of a checkout itself; its money may still go back. */
  static boolean isFinal(BookedCheckout checkout) {
    return switch (checkout.state()) {
      case PAID, EXPIRED -> true;
      // A debit that is said to have failed may have been paid in another way.
      case OPEN, PENDING, FAILED -> false;
    };
  }

  /**
   * Asks Stripe, and books the answer.
   *
   * @param event the event that led to the question, which is done once the answer is booked
   * @return what came of it; empty where Stripe has nothing of ours to say. Never {@link
   *     Outcome#DOUBTFUL}.
   */
  Optional<Outcome> book(Question question, Optional<StripeEvent> event, Deadline deadline) {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      Optional<Facts> facts = ask(question, deadline);
      if (facts.isEmpty()) {
        return Optional.empty();
      }
      Facts asOf = event.map(it -> notBefore(facts.get(), it.createdAt())).orElseGet(facts::get);
      Outcome outcome = ledger.book(asOf, event.map(StripeEvent::id));
      if (outcome != Outcome.DOUBTFUL) {
        if (outcome == Outcome.HELD) {
          LOG.error("{} is paid, but not as asked for; the money is held", question.id());
        }
        return Optional.of(outcome);
      }
    }
    throw new CheckoutException(
        Failure.of(Kind.UPSTREAM_FAILED, "The payment provider's record keeps changing"),
        question.id() + " changed whenever it was asked for",
        null);
  }

  private Optional<Facts> ask(Question question, Deadline deadline) {
    return switch (question.about()) {
      case CHECKOUT ->
          records.checkout(question.id(), deadline).map(facts -> withSubscription(facts, deadline));
      case PAYMENT -> records.payment(question.id(), deadline);
      case INVOICE -> records.invoice(question.id(), deadline);
      case SUBSCRIPTION -> subscription(question.id(), deadline);
    };
  }

  private Facts withSubscription(Facts facts, Deadline deadline) {
    return facts
        .checkout()
        .flatMap(CheckoutFacts::subscription)
        .flatMap(id -> subscription(id, deadline))
        .map(asked -> new Facts(facts.checkout(), facts.payment(), asked.subscription()))
        .orElse(facts);
  }

  private Optional<Facts> subscription(String id, Deadline deadline) {
    // Noted before asking: an answer is as good as what was known then, or better.
    long seen = ledger.subscriptionVersion(id).orElse(UNKNOWN);
    return records.subscription(id, seen, deadline);
  }

  // What was asked after an event is no older than the event, even where Stripe lets an object live
  // by a clock of its own.
  private static Facts notBefore(Facts facts, Instant event) {
    return new Facts(
        facts.checkout(),
        facts.payment(),
        facts.subscription().map(it -> it.asOf().isBefore(event) ? asOf(it, event) : it));
  }

  private static SubscriptionFacts asOf(SubscriptionFacts facts, Instant moment) {
    return new SubscriptionFacts(
        facts.id(),
        facts.organization(),
        facts.contract(),
        facts.plan(),
        facts.status(),
        facts.periodStart(),
        facts.periodEnd(),
        facts.cancelAtPeriodEnd(),
        facts.createdAt(),
        moment,
        facts.seen());
  }
}
