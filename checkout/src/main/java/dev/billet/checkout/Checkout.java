package dev.billet.checkout;

import java.util.Optional;

/**
 * A caller's request, in words of no contract.
 *
 * @param purchase what is to be bought
 * @param successUrl the caller's own URL, syntactically sound already; empty takes the server's
 * @param cancelUrl likewise
 * @param idempotency the caller's idempotency key and what was asked under it; empty where nothing
 *     is to be deduplicated
 */
public record Checkout(
    Purchase purchase,
    Optional<String> successUrl,
    Optional<String> cancelUrl,
    Optional<Idempotency> idempotency) {}
