package dev.billet.checkout.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * One line of the ledger. Never changed and never removed; what was wrong is made good by another.
 *
 * @param position its place in the order of booking, greater than that of every entry that could be
 *     read before
 * @param kind why it was booked
 * @param organization the slug
 * @param contract the contract through which was bought what it is about
 * @param amount how much is gained; negative where lost, never zero
 * @param payment the id ({@code cs_…} or {@code in_…}) of what was paid, to which it belongs
 * @param object the id of what made it: that of the payment, of a refund, or of a dispute. There is
 *     one entry per object, kind and asset.
 * @param event the id ({@code evt_…}) of the event that told; empty where nobody told and it was
 *     found by asking
 * @param occurredAt when that happened, by the provider's clock
 * @param bookedAt when it was booked, by ours
 */
public record Entry(
    long position,
    Kind kind,
    String organization,
    String contract,
    Amount amount,
    String payment,
    String object,
    Optional<String> event,
    Instant occurredAt,
    Instant bookedAt) {

  /** Why something was booked. */
  public enum Kind {
    /** Money came. */
    PURCHASE,
    /** What it bought was handed out. */
    GRANT,
    /** Money went back at our wish, and what it bought with it. */
    REFUND,
    /** Money was taken back by the buyer's bank, and what it bought with it. */
    DISPUTE,
    /** The bank gave it back. */
    DISPUTE_WON,
    /** A refund did not arrive, so that the money is here again. */
    ADJUSTMENT
  }
}
