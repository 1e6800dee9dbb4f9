package dev.billet.checkout;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Sells through one contract: who may buy, at which price, for which customer, and where the buyer
 * goes afterwards. Immutable and safe for use by many threads, as long as its parts are.
 */
public final class CheckoutService {

  private final String contract;
  private final Access access;
  private final Catalogue catalogue;
  private final ReturnUrlPolicy returnUrlPolicy;
  private final ReturnUrls fallback;
  private final SessionDesk desk;
  private final Duration totalTimeout;

  /**
   * A service for one contract.
   *
   * @param contract the contract's name, as metadata and idempotency keys have it
   * @param returnUrlPolicy judges the URLs a caller sends
   * @param fallback the URLs where a caller sends none; the operator's own, so not judged
   * @param desk where sessions are opened; one for all contracts
   * @param totalTimeout the longest that all calls to the provider for one checkout may take
   */
  public CheckoutService(
      String contract,
      Directory directory,
      Catalogue catalogue,
      ReturnUrlPolicy returnUrlPolicy,
      ReturnUrls fallback,
      SessionDesk desk,
      Duration totalTimeout) {
    this.contract = contract;
    this.access = new Access(directory);
    this.catalogue = catalogue;
    this.returnUrlPolicy = returnUrlPolicy;
    this.fallback = fallback;
    this.desk = desk;
    this.totalTimeout = totalTimeout;
  }

  /** Who may do what for which organization. */
  public Access access() {
    return access;
  }

  /** How much prepaid balance may be bought at a time. */
  public Catalogue.Balance balance() {
    return catalogue.balance();
  }

  /**
   * Makes sure that a caller may buy for an organization.
   *
   * @param identifier any identifier of the organization
   * @throws CheckoutException {@link Failure.Kind#UNKNOWN_ORGANIZATION} or {@link
   *     Failure.Kind#FORBIDDEN}
   */
  public Buyer authorize(Caller caller, String identifier) {
    return access.toBuy(caller, identifier);
  }

  /**
   * Makes sure that a caller may buy for the one organization it belongs to.
   *
   * @throws CheckoutException {@link Failure.Kind#FORBIDDEN}, also where it belongs to none or
   *     several
   */
  public Buyer authorize(Caller caller) {
    return authorize(
        caller,
        caller
            .onlyOrganization()
            .orElseThrow(
                () -> forbidden("This credential does not belong to exactly one organization")));
  }

  /**
   * Opens a checkout session.
   *
   * @throws CheckoutException where a URL is not allowed, the purchase is not for sale, or the
   *     provider gives no session; checked in that order
   */
  public CheckoutSession checkOut(Buyer buyer, Checkout checkout) {
    Deadline deadline = Deadline.after(totalTimeout);
    ReturnUrls returnUrls =
        new ReturnUrls(
            allowed(checkout.successUrl(), Failure.Field.SUCCESS_URL).orElse(fallback.success()),
            allowed(checkout.cancelUrl(), Failure.Field.CANCEL_URL).orElse(fallback.cancel()));
    Organization organization = buyer.organization();
    Sale sale = catalogue.price(checkout.purchase(), organization);
    Map<String, String> metadata = SessionMetadata.of(contract, organization, sale);
    checkout
        .idempotency()
        .ifPresent(it -> metadata.put(SessionMetadata.REQUEST_HASH, it.requestHash()));
    try {
      return desk.open(
          contract,
          organization,
          sale,
          returnUrls,
          metadata,
          checkout.idempotency().map(it -> it.providerKey(contract, buyer)),
          deadline);
    } catch (CheckoutException e) {
      throw blamesOurUrl(e, checkout) ? urlOfOurs(e) : e;
    }
  }

  // The caller cannot mend a URL that it did not send.
  private static boolean blamesOurUrl(CheckoutException e, Checkout checkout) {
    Failure.Field field = e.failure().field().orElse(null);
    return (field == Failure.Field.SUCCESS_URL && checkout.successUrl().isEmpty())
        || (field == Failure.Field.CANCEL_URL && checkout.cancelUrl().isEmpty());
  }

  private static CheckoutException urlOfOurs(CheckoutException refused) {
    return new CheckoutException(
        Failure.of(Failure.Kind.CATALOGUE_FAULT, "This cannot be sold at the moment"),
        "the provider refuses a URL of billet.return-urls: " + refused.getMessage(),
        refused.getCause());
  }

  private Optional<String> allowed(Optional<String> url, Failure.Field field) {
    if (url.isPresent() && !returnUrlPolicy.allows(url.get())) {
      throw new CheckoutException(
          Failure.onField(
              Failure.Kind.INVALID_REQUEST, field, "must have an origin that the server allows"));
    }
    return url;
  }

  private static CheckoutException forbidden(String detail) {
    return new CheckoutException(Failure.of(Failure.Kind.FORBIDDEN, detail));
  }
}
