/**
 * The sandbox's own HTTP server: Jetty without servlets, Stripe's authentication, idempotency and
 * headers, and the way from a path to an operation or a page.
 *
 * <p>It is the outermost of the sandbox's packages: everything below it knows nothing of HTTP's
 * connections and headers. For {@link dev.billet.sandbox.Sandbox} only.
 */
@org.jspecify.annotations.NullMarked
package dev.billet.sandbox.http;
