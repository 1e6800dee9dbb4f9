package dev.billet.sandbox.api;

import dev.billet.sandbox.store.Ids;
import java.net.URI;
import java.time.Clock;

/**
 * What every operation of a sandbox works with.
 *
 * @param ids makes ids
 * @param clock by which objects are dated
 * @param publicUrl what the hosted page's URLs begin with, without a slash at its end
 */
public record Environment(Ids ids, Clock clock, URI publicUrl) {}
