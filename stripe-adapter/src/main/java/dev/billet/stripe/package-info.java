/**
 * Stripe, as the domain's {@link dev.billet.checkout.Payments} and {@link
 * dev.billet.checkout.ledger.ProviderRecords}.
 *
 * <p>The only package that sees {@code com.stripe} and Apache HttpClient. {@link
 * dev.billet.stripe.StripeConnection} is shared by all of it: {@link
 * dev.billet.stripe.DeadlineHttpClient} repeats a call where that may help, within the time that is
 * left, and {@link dev.billet.stripe.StripeTransport} carries one attempt over pooled connections
 * and ends it at the deadline. {@link dev.billet.stripe.StripePayments} turns an order into one
 * call; {@link dev.billet.stripe.StripeRecords} reads what became of it. {@link
 * dev.billet.stripe.StripeEvents} verifies webhooks and says what each comes to, without asking
 * anyone. {@link dev.billet.stripe.StripeFacts} is where Stripe's objects become facts of the
 * domain, wherever they come from, and {@link dev.billet.stripe.StripeFailures} puts whatever goes
 * wrong into the domain's words: nothing of Stripe's wording gets past it except into the log.
 *
 * <p>The server may import the public types, in order to wire them, and {@code
 * dev.billet.fulfilment} may import those about events. Nothing else needs to.
 */
@NullMarked
package dev.billet.stripe;

import org.jspecify.annotations.NullMarked;
