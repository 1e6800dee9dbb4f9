package dev.billet.conformance.crash;

import java.nio.file.Path;

/**
 * What a crash run is to do.
 *
 * @param jar the packaged server; it is copied first, so that it may be built anew meanwhile
 * @param directory where the run keeps its files; empty
 * @param database where the servers keep their ledger; empty
 * @param servers how many servers share it: one or two, of which one is down at a time
 * @param purchases how many things are bought
 * @param kills how often a server is killed
 * @param seed what everything is drawn from; the same one draws the same purchases and moments, but
 *     threads and processes run as they like
 */
public record CrashPlan(
    Path jar, Path directory, Database database, int servers, int purchases, int kills, long seed) {

  /** Checks the numbers. */
  public CrashPlan {
    if (servers < 1 || servers > 2 || purchases < 1 || kills < 1) {
      throw new IllegalArgumentException("one server or two, and at least one of the others");
    }
  }
}
