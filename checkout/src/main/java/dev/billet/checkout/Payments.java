package dev.billet.checkout;

/**
 * The payment provider. Implementations are safe for use by many threads, answer before the
 * deadline, and throw nothing but {@link CheckoutException}.
 */
public interface Payments {

  /**
   * Opens a checkout session.
   *
   * @throws CheckoutException where the provider refuses, fails, or is too slow
   */
  CheckoutSession createCheckoutSession(SessionOrder order, Deadline deadline);

  /**
   * Creates the organization's customer at the provider, under a key made from its slug alone: two
   * calls at once, or one repeated, make one customer.
   *
   * @return the customer's id: {@code cus_…}
   * @throws CheckoutException where the provider refuses, fails, or is too slow
   */
  String createCustomer(Organization organization, Deadline deadline);
}
