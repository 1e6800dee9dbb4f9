/**
 * The delivery of webhooks: signing, sending, waiting for the answer, and the trouble that a test
 * can put in the way. What is to be delivered, what was tried and when it is tried again is kept by
 * {@code api}'s {@link dev.billet.sandbox.api.DeliveryLog}; here is only what happens outside of an
 * account's lock.
 *
 * <p>{@link dev.billet.sandbox.webhook.DeliveryFaults} and {@link
 * dev.billet.sandbox.webhook.DeliveryFault} are for others to use; the rest is for the sandbox's
 * own packages.
 */
@org.jspecify.annotations.NullMarked
package dev.billet.sandbox.webhook;
