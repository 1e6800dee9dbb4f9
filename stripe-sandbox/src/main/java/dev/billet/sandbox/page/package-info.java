/**
 * The hosted checkout page: what a buyer sees at a session's {@code url}, as HTML made on the
 * server. It needs no JavaScript and nothing from elsewhere, and everything that came from a client
 * is escaped on its way out. It pays, declines, or turns the buyer back; what that means for the
 * account is {@code api}'s business.
 *
 * <p>The billing portal beside it is made the same way: a customer's subscriptions and invoices.
 *
 * <p>For the sandbox's own packages only.
 */
@org.jspecify.annotations.NullMarked
package dev.billet.sandbox.page;
