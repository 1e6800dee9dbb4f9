/**
 * Calls a server that keeps one of the contracts: {@link dev.billet.client.BilletClient} is where
 * to begin.
 *
 * <p>For applications; nothing else of the project imports it. The operations and models of a
 * contract are generated from its OpenAPI document, into {@code dev.billet.client.<contract>}; what
 * all of them share is in {@code dev.billet.client.http}. This package connects them to a server,
 * with one credential, one time limit and one way to try again, and turns every refusal into the
 * exception of its contract.
 */
@NullMarked
package dev.billet.client;

import org.jspecify.annotations.NullMarked;
