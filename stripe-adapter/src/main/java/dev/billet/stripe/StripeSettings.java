package dev.billet.stripe;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How Stripe is reached.
 *
 * @param secretKey the secret or restricted key, without any white space
 * @param apiBase where the API is; null for Stripe's own address
 * @param connectTimeout the longest that one connection may take to open, for each address of the
 *     host, and the longest that looking the host up may take
 * @param readTimeout the longest silence while waiting for an answer or for more of it
 * @param totalTimeout the longest that everything Stripe is asked for one checkout may take,
 *     retries included; {@link dev.billet.checkout.CheckoutService} makes its deadlines of it
 * @param maxRetries how often a call that failed in passing is repeated; zero for never
 */
public record StripeSettings(
    String secretKey,
    @Nullable URI apiBase,
    Duration connectTimeout,
    Duration readTimeout,
    Duration totalTimeout,
    int maxRetries) {

  /**
   * Settings that can work.
   *
   * @throws IllegalArgumentException where they cannot; the message has no secret in it
   */
  public StripeSettings {
    if (secretKey.isEmpty() || secretKey.chars().anyMatch(c -> c <= ' ' || c > '~')) {
      throw new IllegalArgumentException("the Stripe key is empty or has white space in it");
    }
    requirePositive(connectTimeout, "connect timeout");
    requirePositive(readTimeout, "read timeout");
    requirePositive(totalTimeout, "total timeout");
    if (maxRetries < 0) {
      throw new IllegalArgumentException("the number of retries is negative: " + maxRetries);
    }
  }

  private static void requirePositive(Duration timeout, String name) {
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("the " + name + " is not positive: " + timeout);
    }
  }

  /** Everything but the key. */
  @Override
  public String toString() {
    return ("StripeSettings[secretKey=…, apiBase=%s, connectTimeout=%s, readTimeout=%s, totalTimeout=%s,"
            + " maxRetries=%d]")
        .formatted(apiBase, connectTimeout, readTimeout, totalTimeout, maxRetries);
  }
}
