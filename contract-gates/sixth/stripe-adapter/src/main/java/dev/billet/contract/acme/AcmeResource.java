package dev.billet.contract.acme;

import dev.billet.checkout.CheckoutSession;
import dev.billet.checkout.Purchase;
import dev.billet.contract.Exchange;
import dev.billet.specs.acme.AcmeApi;
import dev.billet.specs.acme.CheckoutRequest;
import dev.billet.specs.acme.CheckoutResponse;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sells a team the plan that the caller names. One instance serves one request. */
final class AcmeResource implements AcmeApi {

  private final Provider<Exchange> exchange;

  @Inject
  AcmeResource(Provider<Exchange> exchange) {
    this.exchange = exchange;
  }

  @Override
  public CheckoutResponse createCheckoutSession(
      String team, CheckoutRequest body, @Nullable String idempotencyKey) {
    CheckoutSession session =
        exchange
            .get()
            .checkOut(
                new Purchase.Subscription(Optional.of(body.getPlan())),
                body.getDoneUrl(),
                body.getBackUrl());
    return new CheckoutResponse().payAt(session.url());
  }
}
