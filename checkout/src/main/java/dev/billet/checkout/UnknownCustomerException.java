package dev.billet.checkout;

/**
 * The provider has no such customer, though we had one there: somebody deleted it. There is no
 * session, and there could be one for another customer.
 */
public final class UnknownCustomerException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient CheckoutException failure;

  /**
   * A customer that is gone.
   *
   * @param failure what to say where there can be no other customer
   */
  public UnknownCustomerException(CheckoutException failure) {
    super(failure.getMessage(), failure);
    this.failure = failure;
  }

  /** What to say where there can be no other customer. */
  public CheckoutException failure() {
    return failure;
  }
}
