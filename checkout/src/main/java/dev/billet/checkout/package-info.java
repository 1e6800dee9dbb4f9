/**
 * The domain: who may buy what for which organization, at which price, and what the payment
 * provider is asked for.
 *
 * <p>A contract turns its request into a {@link dev.billet.checkout.Purchase}, has the caller
 * authorized as a {@link dev.billet.checkout.Buyer} by {@link dev.billet.checkout.Access}, and
 * hands both to {@link dev.billet.checkout.CheckoutService}. The service takes the price from the
 * {@link dev.billet.checkout.Catalogue}, never from the request, and asks {@link
 * dev.billet.checkout.Payments} for one session. Whatever goes wrong is a {@link
 * dev.billet.checkout.CheckoutException} with a {@link dev.billet.checkout.Failure} that every
 * contract can put in its own words.
 *
 * <p>Everyone may import this package. It imports {@code java.*} and annotations only: no HTTP, no
 * JSON, no Stripe.
 */
@NullMarked
package dev.billet.checkout;

import org.jspecify.annotations.NullMarked;
