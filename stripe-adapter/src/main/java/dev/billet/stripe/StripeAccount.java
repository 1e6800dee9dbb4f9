package dev.billet.stripe;

import com.stripe.exception.StripeException;
import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.Deadline;
import dev.billet.stripe.DeadlineHttpClient.Conflict;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whose key it is. Safe for use by many threads. */
public final class StripeAccount {

  private static final Logger LOG = LoggerFactory.getLogger(StripeAccount.class);

  private final StripeConnection connection;

  /** The account that the connection's key belongs to; no call is made yet. */
  public StripeAccount(StripeConnection connection) {
    this.connection = connection;
  }

  /**
   * The account's id.
   *
   * @return {@code acct_…}; empty where Stripe does not say: a restricted key may not ask, and
   *     Stripe may be out of reach. The log has the reason.
   */
  public Optional<String> accountId(Deadline deadline) {
    try {
      return Optional.ofNullable(
          connection.client(deadline, Conflict.IS_OURS).v1().accounts().retrieveCurrent().getId());
    } catch (StripeException e) {
      return unsaid(StripeFailures.ofAny(e));
    } catch (RuntimeException e) {
      return unsaid(StripeFailures.unexpected(e));
    }
  }

  private static Optional<String> unsaid(CheckoutException reason) {
    LOG.warn("Stripe does not say whose account the key is of: {}", reason.getMessage());
    return Optional.empty();
  }
}
