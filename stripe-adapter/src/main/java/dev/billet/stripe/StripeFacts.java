package dev.billet.stripe;

import com.stripe.model.Dispute;
import com.stripe.model.Invoice;
import com.stripe.model.Refund;
import com.stripe.model.Subscription;
import com.stripe.model.SubscriptionItem;
import com.stripe.model.checkout.Session;
import dev.billet.checkout.Money;
import dev.billet.checkout.ledger.CheckoutFacts;
import dev.billet.checkout.ledger.CheckoutFacts.State;
import dev.billet.checkout.ledger.Order;
import dev.billet.checkout.ledger.OrderMetadata;
import dev.billet.checkout.ledger.PaymentFacts;
import dev.billet.checkout.ledger.PaymentFacts.Reversal;
import dev.billet.checkout.ledger.SubscriptionFacts;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stripe's objects as the domain's facts, the same wherever an object comes from. Every method
 * throws an {@link IllegalArgumentException} where an object is ours and cannot be understood; its
 * message is for the log and has no buyer's data in it. Immutable.
 */
final class StripeFacts {

  private final Function<String, Optional<String>> planOfPrice;

  StripeFacts(Function<String, Optional<String>> planOfPrice) {
    this.planOfPrice = planOfPrice;
  }

  /** What a session was opened for; empty where it is not ours. */
  static Optional<Order> order(Session session) {
    Optional<Order> order = order(session.getMetadata());
    order.ifPresent(
        ours -> {
          if ((ours.goods() instanceof Order.Goods.Plan) != isSubscription(session)) {
            throw new IllegalArgumentException("its mode does not fit what its metadata says");
          }
        });
    return order;
  }

  /** What an invoice is for; empty where it is not of a subscription of ours. */
  static Optional<Order> order(Invoice invoice) {
    Invoice.Parent parent = invoice.getParent();
    return parent == null || parent.getSubscriptionDetails() == null
        ? Optional.empty()
        : order(parent.getSubscriptionDetails().getMetadata());
  }

  private static Optional<Order> order(@Nullable Map<String, String> metadata) {
    return metadata == null ? Optional.empty() : OrderMetadata.read(metadata);
  }

  static boolean isSubscription(Session session) {
    return "subscription".equals(session.getMode());
  }

  /**
   * How far a session got. That a debit failed does not show in the session itself: it stays
   * pending here.
   */
  static State stateUnlessFailed(Session session) {
    return switch (required(session.getStatus(), "status")) {
      case "open" -> State.OPEN;
      case "expired" -> State.EXPIRED;
      case "complete" ->
          switch (required(session.getPaymentStatus(), "payment_status")) {
            case "paid", "no_payment_required" -> State.PAID;
            case "unpaid" -> State.PENDING;
            default -> throw unknown("payment_status", session.getPaymentStatus());
          };
      default -> throw unknown("status", session.getStatus());
    };
  }

  static CheckoutFacts checkout(Session session, Order order, State state) {
    return new CheckoutFacts(
        required(session.getId(), "id"),
        order,
        state,
        total(session.getAmountTotal(), session.getCurrency()),
        total(session.getAmountSubtotal(), session.getCurrency()),
        Optional.ofNullable(session.getPaymentIntent()),
        Optional.ofNullable(session.getSubscription()),
        moment(session.getCreated(), "created"));
  }

  /** The money of a paid session that has no subscription. */
  static PaymentFacts payment(
      Session session, Order order, List<Reversal> reversals, boolean complete) {
    return new PaymentFacts(
        required(session.getId(), "id"),
        order,
        money(session.getAmountTotal(), session.getCurrency(), "amount_total"),
        Optional.ofNullable(session.getPaymentIntent()),
        reversals,
        complete,
        moment(session.getCreated(), "created"));
  }

  /** The money of a paid invoice. */
  static PaymentFacts payment(
      Invoice invoice, Order order, Optional<String> paymentIntent, List<Reversal> reversals) {
    Invoice.StatusTransitions changed = invoice.getStatusTransitions();
    Long paidAt = changed == null ? null : changed.getPaidAt();
    return new PaymentFacts(
        required(invoice.getId(), "id"),
        order,
        money(invoice.getAmountPaid(), invoice.getCurrency(), "amount_paid"),
        paymentIntent,
        reversals,
        true,
        moment(paidAt == null ? invoice.getCreated() : paidAt, "created"));
  }

  /** A refund, under way or arrived or not arrived. */
  static Reversal reversal(Refund refund) {
    boolean standing =
        switch (required(refund.getStatus(), "status")) {
          case "pending", "requires_action", "succeeded" -> true;
          case "failed", "canceled" -> false;
          default -> throw unknown("status", refund.getStatus());
        };
    return new Reversal(
        required(refund.getId(), "id"),
        Reversal.Kind.REFUND,
        money(refund.getAmount(), refund.getCurrency(), "amount"),
        standing,
        moment(refund.getCreated(), "created"));
  }

  /** A dispute; empty where it took no money: an inquiry, or one that was prevented. */
  static Optional<Reversal> reversal(Dispute dispute) {
    String status = required(dispute.getStatus(), "status");
    if (status.startsWith("warning_") || status.equals("prevented")) {
      return Optional.empty();
    }
    boolean standing =
        switch (status) {
          case "needs_response", "under_review", "lost" -> true;
          case "won" -> false;
          default -> throw unknown("status", status);
        };
    return Optional.of(
        new Reversal(
            required(dispute.getId(), "id"),
            Reversal.Kind.DISPUTE,
            money(dispute.getAmount(), dispute.getCurrency(), "amount"),
            standing,
            moment(dispute.getCreated(), "created")));
  }

  /**
   * A subscription, as it was at a moment; empty where it is not ours.
   *
   * @param seen see {@link SubscriptionFacts#seen}
   */
  Optional<SubscriptionFacts> subscription(
      Subscription subscription, Instant asOf, OptionalLong seen) {
    return order(subscription.getMetadata())
        .map(order -> subscription(subscription, order, asOf, seen));
  }

  private SubscriptionFacts subscription(
      Subscription subscription, Order order, Instant asOf, OptionalLong seen) {
    if (!(order.goods() instanceof Order.Goods.Plan bought)) {
      throw new IllegalArgumentException("its metadata does not say that a plan was bought");
    }
    String status = required(subscription.getStatus(), "status");
    SubscriptionItem item = item(subscription);
    return new SubscriptionFacts(
        required(subscription.getId(), "id"),
        order.organization(),
        order.contract(),
        plan(item).orElse(bought.name()),
        SubscriptionFacts.Status.named(status).orElseThrow(() -> unknown("status", status)),
        moment(item.getCurrentPeriodStart(), "items.data.current_period_start"),
        moment(item.getCurrentPeriodEnd(), "items.data.current_period_end"),
        endsWithPeriod(subscription, item),
        moment(subscription.getCreated(), "created"),
        asOf,
        seen);
  }

  // Since Stripe's flexible billing mode the portal sets cancel_at to the period's end instead of
  // the flag.
  private static boolean endsWithPeriod(Subscription subscription, SubscriptionItem item) {
    return Boolean.TRUE.equals(subscription.getCancelAtPeriodEnd())
        || (subscription.getCancelAt() != null
            && subscription.getCancelAt() <= item.getCurrentPeriodEnd());
  }

  private Optional<String> plan(SubscriptionItem item) {
    return item.getPrice() == null || item.getPrice().getId() == null
        ? Optional.empty()
        : planOfPrice.apply(item.getPrice().getId());
  }

  // We sell a subscription with one item; what an operator adds by hand comes after it, unless it
  // is the one that the catalogue knows.
  private SubscriptionItem item(Subscription subscription) {
    List<SubscriptionItem> items =
        subscription.getItems() == null ? null : subscription.getItems().getData();
    if (items == null || items.isEmpty()) {
      throw new IllegalArgumentException("it has no items");
    }
    return items.stream()
        .filter(item -> plan(item).isPresent())
        .findFirst()
        .orElseGet(() -> items.get(0));
  }

  private static Optional<Money> total(@Nullable Long minorUnits, @Nullable String currency) {
    return minorUnits == null || currency == null
        ? Optional.empty()
        : Optional.of(new Money(minorUnits, currency));
  }

  private static Money money(@Nullable Long minorUnits, @Nullable String currency, String name) {
    long value = required(minorUnits, name);
    if (value < 0) {
      throw new IllegalArgumentException("its " + name + " is negative");
    }
    return new Money(value, required(currency, "currency"));
  }

  private static Instant moment(@Nullable Long seconds, String name) {
    return Instant.ofEpochSecond(required(seconds, name));
  }

  private static <T> T required(@Nullable T value, String name) {
    if (value == null) {
      throw new IllegalArgumentException("it has no " + name);
    }
    return value;
  }

  private static IllegalArgumentException unknown(String name, String value) {
    return new IllegalArgumentException("its " + name + " is unknown here: " + value);
  }
}
