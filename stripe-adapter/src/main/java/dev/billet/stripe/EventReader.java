package dev.billet.stripe;

import com.fasterxml.jackson.databind.JsonNode;
import com.stripe.Stripe;
import com.stripe.model.StripeObject;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import com.stripe.net.Webhook;
import dev.billet.checkout.ledger.CheckoutFacts.State;
import dev.billet.checkout.ledger.Facts;
import dev.billet.checkout.ledger.Order;
import dev.billet.checkout.ledger.PaymentFacts;
import dev.billet.checkout.ledger.StripeEvent;
import dev.billet.stripe.Question.About;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What an event comes to. Its snapshot is believed where it has the shape of the API version that
 * stripe-java is made for, and is whole; Stripe is asked otherwise, and about money that goes back
 * always, as one event never tells of all of it.
 */
final class EventReader {

  private static final String DEBIT_FAILED = "checkout.session.async_payment_failed";

  private enum Subject {
    CHECKOUT,
    REVERSAL,
    SUBSCRIPTION,
    INVOICE
  }

  private static final Map<String, Subject> SUBJECTS =
      Map.ofEntries(
          Map.entry("checkout.session.completed", Subject.CHECKOUT),
          Map.entry("checkout.session.async_payment_succeeded", Subject.CHECKOUT),
          Map.entry(DEBIT_FAILED, Subject.CHECKOUT),
          Map.entry("checkout.session.expired", Subject.CHECKOUT),
          Map.entry("charge.refunded", Subject.REVERSAL),
          Map.entry("charge.refund.updated", Subject.REVERSAL),
          Map.entry("refund.created", Subject.REVERSAL),
          Map.entry("refund.updated", Subject.REVERSAL),
          Map.entry("refund.failed", Subject.REVERSAL),
          Map.entry("charge.dispute.created", Subject.REVERSAL),
          Map.entry("charge.dispute.updated", Subject.REVERSAL),
          Map.entry("charge.dispute.closed", Subject.REVERSAL),
          Map.entry("charge.dispute.funds_withdrawn", Subject.REVERSAL),
          Map.entry("charge.dispute.funds_reinstated", Subject.REVERSAL),
          Map.entry("customer.subscription.created", Subject.SUBSCRIPTION),
          Map.entry("customer.subscription.updated", Subject.SUBSCRIPTION),
          Map.entry("customer.subscription.deleted", Subject.SUBSCRIPTION),
          Map.entry("customer.subscription.paused", Subject.SUBSCRIPTION),
          Map.entry("customer.subscription.resumed", Subject.SUBSCRIPTION),
          Map.entry("invoice.paid", Subject.INVOICE));

  private static final Duration TOLERANCE = Duration.ofMinutes(5);

  private final StripeFacts facts;
  private final Clock clock;

  EventReader(StripeFacts facts, Clock clock) {
    this.facts = facts;
    this.clock = clock;
  }

  /** Whether anything can come of events of a type. */
  static boolean acts(String type) {
    return SUBJECTS.containsKey(type);
  }

  /** Reads an event of our account and mode. */
  Reading read(StripeEvent event, JsonNode parsed) {
    Subject subject = SUBJECTS.get(event.type());
    if (subject == null) {
      return new Reading.Nothing("nothing comes of its type");
    }
    JsonNode object = parsed.path("data").path("object");
    String id = id(subject == Subject.REVERSAL ? object.path("payment_intent") : object);
    if (id.isEmpty()) {
      return new Reading.Nothing(
          subject == Subject.REVERSAL
              ? "it is of a charge without a payment intent, and ours have one"
              : "its object has no id");
    }
    boolean believed = Stripe.API_VERSION.equals(parsed.path("api_version").asText());
    return switch (subject) {
      case CHECKOUT -> orAsk(believed, () -> checkout(event), new Question(About.CHECKOUT, id));
      case SUBSCRIPTION ->
          orAsk(
              believed && isOfOurTime(event),
              () -> subscription(event),
              new Question(About.SUBSCRIPTION, id));
      case REVERSAL -> new Reading.Ask(new Question(About.PAYMENT, id));
      case INVOICE -> new Reading.Ask(new Question(About.INVOICE, id));
    };
  }

  private static <T extends StripeObject> T snapshot(StripeEvent event, Class<T> type) {
    return Webhook.constructEventWithoutVerification(event.payload())
        .getDataObjectDeserializer()
        .getObject()
        .filter(type::isInstance)
        .map(type::cast)
        .orElseThrow(() -> new IllegalArgumentException("its object cannot be read"));
  }

  // Under a test clock, Stripe lets an object live ahead of the time by which it answers: then
  // nothing tells whether an event or an answer is the newer.
  private boolean isOfOurTime(StripeEvent event) {
    return !event.createdAt().isAfter(clock.instant().plus(TOLERANCE));
  }

  private interface Snapshot {
    Reading read();
  }

  // What a snapshot may lack, or have in another shape, is endless, and so is what reading it then
  // throws; to all of it there is one answer.
  private static Reading orAsk(boolean believed, Snapshot snapshot, Question question) {
    if (!believed) {
      return new Reading.Ask(question);
    }
    try {
      return snapshot.read();
    } catch (RuntimeException e) {
      return new Reading.Ask(question);
    }
  }

  private Reading checkout(StripeEvent event) {
    Session session = snapshot(event, Session.class);
    Optional<Order> order = StripeFacts.order(session);
    if (order.isEmpty()) {
      return notOurs();
    }
    State state =
        event.type().equals(DEBIT_FAILED) ? State.FAILED : StripeFacts.stateUnlessFailed(session);
    boolean begun = state == State.PAID || state == State.PENDING;
    if (begun && StripeFacts.isSubscription(session)) {
      // The subscription and its invoice are the larger part of it, and are not in the event.
      return new Reading.Ask(new Question(About.CHECKOUT, session.getId()));
    }
    Optional<PaymentFacts> payment =
        state == State.PAID
            ? Optional.of(StripeFacts.payment(session, order.get(), List.of(), false))
            : Optional.empty();
    return new Reading.Told(Facts.of(StripeFacts.checkout(session, order.get(), state), payment));
  }

  private Reading subscription(StripeEvent event) {
    Subscription subscription = snapshot(event, Subscription.class);
    return facts
        .subscription(subscription, event.createdAt(), OptionalLong.empty())
        .<Reading>map(told -> new Reading.Told(Facts.of(told)))
        .orElseGet(EventReader::notOurs);
  }

  private static Reading notOurs() {
    return new Reading.Nothing("it is of something that was not bought here");
  }

  private static String id(JsonNode reference) {
    JsonNode id = reference.isObject() ? reference.path("id") : reference;
    return id.isTextual() ? id.textValue() : "";
  }
}
