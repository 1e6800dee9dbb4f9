/**
 * A sandbox in a process of its own, as its users reach it: Stripe's API as far as the suite needs
 * it, and the control of what happens there.
 *
 * <p>Imports {@code http} and {@code document}. The crash test, the webhook scenarios and the
 * benchmarks import it.
 */
@NullMarked
package dev.billet.conformance.sandbox;

import org.jspecify.annotations.NullMarked;
