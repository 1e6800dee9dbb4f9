package dev.billet.ledger;

import java.sql.SQLException;

/**
 * What is done in one transaction. May be done again from the start where the database broke the
 * transaction off, so it changes nothing but the database.
 */
@FunctionalInterface
interface Work<T> {

  T in(Sql sql) throws SQLException;
}
