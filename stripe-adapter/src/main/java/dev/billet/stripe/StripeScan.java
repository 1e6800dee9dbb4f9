package dev.billet.stripe;

import com.stripe.exception.StripeException;
import com.stripe.model.Invoice;
import com.stripe.model.Subscription;
import com.stripe.param.DisputeListParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.RefundListParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.checkout.SessionListParams;
import dev.billet.checkout.ledger.OrderMetadata;
import dev.billet.checkout.ledger.ProviderRecords.Found;
import dev.billet.checkout.ledger.ProviderRecords.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Goes through Stripe's lists for what may have changed since a moment. Stripe lists by the time
 * when an object was made, and not when it changed, so what may still have changed afterwards is
 * looked for further back: a debit may take two weeks, an unpaid invoice is tried for weeks, a
 * refund may come back after a month, a dispute may take a season.
 */
final class StripeScan {

  private static final Duration SLOWEST_PAYMENT = Duration.ofDays(30);
  private static final Duration SLOWEST_REFUND = Duration.ofDays(45);
  private static final Duration SLOWEST_DISPUTE = Duration.ofDays(120);

  private final StripeConnection connection;
  private final long since;
  private final Consumer<Found> each;

  StripeScan(StripeConnection connection, Instant since, Consumer<Found> each) {
    this.connection = connection;
    this.since = Math.max(0, since.getEpochSecond());
    this.each = each;
  }

  void list(Kind kind) throws StripeException {
    switch (kind) {
      case CHECKOUTS -> {
        checkouts(SessionListParams.Created.builder().setGte(since).build(), null);
        checkouts(
            SessionListParams.Created.builder().setGte(back(SLOWEST_PAYMENT)).setLt(since).build(),
            SessionListParams.Status.COMPLETE);
      }
      case SUBSCRIPTIONS -> subscriptions();
      case INVOICES -> invoices();
      case REFUNDS -> refunds();
      case DISPUTES -> disputes();
    }
  }

  private void checkouts(
      SessionListParams.Created created, SessionListParams.@Nullable Status status)
      throws StripeException {
    SessionListParams.Builder params =
        SessionListParams.builder()
            .setCreated(created)
            .setStatus(status)
            .setLimit(StripeConnection.PAGE);
    connection.page(
        (stripe, after) ->
            stripe.v1().checkout().sessions().list(params.setStartingAfter(after).build()),
        connection::deadline,
        session -> found(Kind.CHECKOUTS, session.getId(), isOurs(session.getMetadata())));
  }

  // All that there ever were, because one made years ago may have ended yesterday.
  private void subscriptions() throws StripeException {
    SubscriptionListParams.Builder params =
        SubscriptionListParams.builder()
            .setStatus(SubscriptionListParams.Status.ALL)
            .setLimit(StripeConnection.PAGE);
    connection.page(
        (stripe, after) -> stripe.v1().subscriptions().list(params.setStartingAfter(after).build()),
        connection::deadline,
        subscription ->
            found(
                Kind.SUBSCRIPTIONS,
                subscription.getId(),
                isOurs(subscription.getMetadata()) && mayHaveChanged(subscription)));
  }

  private boolean mayHaveChanged(Subscription subscription) {
    return subscription.getEndedAt() == null || subscription.getEndedAt() >= since;
  }

  private void invoices() throws StripeException {
    InvoiceListParams.Builder params =
        InvoiceListParams.builder()
            .setCreated(InvoiceListParams.Created.builder().setGte(back(SLOWEST_PAYMENT)).build())
            .setStatus(InvoiceListParams.Status.PAID)
            .setLimit(StripeConnection.PAGE);
    connection.page(
        (stripe, after) -> stripe.v1().invoices().list(params.setStartingAfter(after).build()),
        connection::deadline,
        invoice ->
            found(Kind.INVOICES, invoice.getId(), isOurs(metadata(invoice)) && paidSince(invoice)));
  }

  private boolean paidSince(Invoice invoice) {
    Invoice.StatusTransitions changed = invoice.getStatusTransitions();
    return changed == null || changed.getPaidAt() == null || changed.getPaidAt() >= since;
  }

  private static @Nullable Map<String, String> metadata(Invoice invoice) {
    Invoice.Parent parent = invoice.getParent();
    return parent == null || parent.getSubscriptionDetails() == null
        ? null
        : parent.getSubscriptionDetails().getMetadata();
  }

  // Whose a refund is, only its payment tells.
  private void refunds() throws StripeException {
    RefundListParams.Builder params =
        RefundListParams.builder()
            .setCreated(RefundListParams.Created.builder().setGte(back(SLOWEST_REFUND)).build())
            .setLimit(StripeConnection.PAGE);
    connection.page(
        (stripe, after) -> stripe.v1().refunds().list(params.setStartingAfter(after).build()),
        connection::deadline,
        refund ->
            found(
                Kind.REFUNDS,
                refund.getPaymentIntent(),
                refund.getCreated() >= since || !"succeeded".equals(refund.getStatus())));
  }

  private void disputes() throws StripeException {
    DisputeListParams.Builder params =
        DisputeListParams.builder()
            .setCreated(DisputeListParams.Created.builder().setGte(back(SLOWEST_DISPUTE)).build())
            .setLimit(StripeConnection.PAGE);
    connection.page(
        (stripe, after) -> stripe.v1().disputes().list(params.setStartingAfter(after).build()),
        connection::deadline,
        dispute -> found(Kind.DISPUTES, dispute.getPaymentIntent(), true));
  }

  private void found(Kind kind, @Nullable String id, boolean concerns) {
    if (id != null && concerns) {
      each.accept(new Found(kind, id));
    }
  }

  private long back(Duration time) {
    return Math.max(0, since - time.toSeconds());
  }

  private static boolean isOurs(@Nullable Map<String, String> metadata) {
    return metadata != null && OrderMetadata.isOurs(metadata);
  }
}
