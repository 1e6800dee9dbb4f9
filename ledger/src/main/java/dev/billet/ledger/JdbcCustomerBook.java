package dev.billet.ledger;

import dev.billet.checkout.CustomerBook;
import java.util.Optional;

/** Customers in the database. */
final class JdbcCustomerBook implements CustomerBook {

  private final Transactions transactions;
  private final long scope;

  JdbcCustomerBook(Transactions transactions, long scope) {
    this.transactions = transactions;
    this.scope = scope;
  }

  @Override
  public Optional<String> find(String organization) {
    return transactions.read(
        sql ->
            sql.first(
                "SELECT customer FROM customers WHERE scope = ? AND organization = ?",
                row -> row.text("customer"),
                scope,
                organization));
  }

  @Override
  public String keep(String organization, String customer) {
    // An update of nothing, because only a row that was written is returned.
    return transactions.write(
        sql ->
            sql.first(
                    "INSERT INTO customers (scope, organization, customer) VALUES (?, ?, ?)"
                        + " ON CONFLICT (scope, organization)"
                        + " DO UPDATE SET customer = customers.customer RETURNING customer",
                    row -> row.text("customer"),
                    scope,
                    organization,
                    customer)
                .orElseThrow());
  }

  @Override
  public void forget(String organization, String customer) {
    transactions.write(
        sql ->
            sql.update(
                "DELETE FROM customers WHERE scope = ? AND organization = ? AND customer = ?",
                scope,
                organization,
                customer));
  }
}
