/**
 * The dashboard under {@code /dashboard}: what an account of the sandbox holds and what happened in
 * it, for the developer at whose machine it runs, as HTML made on the server. It loads nothing from
 * elsewhere, works without JavaScript, and renews itself where there is JavaScript.
 *
 * <p>It reads an account as a client of Stripe's API does, so a resource that {@code api} gains is
 * shown once {@link dev.billet.sandbox.dashboard.Sections} has a line for it; and what it lets
 * happen, it lets happen through {@code control}. Text reaches a page only through {@link
 * dev.billet.sandbox.dashboard.Html}, which escapes it. For {@code http} only.
 */
@org.jspecify.annotations.NullMarked
package dev.billet.sandbox.dashboard;
