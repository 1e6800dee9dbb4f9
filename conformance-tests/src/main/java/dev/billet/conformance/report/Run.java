package dev.billet.conformance.report;

import dev.billet.conformance.document.ApiDocument;
import dev.billet.conformance.mutate.MutationScore;
import dev.billet.conformance.run.Result;
import dev.billet.conformance.run.Verdict;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A run that is over.
 *
 * @param profile what was sent, as it is called on the command line
 * @param seed what the random bodies were made from
 * @param time how long it took, without planting faults
 * @param mutations what became of faults that were planted afterwards; empty where none were asked
 *     for
 */
public record Run(
    ApiDocument document,
    URI baseUrl,
    String profile,
    long seed,
    Instant begun,
    Duration time,
    List<Result> results,
    Optional<MutationScore> mutations) {

  /** A run in which no faults were planted. */
  public Run(
      ApiDocument document,
      URI baseUrl,
      String profile,
      long seed,
      Instant begun,
      Duration time,
      List<Result> results) {
    this(document, baseUrl, profile, seed, begun, time, results, Optional.empty());
  }

  /** The same, with what became of faults that were planted in it afterwards. */
  public Run with(MutationScore score) {
    return new Run(document, baseUrl, profile, seed, begun, time, results, Optional.of(score));
  }

  /** How many cases have this verdict. */
  public long count(Verdict verdict) {
    return results.stream().filter(it -> it.verdict() == verdict).count();
  }

  /** The results of this verdict, in order. */
  public List<Result> of(Verdict verdict) {
    return results.stream().filter(it -> it.verdict() == verdict).toList();
  }

  /** What the cases have covered. */
  public RunCoverage coverage() {
    return RunCoverage.of(this);
  }

  /** The name and version that the document gives itself. */
  public String title() {
    return document.tree().at("/info/title").asText()
        + " "
        + document.tree().at("/info/version").asText();
  }
}
