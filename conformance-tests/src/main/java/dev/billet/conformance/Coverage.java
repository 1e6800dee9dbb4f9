package dev.billet.conformance;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** Which documented statuses have been seen. Safe for use by many threads. */
public final class Coverage {

  private final Map<String, Set<Integer>> seen = new ConcurrentHashMap<>();

  void saw(String contract, int status) {
    seen.computeIfAbsent(contract, key -> new ConcurrentSkipListSet<>()).add(status);
  }

  /** The statuses that a contract has answered with. */
  public Set<Integer> of(String contract) {
    return Set.copyOf(seen.getOrDefault(contract, Set.of()));
  }
}
