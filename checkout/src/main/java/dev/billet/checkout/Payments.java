package dev.billet.checkout;

import java.util.Optional;

/**
 * The payment provider. Implementations are safe for use by many threads, answer before the
 * deadline, and throw nothing but {@link CheckoutException} and what a method names.
 */
public interface Payments {

  /**
   * Opens a checkout session.
   *
   * @throws CheckoutException where the provider refuses, fails, or is too slow
   * @throws UnknownCustomerException where the provider has no customer of the order's id
   */
  CheckoutSession createCheckoutSession(SessionOrder order, Deadline deadline);

  /**
   * Creates the organization's customer at the provider, under a key made from its slug and the
   * customer it replaces: two calls at once, or one repeated, make one customer.
   *
   * @param replaces the organization's customer that the provider has no longer, where there was
   *     one
   * @return the customer's id: {@code cus_…}
   * @throws CheckoutException where the provider refuses, fails, or is too slow
   */
  String createCustomer(Organization organization, Optional<String> replaces, Deadline deadline);

  /** What became of a session that was to be ended. */
  enum SessionEnd {
    /** Nobody can pay it any more, and nobody has. */
    EXPIRED,
    /** The buyer was faster: it is complete. */
    COMPLETE
  }

  /**
   * Ends an open session; one that is over already, or that the provider does not know, is no
   * error.
   *
   * @param session the id: {@code cs_…}
   * @throws CheckoutException where the provider fails, or is too slow
   */
  SessionEnd expire(String session, Deadline deadline);

  /**
   * Whether a customer has a subscription that is not over: any that still bills, is in trial, is
   * paused, or waits for a payment.
   *
   * @param customer the id: {@code cus_…}
   * @throws CheckoutException where the provider fails, or is too slow
   */
  boolean hasSubscription(String customer, Deadline deadline);

  /**
   * Opens the provider's own pages where a customer manages its subscription and payment methods.
   *
   * @param customer the id: {@code cus_…}
   * @param returnUrl where the browser goes afterwards
   * @return the URL of the pages, good for a short while
   * @throws CheckoutException where the provider refuses, fails, or is too slow
   */
  String openPortal(String customer, String returnUrl, Deadline deadline);
}
