package dev.billet.checkout;

import java.util.Map;
import java.util.Optional;

/**
 * Where sessions are opened at the provider and noted in the book; one desk serves all contracts.
 * Immutable and safe for use by many threads.
 */
public final class SessionDesk {

  private final Customers customers;
  private final Payments payments;
  private final CheckoutBook book;
  private final Optional<SubscriptionGuard> guard;

  /**
   * A desk.
   *
   * @param customers shared by all contracts, so that they agree on an organization's customer
   * @param guard sees to it that an organization buys one subscription at a time; empty where the
   *     operator wants none
   */
  public SessionDesk(
      Customers customers,
      Payments payments,
      CheckoutBook book,
      Optional<SubscriptionGuard> guard) {
    this.customers = customers;
    this.payments = payments;
    this.book = book;
    this.guard = guard;
  }

  /**
   * Opens a session.
   *
   * @param metadata what {@link SessionMetadata} says of it
   * @param providerKey the provider's idempotency key, where the caller gave one
   */
  CheckoutSession open(
      String contract,
      Organization organization,
      Sale sale,
      ReturnUrls returnUrls,
      Map<String, String> metadata,
      Optional<String> providerKey,
      Deadline deadline) {
    String customer = customers.of(organization, deadline);
    SessionOrder order =
        new SessionOrder(
            organization.slug(),
            customer,
            "billet.organizations." + organization.slug() + ".customer",
            sale,
            returnUrls,
            metadata,
            providerKey);
    if (guard.isPresent() && sale instanceof Sale.PlanSale plan) {
      return guard
          .get()
          .open(contract, plan, order, () -> create(organization, order, deadline), deadline);
    }
    CheckoutSession session = create(organization, order, deadline);
    book.opened(
        new CheckoutBook.Opened(
            session.id(), organization.slug(), contract, sale, session.total()));
    return session;
  }

  private CheckoutSession create(Organization organization, SessionOrder order, Deadline deadline) {
    try {
      return payments.createCheckoutSession(order, deadline);
    } catch (UnknownCustomerException gone) {
      SessionOrder again =
          customers
              .insteadOf(order.customer(), organization, deadline)
              .map(order::forCustomer)
              .orElseThrow(gone::failure);
      try {
        return payments.createCheckoutSession(again, deadline);
      } catch (UnknownCustomerException goneToo) {
        throw goneToo.failure();
      }
    }
  }
}
