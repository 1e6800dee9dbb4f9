package dev.billet.conformance.mutate;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/**
 * How many of the planted faults were noticed, and which were not. Immutable.
 *
 * @param possible how many faults could have been planted in what the server answered
 * @param planted those that were, in the order in which they were drawn
 */
public record MutationScore(int possible, List<Planted> planted) {

  /** Copies the list. */
  public MutationScore {
    planted = List.copyOf(planted);
  }

  /**
   * A fault that was planted.
   *
   * @param name the operation, the status, and what was changed; unique for a contract
   */
  public record Planted(String name, FaultKind kind, Fate fate) {}

  /** How many came to this. */
  public long count(Fate fate) {
    return planted.stream().filter(it -> it.fate() == fate).count();
  }

  /** How many of a kind came to this. */
  public long count(FaultKind kind, Fate fate) {
    return planted.stream().filter(it -> it.kind() == kind && it.fate() == fate).count();
  }

  /** What came to this, by name. */
  public List<String> names(Fate fate) {
    return planted.stream().filter(it -> it.fate() == fate).map(Planted::name).sorted().toList();
  }

  /** Those that were noticed or survived: what the document allows is no fault. */
  public long faults() {
    return count(Fate.NOTICED) + count(Fate.SURVIVED);
  }

  /** Which part of the faults was noticed, from 0 to 1; empty where there was none. */
  public OptionalDouble ratio() {
    return faults() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) count(Fate.NOTICED) / faults());
  }

  /** Both together. */
  public MutationScore and(MutationScore other) {
    List<Planted> all = new ArrayList<>(planted);
    all.addAll(other.planted());
    return new MutationScore(possible + other.possible(), all);
  }
}
