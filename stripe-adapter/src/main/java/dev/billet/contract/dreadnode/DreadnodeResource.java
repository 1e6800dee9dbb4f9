package dev.billet.contract.dreadnode;

import dev.billet.checkout.CheckoutSession;
import dev.billet.checkout.Purchase;
import dev.billet.contract.Exchange;
import dev.billet.specs.dreadnode.CheckoutRequest;
import dev.billet.specs.dreadnode.CheckoutResponse;
import dev.billet.specs.dreadnode.DreadnodeApi;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import org.jspecify.annotations.Nullable;

/** Sells bundles of credits. One instance serves one request. */
final class DreadnodeResource implements DreadnodeApi {

  private final Provider<Exchange> exchange;

  @Inject
  DreadnodeResource(Provider<Exchange> exchange) {
    this.exchange = exchange;
  }

  @Override
  public CheckoutResponse createCheckoutSession(
      String org,
      CheckoutRequest body,
      @Nullable String idempotencyKey,
      @Nullable String clientVersion,
      @Nullable String dreadnodeVersion) {
    CheckoutSession session =
        exchange
            .get()
            .checkOut(
                new Purchase.CreditBundles(body.getQuantity()),
                body.getSuccessUrl(),
                body.getCancelUrl());
    return new CheckoutResponse().checkoutUrl(session.url()).sessionId(session.id());
  }
}
