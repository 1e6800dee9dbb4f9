package dev.billet.checkout;

import java.util.Optional;

/**
 * A customer of the vendor: the one for whom something is bought.
 *
 * @param slug the name that logs, metadata and grants use; unique
 * @param plan the plan it subscribes to where a contract leaves the choice to the server
 * @param mayBuyCredits false where credits are not sold to it
 * @param customer the id of its Stripe Customer where the operator named one
 */
public record Organization(
    String slug, Optional<String> plan, boolean mayBuyCredits, Optional<String> customer) {}
