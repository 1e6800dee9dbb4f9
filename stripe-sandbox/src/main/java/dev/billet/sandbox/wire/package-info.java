/**
 * What travels between a client and Stripe, apart from what it means: form encoding, tables of
 * parameters, and errors in Stripe's shape and wording.
 *
 * <p>An operation describes its parameters once, as a table built with {@link
 * dev.billet.sandbox.wire.Params}; unknown names, wrong types and broken rules are then refused
 * without a line of code in the operation. For the sandbox's own packages only.
 */
@org.jspecify.annotations.NullMarked
package dev.billet.sandbox.wire;
