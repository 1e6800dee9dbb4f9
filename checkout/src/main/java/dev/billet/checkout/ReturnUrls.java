package dev.billet.checkout;

/**
 * Where the buyer's browser goes after the hosted page.
 *
 * @param success after payment; {@code {CHECKOUT_SESSION_ID}} in it is filled in by the provider
 * @param cancel when the buyer turns back
 */
public record ReturnUrls(String success, String cancel) {}
