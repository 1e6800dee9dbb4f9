package dev.billet.checkout;

import java.util.Optional;

/**
 * Remembers which customer at the payment provider is whose, across restarts and servers.
 * Implementations are safe for use by many threads and keep to one account and mode of the
 * provider. Every method throws a {@link CheckoutException} of {@link Failure.Kind#UNAVAILABLE}
 * where the book cannot be read or written.
 */
public interface CustomerBook {

  /**
   * Finds the customer of an organization.
   *
   * @param organization the slug
   * @return the customer's id: {@code cus_…}
   */
  Optional<String> find(String organization);

  /**
   * Notes an organization's customer, unless it has one already.
   *
   * @return the customer that stands in the book afterwards, which may be somebody else's entry
   */
  String keep(String organization, String customer);

  /** Strikes a customer that the provider no longer has; does nothing where another stands. */
  void forget(String organization, String customer);
}
