/**
 * Stripe, as the domain's {@link dev.billet.checkout.Payments}.
 *
 * <p>The only package that sees {@code com.stripe} and Apache HttpClient. {@link
 * dev.billet.stripe.StripePayments} turns an order into one call; {@link
 * dev.billet.stripe.DeadlineHttpClient} repeats the call where that may help, within the time that
 * is left; {@link dev.billet.stripe.StripeTransport} carries one attempt over pooled connections
 * and ends it at the deadline; {@link dev.billet.stripe.StripeFailures} puts whatever goes wrong
 * into the domain's words, and nothing of Stripe's wording gets past it except into the log.
 *
 * <p>The server may import the two public types, in order to wire them. Nothing else needs to.
 */
@NullMarked
package dev.billet.stripe;

import org.jspecify.annotations.NullMarked;
