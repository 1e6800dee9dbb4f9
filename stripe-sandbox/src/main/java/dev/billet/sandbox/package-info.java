/**
 * A stateful stand-in for Stripe: start one with {@link dev.billet.sandbox.Sandbox#builder()}, aim
 * any Stripe SDK's API base at it, and pay on its hosted page with a test card.
 *
 * <p>Only this package, what it names of {@code control} and {@code webhook}, and {@code junit} (an
 * extension for tests) are for others to import. The packages below it are the sandbox's inside:
 * {@code wire} (form encoding, parameter tables, errors), {@code store} (the objects of an
 * account), {@code api} (Stripe's operations), {@code webhook} (the delivery of its events), {@code
 * page} (the hosted checkout page), {@code control} (what a test may do to it), {@code dashboard}
 * (the pages for its developer) and {@code http} (the server). Each imports only those named before
 * it; nothing here imports another module of the project.
 */
@org.jspecify.annotations.NullMarked
package dev.billet.sandbox;
