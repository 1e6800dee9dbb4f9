package dev.billet.checkout.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Where events wait until they are done. An event that {@link #receive} has returned from survives
 * whatever happens to the process. Implementations are safe for use by many threads and several
 * servers. Every method throws a {@link dev.billet.checkout.CheckoutException} of {@link
 * dev.billet.checkout.Failure.Kind#UNAVAILABLE} where the inbox cannot be read or written.
 */
public interface Inbox {

  /** Where an event stands. */
  enum State {
    /** It waits for its first try, or is being tried. */
    RECEIVED,
    /** All that it tells is booked. */
    DONE,
    /** It tells nothing that concerns us. */
    IGNORED,
    /** A try failed; there may be another. */
    FAILED
  }

  /** What the sender is told. */
  enum Receipt {
    /** It is stored, and will be worked on. */
    RECEIVED,
    /** It was stored before, and is done. */
    DUPLICATE,
    /** It is stored, and nothing will come of it. */
    IGNORED
  }

  /**
   * An event that is ours to work on until the lease runs out.
   *
   * @param attempts how often it was claimed, this time included
   */
  record Claimed(StripeEvent event, int attempts) {}

  /**
   * Stores an event, unless it is stored already. One that failed, or waits, is due at once again.
   *
   * @param concernsUs false where it is known beforehand that nothing will come of it
   */
  Receipt receive(StripeEvent event, boolean concernsUs);

  /**
   * Claims events that are due, the oldest first, each for one claimant at a time.
   *
   * @param limit how many at most
   * @param lease how long each is ours: longer than its work takes
   */
  List<Claimed> claim(int limit, Duration lease);

  /**
   * Gives back what a server that is gone has claimed and not finished, where no other can be at
   * work: so that nobody waits for a lease after a crash. Where several servers share an inbox, a
   * lease is all that tells whether its holder lives, and this does nothing.
   */
  void resume();

  /** Ends the work on an event that turned out to tell nothing that concerns us. */
  void ignored(String event);

  /**
   * Puts off an event over which a try failed.
   *
   * @param next when it is due again
   * @param reason for the operator; no secret and no buyer's data in it
   */
  void failed(String event, Instant next, String reason);

  /**
   * Forgets events that have been done, or ignored, for a while: their payloads tell who bought.
   * What they led to stays booked, and one that comes again leads to nothing new.
   *
   * @param before only what was finished before then
   * @param limit how many at most, so that nobody else waits for long
   * @return how many were forgotten
   */
  int forget(Instant before, int limit);

  /** How many events there are in each state; states without any are absent. */
  Map<State, Long> counts();
}
