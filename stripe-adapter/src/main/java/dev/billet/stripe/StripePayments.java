package dev.billet.stripe;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Subscription;
import com.stripe.model.checkout.Session;
import com.stripe.net.HttpClient;
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
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Payments by Stripe. Safe for use by many threads; opens connections as they are needed and keeps
 * them for the next call.
 */
public final class StripePayments implements Payments, AutoCloseable {

  // The statuses that Stripe never revives.
  private static final Set<String> OVER = Set.of("canceled", "incomplete_expired");

  private final StripeSettings settings;
  private final StripeTransport transport;
  private final Duration minBackOff;

  StripePayments(StripeSettings settings, Duration minBackOff) {
    this.settings = settings;
    this.transport =
        new StripeTransport(settings, DeadlineHttpClient.descriptionWithoutTelemetry());
    this.minBackOff = minBackOff;
  }

  /** Payments by the account that the key belongs to; no call is made yet. */
  public static StripePayments connect(StripeSettings settings) {
    return new StripePayments(settings, HttpClient.minNetworkRetriesDelay);
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
        answered(
            () -> client(deadline, conflict).v1().checkout().sessions().create(params, options),
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
        answered(
            () -> client(deadline, Conflict.IS_OURS).v1().customers().create(params, options),
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
    return answered(
        () -> {
          StripeClient client = client(deadline, Conflict.IS_OURS);
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
    SubscriptionListParams params =
        SubscriptionListParams.builder()
            .setCustomer(customer)
            .setStatus(SubscriptionListParams.Status.ALL)
            .setLimit(100L)
            .build();
    return answered(
        () -> {
          try {
            for (Subscription subscription :
                client(deadline, Conflict.IS_OURS)
                    .v1()
                    .subscriptions()
                    .list(params)
                    .autoPagingIterable()) {
              if (!OVER.contains(subscription.getStatus())) {
                return true;
              }
            }
            return false;
          } catch (InvalidRequestException e) {
            // Who was deleted has no subscription: Stripe cancels them with the customer.
            if (StripeFailures.isMissing(e)) {
              return false;
            }
            throw e;
          }
        },
        StripeFailures::ofAny);
  }

  @Override
  public String openPortal(String customer, String returnUrl, Deadline deadline) {
    com.stripe.param.billingportal.SessionCreateParams params =
        com.stripe.param.billingportal.SessionCreateParams.builder()
            .setCustomer(customer)
            .setReturnUrl(returnUrl)
            .build();
    com.stripe.model.billingportal.Session portal =
        answered(
            () -> client(deadline, Conflict.IS_OURS).v1().billingPortal().sessions().create(params),
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

  private interface Call<T> {
    T make() throws StripeException;
  }

  // stripe-java also throws what it does not declare, over answers that it does not expect.
  private static <T> T answered(
      Call<T> call, Function<StripeException, ? extends RuntimeException> failure) {
    try {
      return call.make();
    } catch (StripeException e) {
      throw failure.apply(e);
    } catch (RuntimeException e) {
      throw StripeFailures.unexpected(e);
    }
  }

  private static RequestOptions options(@Nullable String idempotencyKey) {
    return RequestOptions.builder().setIdempotencyKey(idempotencyKey).build();
  }

  // A view of stripe-java for one call: a few small objects, around the one transport.
  private StripeClient client(Deadline deadline, Conflict conflict) {
    StripeClient.StripeClientBuilder client =
        StripeClient.builder()
            .setApiKey(settings.secretKey())
            .setMaxNetworkRetries(settings.maxRetries())
            .setHttpClient(new DeadlineHttpClient(transport, deadline, conflict, minBackOff));
    URI apiBase = settings.apiBase();
    if (apiBase != null) {
      client.setApiBase(apiBase.toString().replaceAll("/+$", ""));
    }
    return client.build();
  }

  /** Closes all connections; calls under way fail. */
  @Override
  public void close() {
    transport.close();
  }
}
