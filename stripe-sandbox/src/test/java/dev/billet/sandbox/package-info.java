/**
 * The sandbox as its users meet it: through Stripe's own client, unmodified, and through a
 * browser's requests to the hosted page.
 */
@org.jspecify.annotations.NullMarked
package dev.billet.sandbox;
