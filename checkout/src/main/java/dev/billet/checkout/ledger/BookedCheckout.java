package dev.billet.checkout.ledger;

import dev.billet.checkout.Money;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A checkout as the ledger knows it.
 *
 * @param session {@code cs_…}
 * @param order what it is for
 * @param state how far it got, as far as is known here
 * @param total what the buyer is charged, where known
 * @param held why the money was kept out of the balances; empty where it was not
 * @param createdAt when it was opened
 * @param entries what was booked for it, in the order of booking
 */
public record BookedCheckout(
    String session,
    Order order,
    CheckoutFacts.State state,
    Optional<Money> total,
    Optional<String> held,
    Instant createdAt,
    List<Entry> entries) {

  public BookedCheckout {
    entries = List.copyOf(entries);
  }
}
