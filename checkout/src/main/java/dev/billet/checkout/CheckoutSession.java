package dev.billet.checkout;

/**
 * A checkout session that is open at the payment provider.
 *
 * @param id the provider's id: {@code cs_…}
 * @param url the page where the buyer pays
 */
public record CheckoutSession(String id, String url) {}
