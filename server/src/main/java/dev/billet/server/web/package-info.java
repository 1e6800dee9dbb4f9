/**
 * The HTTP server: a gate that hands each request to the contract whose prefix it begins with, and
 * everything of our own around the contracts: pages, documents, health, and answers to what is not
 * even a request.
 *
 * <p>A request passes {@code HealthHandler}, then Jetty's graceful handler, which counts it so that
 * a stopping server can wait for it, then {@code Gate}. Under a contract's prefix nothing is ever
 * answered but in that contract's envelope; elsewhere errors are problem details (RFC 9457).
 *
 * <p>Only {@code dev.billet.server} imports this package.
 */
@NullMarked
package dev.billet.server.web;

import org.jspecify.annotations.NullMarked;
