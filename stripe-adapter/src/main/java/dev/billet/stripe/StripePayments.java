package dev.billet.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.checkout.Session;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.checkout.SessionCreateParams;
import dev.billet.checkout.CheckoutSession;
import dev.billet.checkout.Deadline;
import dev.billet.checkout.Idempotency;
import dev.billet.checkout.Money;
import dev.billet.checkout.Organization;
import dev.billet.checkout.Payments;
import dev.billet.checkout.SessionMetadata;
import dev.billet.checkout.SessionOrder;
import dev.billet.stripe.DeadlineHttpClient.Conflict;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Payments by Stripe. Safe for use by many threads. */
public final class StripePayments implements Payments, AutoCloseable {

  // The statuses that Stripe never revives.
  private static final Set<String> OVER = Set.of("canceled", "incomplete_expired");

  private final StripeConnection connection;

  /** Payments by the account that the connection's key belongs to; no call is made yet. */
  public StripePayments(StripeConnection connection) {
    this.connection = connection;
  }

  /**
   * {@inheritDoc}
   *
   * <p>Without an idempotency key in the order, stripe-java makes one up for this call alone, so
   * that repeating it after a network failure still makes one session.
   */
  @Override
  public CheckoutSession createCheckoutSession(SessionOrder order, Deadline deadline) {
    SessionCreateParams params = SessionParams.of(order);
    RequestOptions options = options(order.idempotencyKey().orElse(null));
    Conflict conflict =
        order.idempotencyKey().isPresent() ? Conflict.IS_THE_CALLERS : Conflict.IS_OURS;
    Session session =
        StripeConnection.answered(
            () ->
                connection
                    .client(deadline, conflict)
                    .v1()
                    .checkout()
                    .sessions()
                    .create(params, options),
            refusal -> StripeFailures.ofSession(refusal, order));
    if (session.getId() == null || session.getUrl() == null) {
      throw StripeFailures.incomplete("a checkout session without an id or a url", session);
    }
    return new CheckoutSession(
        session.getId(), session.getUrl(), money(session.getAmountTotal(), session.getCurrency()));
  }

  /**
   * {@inheritDoc}
   *
   * <p>The key is the SHA-256 of {@code customer}, the slug, and the customer that is replaced: for
   * as long as Stripe keeps keys, which is a day or more, every server of ours gets the same
   * customer.
   */
  @Override
  public String createCustomer(
      Organization organization, Optional<String> replaces, Deadline deadline) {
    CustomerCreateParams params =
        CustomerCreateParams.builder()
            .setName(organization.slug())
            .putMetadata(SessionMetadata.ORGANIZATION, organization.slug())
            .build();
    RequestOptions options =
        options(
            replaces
                .map(gone -> Idempotency.sha256("customer", organization.slug(), gone))
                .orElseGet(() -> Idempotency.sha256("customer", organization.slug())));
    Customer customer =
        StripeConnection.answered(
            () ->
                connection
                    .client(deadline, Conflict.IS_OURS)
                    .v1()
                    .customers()
                    .create(params, options),
            refusal -> StripeFailures.ofCustomer(refusal, organization));
    if (customer.getId() == null) {
      throw StripeFailures.incomplete("a customer without an id", customer);
    }
    return customer.getId();
  }

  /**
   * {@inheritDoc}
   *
   * <p>Stripe refuses to expire what is not open. Whether it is paid is then read afresh, so a
   * buyer who pays at this moment is not overlooked.
   */
  @Override
  public SessionEnd expire(String session, Deadline deadline) {
    return StripeConnection.answered(
        () -> {
          StripeClient client = connection.client(deadline, Conflict.IS_OURS);
          try {
            client.v1().checkout().sessions().expire(session);
            return SessionEnd.EXPIRED;
          } catch (InvalidRequestException e) {
            return StripeFailures.isMissing(e) ? SessionEnd.EXPIRED : end(client, session);
          }
        },
        StripeFailures::ofAny);
  }

  private static SessionEnd end(StripeClient client, String session) throws StripeException {
    String status = client.v1().checkout().sessions().retrieve(session).getStatus();
    return switch (String.valueOf(status)) {
      case "complete" -> SessionEnd.COMPLETE;
      case "expired" -> SessionEnd.EXPIRED;
      default ->
          throw StripeFailures.unexpected(
              new IllegalStateException("a session that cannot be expired is " + status));
    };
  }

  @Override
  public boolean hasSubscription(String customer, Deadline deadline) {
    SubscriptionListParams.Builder params =
        SubscriptionListParams.builder()
            .setCustomer(customer)
            .setStatus(SubscriptionListParams.Status.ALL)
            .setLimit(StripeConnection.PAGE);
    AtomicBoolean found = new AtomicBoolean();
    try {
      connection.page(
          (stripe, after) ->
              stripe.v1().subscriptions().list(params.setStartingAfter(after).build()),
          () -> deadline,
          subscription -> found.compareAndSet(false, !OVER.contains(subscription.getStatus())));
    } catch (StripeException e) {
      // Who does not exist has no subscription, and Stripe cancels those of who is deleted.
      if (!StripeFailures.isMissing(e)) {
        throw StripeFailures.ofAny(e);
      }
    }
    return found.get();
  }

  @Override
  public String openPortal(String customer, String returnUrl, Deadline deadline) {
    com.stripe.param.billingportal.SessionCreateParams params =
        com.stripe.param.billingportal.SessionCreateParams.builder()
            .setCustomer(customer)
            .setReturnUrl(returnUrl)
            .build();
    com.stripe.model.billingportal.Session portal =
        StripeConnection.answered(
            () ->
                connection
                    .client(deadline, Conflict.IS_OURS)
                    .v1()
                    .billingPortal()
                    .sessions()
                    .create(params),
            StripeFailures::ofPortal);
    if (portal.getUrl() == null) {
      throw StripeFailures.incomplete("a portal session without a url", portal);
    }
    return portal.getUrl();
  }

  private static Optional<Money> money(@Nullable Long minorUnits, @Nullable String currency) {
    return minorUnits == null || currency == null
        ? Optional.empty()
        : Optional.of(new Money(minorUnits, currency));
  }

  private static RequestOptions options(@Nullable String idempotencyKey) {
    return RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
  }

  /** Closes the connection, for all that share it; calls under way fail. */
  @Override
  public void close() {
    connection.close();
  }
}
