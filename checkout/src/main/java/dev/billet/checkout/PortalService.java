package dev.billet.checkout;

import java.time.Duration;
import java.util.Optional;

/**
 * Opens the provider's own pages, where an organization manages its subscription and payment
 * methods. Immutable and safe for use by many threads, as long as its parts are.
 */
public final class PortalService {

  private final CustomerBook customers;
  private final Payments payments;
  private final ReturnUrlPolicy returnUrlPolicy;
  private final String fallback;
  private final Duration totalTimeout;

  /**
   * A service for all contracts.
   *
   * @param customers knows the customers that the configuration does not name
   * @param returnUrlPolicy judges the URL a caller sends
   * @param fallback the URL where a caller sends none; the operator's own, so not judged
   * @param totalTimeout the longest that the provider may take
   */
  public PortalService(
      CustomerBook customers,
      Payments payments,
      ReturnUrlPolicy returnUrlPolicy,
      String fallback,
      Duration totalTimeout) {
    this.customers = customers;
    this.payments = payments;
    this.returnUrlPolicy = returnUrlPolicy;
    this.fallback = fallback;
    this.totalTimeout = totalTimeout;
  }

  /**
   * Opens the portal for the buyer's organization.
   *
   * @param returnUrl where the browser goes afterwards, syntactically sound already; empty takes
   *     the server's
   * @return the URL of the pages, good for a short while
   * @throws CheckoutException {@link Failure.Kind#INVALID_REQUEST} where the URL is not allowed,
   *     {@link Failure.Kind#NOT_SELLABLE} where the organization is no customer yet, or whatever
   *     the book or the provider throws; checked in that order
   */
  public String open(Buyer buyer, Optional<String> returnUrl) {
    if (returnUrl.isPresent() && !returnUrlPolicy.allows(returnUrl.get())) {
      throw new CheckoutException(
          Failure.onField(
              Failure.Kind.INVALID_REQUEST,
              Failure.Field.RETURN_URL,
              "must have an origin that the server allows"));
    }
    Organization organization = buyer.organization();
    String customer =
        organization
            .customer()
            .or(() -> customers.find(organization.slug()))
            .orElseThrow(
                () ->
                    new CheckoutException(
                        Failure.of(
                            Failure.Kind.NOT_SELLABLE,
                            "The organization has not bought anything yet")));
    return payments.openPortal(customer, returnUrl.orElse(fallback), Deadline.after(totalTimeout));
  }
}
