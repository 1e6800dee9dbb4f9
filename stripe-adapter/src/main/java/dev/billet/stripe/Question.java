package dev.billet.stripe;

/**
 * Something to ask {@link dev.billet.checkout.ledger.ProviderRecords} for.
 *
 * @param about which kind of object
 * @param id its id
 */
public record Question(About about, String id) {

  /** What can be asked about. */
  public enum About {
    /** A checkout session, {@code cs_…}, and all that it started. */
    CHECKOUT,
    /** A payment, {@code pi_…}, with all that went back of it. */
    PAYMENT,
    /** An invoice, {@code in_…}. */
    INVOICE,
    /** A subscription, {@code sub_…}. */
    SUBSCRIPTION
  }
}
