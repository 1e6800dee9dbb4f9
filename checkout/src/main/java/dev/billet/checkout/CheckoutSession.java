package dev.billet.checkout;

import java.util.Optional;

/**
 * A checkout session that is open at the payment provider.
 *
 * @param id the provider's id: {@code cs_…}
 * @param url the page where the buyer pays
 * @param total what the buyer will be charged, where the provider says so
 */
public record CheckoutSession(String id, String url, Optional<Money> total) {}
