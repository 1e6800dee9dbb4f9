/**
 * What a test does to a sandbox that nobody can do to Stripe: put its clock forward, pay without
 * the hosted page, put trouble in the way of requests. It is reached from Java through {@link
 * dev.billet.sandbox.Sandbox}, and over HTTP under {@code /_sandbox}, outside Stripe's paths.
 *
 * <p>{@link dev.billet.sandbox.control.FaultRules}, {@link dev.billet.sandbox.control.FaultRule}
 * and {@link dev.billet.sandbox.control.RequestLog} are for others to use; the rest is for the
 * sandbox's own packages.
 */
@org.jspecify.annotations.NullMarked
package dev.billet.sandbox.control;
