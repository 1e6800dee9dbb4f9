package dev.billet.conformance.webhook;

/**
 * A checkout that somebody has begun.
 *
 * @param session its id at Stripe
 * @param before the event that was the latest before it; empty where there was none
 */
record Purchase(String session, String before) {}
