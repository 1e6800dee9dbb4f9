package dev.billet.checkout.ledger;

import java.util.List;
import java.util.function.Consumer;

/**
 * Checks the ledger against itself. Implementations are safe for use by many threads; every method
 * throws a {@link dev.billet.checkout.CheckoutException} of {@link
 * dev.billet.checkout.Failure.Kind#UNAVAILABLE} where the ledger cannot be read.
 */
public interface Audit {

  /**
   * Something that must not be.
   *
   * @param rule which invariant is broken, in a few words
   * @param about the ids it is about
   * @param detail a sentence for the operator
   */
  record Breach(String rule, String about, String detail) {}

  /**
   * What was looked at, and what was found.
   *
   * @param entries how many entries were checked
   * @param checkouts how many checkouts were checked
   * @param breaches all that must not be, in no order
   * @param held checkouts whose money waits for a person; no breach
   */
  record Report(long entries, long checkouts, List<Breach> breaches, List<BookedCheckout> held) {

    public Report {
      breaches = List.copyOf(breaches);
      held = List.copyOf(held);
    }
  }

  /**
   * Checks every invariant: what was handed out is what the orders said for what was paid, every
   * entry has its source, no checkout was paid or granted twice, nothing went back of what never
   * came, no paid checkout lacks its entries.
   *
   * @param progress told now and then how many entries have been checked so far
   */
  Report verify(Consumer<Long> progress);
}
