package dev.billet.contract.starter;

import dev.billet.checkout.CheckoutSession;
import dev.billet.checkout.Purchase;
import dev.billet.contract.Exchange;
import dev.billet.specs.starter.CheckoutRequest;
import dev.billet.specs.starter.CheckoutResponse;
import dev.billet.specs.starter.StarterApi;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sells the caller's organization its own plan. One instance serves one request. */
final class StarterResource implements StarterApi {

  private final Provider<Exchange> exchange;

  @Inject
  StarterResource(Provider<Exchange> exchange) {
    this.exchange = exchange;
  }

  @Override
  public CheckoutResponse createCheckoutSession(
      CheckoutRequest body, @Nullable String idempotencyKey) {
    CheckoutSession session =
        exchange
            .get()
            .checkOut(
                new Purchase.Subscription(Optional.empty()),
                body.getSuccessUrl(),
                body.getCancelUrl());
    return new CheckoutResponse().url(session.url());
  }
}
