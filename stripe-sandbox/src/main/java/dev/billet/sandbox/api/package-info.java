/**
 * Stripe's operations: one class per resource with a table of parameters per operation, the full
 * shape of its object, and the rules of Stripe that are not about one parameter.
 *
 * <p>A resource is added by writing such a class and naming it in {@link
 * dev.billet.sandbox.api.StripeApi}; what it may be expanded into is one line in {@code Expansion}.
 * Nothing here knows HTTP. For the sandbox's own packages only.
 */
@org.jspecify.annotations.NullMarked
package dev.billet.sandbox.api;
