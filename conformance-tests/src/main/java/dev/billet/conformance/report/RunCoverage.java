package dev.billet.conformance.report;

import dev.billet.conformance.document.Operation;
import dev.billet.conformance.generate.Constraint;
import dev.billet.conformance.generate.Constraints;
import dev.billet.conformance.run.Result;
import dev.billet.conformance.run.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What of a document was covered: operations, documented statuses, constraints.
 *
 * @param operations in the document's order
 */
public record RunCoverage(List<OperationCoverage> operations) {

  /**
   * What of an operation was covered.
   *
   * @param statuses every documented status, and how often it was seen
   * @param constraints every constraint, and what its cases came to
   */
  public record OperationCoverage(
      Operation operation,
      Tally cases,
      Map<String, Long> statuses,
      Map<Constraint, Tally> constraints) {

    /** The documented statuses that were seen. */
    public Set<String> seen() {
      Set<String> seen = new TreeSet<>();
      statuses.forEach(
          (status, times) -> {
            if (times > 0) {
              seen.add(status);
            }
          });
      return seen;
    }

    /** How many constraints have a case that was tried. */
    public long tried() {
      return constraints.values().stream().filter(it -> it.tried() > 0).count();
    }

    /** How many of these have no case that is broken. */
    public long held() {
      return constraints.values().stream().filter(it -> it.tried() > 0 && it.broken() == 0).count();
    }
  }

  /** How many cases there are of each verdict. */
  public record Tally(long held, long broken, long notTried) {

    static Tally of(List<Result> results) {
      return new Tally(
          count(results, Verdict.HELD),
          count(results, Verdict.BROKEN),
          count(results, Verdict.NOT_TRIED));
    }

    /** Held or broken. */
    public long tried() {
      return held + broken;
    }

    private static long count(List<Result> results, Verdict verdict) {
      return results.stream().filter(it -> it.verdict() == verdict).count();
    }
  }

  static RunCoverage of(Run run) {
    List<OperationCoverage> operations = new ArrayList<>();
    for (Operation operation : run.document().operations()) {
      List<Result> results =
          run.results().stream()
              .filter(it -> it.test().operation().id().equals(operation.id()))
              .toList();
      Map<String, Long> statuses = new TreeMap<>();
      for (String status : operation.answers().keySet()) {
        statuses.put(status, seen(results, status));
      }
      Map<Constraint, Tally> constraints =
          new TreeMap<>(Comparator.comparing(Constraint::toString));
      for (Constraint constraint : Constraints.of(operation)) {
        List<Result> about =
            results.stream()
                .filter(it -> it.test().constraint().filter(constraint::equals).isPresent())
                .toList();
        constraints.put(constraint, Tally.of(about));
      }
      operations.add(new OperationCoverage(operation, Tally.of(results), statuses, constraints));
    }
    return new RunCoverage(List.copyOf(operations));
  }

  private static long seen(List<Result> results, String status) {
    String regex = status.replace("X", "[0-9]");
    return results.stream()
        .filter(it -> it.reply().filter(r -> String.valueOf(r.status()).matches(regex)).isPresent())
        .count();
  }
}
