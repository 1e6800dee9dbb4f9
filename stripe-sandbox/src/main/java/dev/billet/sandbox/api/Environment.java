package dev.billet.sandbox.api;

import dev.billet.sandbox.store.Ids;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * What every operation of a sandbox works with.
 *
 * @param ids makes ids
 * @param clock by which objects are dated
 * @param publicUrl what the hosted page's URLs begin with, without a slash at its end
 * @param outbox takes what webhook endpoints are to be told
 * @param backOff how long to wait after each failed delivery before the next try; there are no more
 *     tries than that and the first
 */
public record Environment(
    Ids ids, Clock clock, URI publicUrl, Outbox outbox, List<Duration> backOff) {

  /** Copies the durations. */
  public Environment {
    backOff = List.copyOf(backOff);
  }
}
