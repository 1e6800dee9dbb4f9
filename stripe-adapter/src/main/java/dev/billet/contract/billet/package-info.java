/**
 * The contract of {@code openapi/billet.yaml}, which is our own: what organizations bought, how
 * their checkouts stand, the feed of entries, and where Stripe's events arrive.
 *
 * <p>Reads the {@link dev.billet.checkout.ledger.Ledger} and knows nothing of how it is filled:
 * {@link dev.billet.contract.billet.CheckoutStatus} and {@link
 * dev.billet.contract.billet.WebhookReceiver} are what it asks of the rest. Imports {@code
 * dev.billet.contract}, the domain and its own generated package; never another contract, nor what
 * speaks to Stripe. Only the server imports it.
 */
@NullMarked
package dev.billet.contract.billet;

import org.jspecify.annotations.NullMarked;
