/**
 * The machinery of the conformance suite: it starts a packaged server as its own process, or aims
 * at one that runs already, sends it requests, and holds every answer against the contract's
 * OpenAPI document.
 *
 * <p>The suite is a black box. It knows the documents, the documented examples, HTTP and Stripe's
 * objects; it imports no class of the server or of the implementation, and neither is on its class
 * path. What it expects comes from the documents, never from what the server happens to do.
 *
 * <p>What needs nothing but a document is in packages of its own, which import nothing from here
 * and make {@code billet-conformance.jar}: {@code http}, {@code document}, {@code generate}, {@code
 * run}, {@code mutate}, {@code report} and {@code cli}, each importing those before it. Beside them
 * {@code sandbox} and {@code webhook}, in the same jar, hold whoever fulfils by Stripe's webhooks
 * to crediting once what was paid.
 *
 * <p>A {@link dev.billet.conformance.Call} is a request that can be varied and sent; every {@link
 * dev.billet.conformance.Answer} passes the {@link dev.billet.conformance.AnswerChecker} before a
 * test sees it. Only this module imports this package.
 */
@NullMarked
package dev.billet.conformance;

import org.jspecify.annotations.NullMarked;
