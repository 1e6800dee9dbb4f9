/**
 * What was bought and what is left of it: the facts that the payment provider tells, the entries
 * that are made of them, and the ports to where both are kept.
 *
 * <p>However a fact gets here – by a webhook, by a buyer's return, by reconciliation – it takes the
 * same way: it is a {@link dev.billet.checkout.ledger.Facts}, the {@link
 * dev.billet.checkout.ledger.Ledger} books it in one transaction, and booking the same facts again,
 * or older ones, changes nothing. {@link dev.billet.checkout.ledger.Posting} is the arithmetic of
 * it, free of any database.
 *
 * <p>Everyone may import this package. It imports {@code dev.billet.checkout}, {@code java.*} and
 * annotations only.
 */
@NullMarked
package dev.billet.checkout.ledger;

import org.jspecify.annotations.NullMarked;
