/**
 * Kills servers while money comes in, and counts afterwards: the crash test, for any database and
 * for one server or two.
 *
 * <p>{@link dev.billet.conformance.crash.CrashRun} drives it. Buyers buy through the vendors'
 * contracts and pay at a sandbox in a process of its own, which troubles the delivery of its
 * webhooks; the servers are killed at moments that a seed draws. What must be right in the end is
 * worked out from what was bought and what the sandbox says of it, never from the ledger.
 *
 * <p>The conformance suite and the benchmarks may import this package. It imports {@code
 * dev.billet.conformance} and, as everything there, no class of the server's.
 */
@NullMarked
package dev.billet.conformance.crash;

import org.jspecify.annotations.NullMarked;
