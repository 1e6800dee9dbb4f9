package dev.billet.contract.versori;

import dev.billet.checkout.CheckoutSession;
import dev.billet.checkout.Purchase;
import dev.billet.contract.Exchange;
import dev.billet.specs.versori.CheckoutSessionRequest;
import dev.billet.specs.versori.CheckoutSessionResponse;
import dev.billet.specs.versori.VersoriApi;
import jakarta.inject.Inject;
import jakarta.inject.Provider;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sells the organisation's own plan. One instance serves one request. */
final class VersoriResource implements VersoriApi {

  private final Provider<Exchange> exchange;

  @Inject
  VersoriResource(Provider<Exchange> exchange) {
    this.exchange = exchange;
  }

  @Override
  public CheckoutSessionResponse createCheckoutSession(
      String organisationId,
      @Nullable String idempotencyKey,
      @Nullable CheckoutSessionRequest body) {
    CheckoutSession session =
        exchange
            .get()
            .checkOut(
                new Purchase.Subscription(Optional.empty()),
                body == null ? null : body.getSuccessURL(),
                body == null ? null : body.getCancelURL());
    return new CheckoutSessionResponse().sessionId(session.id());
  }
}
