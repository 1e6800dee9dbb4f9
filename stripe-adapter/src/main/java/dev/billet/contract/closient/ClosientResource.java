package dev.billet.contract.closient;

import dev.billet.checkout.CheckoutSession;
import dev.billet.checkout.Purchase;
import dev.billet.contract.Exchange;
import dev.billet.specs.closient.CheckoutRequest;
import dev.billet.specs.closient.CheckoutResponse;
import dev.billet.specs.closient.ClosientApi;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import org.jspecify.annotations.Nullable;

/**
 * Sells prepaid balance to the organization that the body names. One instance serves one request.
 */
final class ClosientResource implements ClosientApi {

  private final Provider<Exchange> exchange;

  @Inject
  ClosientResource(Provider<Exchange> exchange) {
    this.exchange = exchange;
  }

  @Override
  public CheckoutResponse createCheckoutSession(
      CheckoutRequest body, @Nullable String idempotencyKey) {
    exchange.get().authorize(body.getOrganizationId());
    CheckoutSession session =
        exchange
            .get()
            .checkOut(
                new Purchase.BalanceTopUp(body.getAmountCents()),
                body.getSuccessUrl(),
                body.getCancelUrl());
    return new CheckoutResponse().checkoutUrl(session.url());
  }
}
