package dev.billet.contract.almanac;

import dev.billet.checkout.CheckoutSession;
import dev.billet.checkout.Purchase;
import dev.billet.contract.Exchange;
import dev.billet.specs.almanac.AlmanacApi;
import dev.billet.specs.almanac.BillingCheckoutRequest;
import dev.billet.specs.almanac.HostedBillingCheckout;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sells the plan that the caller names. One instance serves one request. */
final class AlmanacResource implements AlmanacApi {

  private final Provider<Exchange> exchange;

  @Inject
  AlmanacResource(Provider<Exchange> exchange) {
    this.exchange = exchange;
  }

  @Override
  public HostedBillingCheckout createCheckoutSession(
      String organizationId,
      BillingCheckoutRequest body,
      @Nullable String authorization,
      @Nullable String idempotencyKey) {
    CheckoutSession session =
        exchange
            .get()
            .checkOut(
                new Purchase.Subscription(Optional.of(body.getPlanId())),
                body.getSuccessUrl(),
                null);
    return new HostedBillingCheckout().url(session.url());
  }
}
