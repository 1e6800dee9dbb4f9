package dev.billet.contract.billet;

import dev.billet.checkout.ledger.BookedCheckout;
import java.util.Optional;

/** Finds out how checkouts stand. Implementations are safe for use by many threads. */
@FunctionalInterface
public interface CheckoutStatus {

  /**
   * Brings a checkout up to date – where its money has come, what it bought is handed out – and
   * tells how it stands now.
   *
   * @param session the id: {@code cs_…}
   * @return empty where there is no such checkout of ours
   * @throws dev.billet.checkout.CheckoutException where the ledger cannot be read or written, or
   *     the provider had to be asked and gave no answer
   */
  Optional<BookedCheckout> refresh(String session);
}
