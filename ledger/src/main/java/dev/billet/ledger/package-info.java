/**
 * The books on disk: what was bought, what is left of it, which events told so, and who is whose
 * customer, in SQLite or PostgreSQL, by plain JDBC.
 *
 * <p>{@link dev.billet.ledger.LedgerDatabase} opens a database and brings its schema up to date;
 * {@link dev.billet.ledger.Books} are the ports of {@code dev.billet.checkout} and {@code
 * dev.billet.checkout.ledger} for one Stripe account in one mode. Every class that holds a port is
 * statements only: a {@code Transactions} says how a transaction is run on either database, {@code
 * Booking} is the one transaction that books facts, and the arithmetic is the domain's.
 *
 * <p>Only the server imports this package. It imports {@code dev.billet.checkout}, {@code
 * dev.billet.checkout.ledger}, JDBC with its pool and drivers, and Flyway; nothing of Stripe or
 * HTTP.
 */
@NullMarked
package dev.billet.ledger;

import org.jspecify.annotations.NullMarked;
