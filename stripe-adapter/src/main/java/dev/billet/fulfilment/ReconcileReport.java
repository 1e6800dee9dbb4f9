package dev.billet.fulfilment;

import dev.billet.checkout.ledger.ProviderRecords.Kind;
import java.util.List;
import java.util.Map;

/**
 * What a reconciliation found.
 *
 * @param looked how many objects of each kind at Stripe were looked at; kinds without any are
 *     absent
 * @param events how many events of the inbox were worked on
 * @param differences all that differed or could not be compared, in the order of finding it
 * @param gaveUp whether it ended early, because nothing could be read any more
 */
public record ReconcileReport(
    Map<Kind, Long> looked, long events, List<Difference> differences, boolean gaveUp) {

  public ReconcileReport {
    looked = Map.copyOf(looked);
    differences = List.copyOf(differences);
  }

  /** What a difference came to. */
  public enum Result {
    /** It was missing in the ledger, and is there now. */
    BOOKED,
    /** The money is not what was asked for, and waits for a person. */
    HELD,
    /** It is in the ledger, and Stripe has nothing of ours by that id. */
    UNKNOWN,
    /** It could not be read or booked, so that the ledger may lack it. */
    UNRESOLVED
  }

  /**
   * Something that is at Stripe and was not in the ledger, or the other way round.
   *
   * @param about the id at Stripe; the name of a list, or of the inbox, where that could not be
   *     gone through
   * @param detail a sentence for the operator, with no secret in it
   */
  public record Difference(String about, Result result, String detail) {}

  /**
   * Whether everything could be compared, what was missing is booked or held, and Stripe knows all
   * that the ledger says was paid.
   */
  public boolean isResolved() {
    return !gaveUp && count(Result.UNRESOLVED) == 0 && count(Result.UNKNOWN) == 0;
  }

  /** How many differences came to a result. */
  public long count(Result result) {
    return differences.stream().filter(it -> it.result() == result).count();
  }
}
