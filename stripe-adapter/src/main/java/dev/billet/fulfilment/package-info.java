/**
 * From a webhook, a buyer's return or a reconciliation to the ledger.
 *
 * <p>{@link dev.billet.fulfilment.Webhooks} verifies a webhook and stores it, and that is all its
 * sender waits for. {@link dev.billet.fulfilment.InboxWorker} takes what is stored, one event at a
 * time and again until it is done, to {@link dev.billet.fulfilment.Fulfilment}, which books what
 * the event tells or asks Stripe for it. {@link dev.billet.fulfilment.Reconciler} books what no
 * event told. All of them end in {@link dev.billet.checkout.ledger.Ledger#book}, which takes the
 * same facts as often and in whatever order they come; Stripe is never asked inside a transaction.
 *
 * <p>The server and {@code dev.billet.contract.billet} may import this package. It imports the
 * domain and the types of {@code dev.billet.stripe}; no contract, no JSON, nothing of Stripe's own.
 */
@NullMarked
package dev.billet.fulfilment;

import org.jspecify.annotations.NullMarked;
