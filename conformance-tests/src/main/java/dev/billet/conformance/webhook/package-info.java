/**
 * Plays the webhooks of real purchases to a fulfilment endpoint, whoever wrote it – twice, out of
 * order, late, stale, forged, many at once, and to a server that is killed meanwhile – and says
 * what was credited.
 *
 * <p>Purchases are made by a command of the user's, paid at a sandbox, and told from here: the
 * events are the sandbox's own, signed afresh at each attempt and sent again as Stripe does where
 * they are not acknowledged. What came of it is read by another command. What one purchase is worth
 * is learned from the first one. {@link dev.billet.conformance.webhook.Scenarios} is the list of
 * what is played, each scenario on a {@link dev.billet.conformance.webhook.Stage} of its own, and
 * {@link dev.billet.conformance.webhook.Rehearsal} plays them.
 *
 * <p>Nothing here decides how long to wait: a credit is waited for until it is there, and the clock
 * and the pauses are given from outside. Nothing that is printed holds the secret.
 *
 * <p>Imports {@code sandbox}, {@code http} and {@code document}. The command line imports it, and
 * the benchmarks for the signature.
 */
@NullMarked
package dev.billet.conformance.webhook;

import org.jspecify.annotations.NullMarked;
