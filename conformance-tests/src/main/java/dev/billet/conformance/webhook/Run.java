package dev.billet.conformance.webhook;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * All that was played.
 *
 * @param worth what one purchase is worth; 0 where that is not known
 * @param expected what had to be credited, over everything; what was not judged is taken as it is
 * @param account by how much the account has changed; empty where it cannot be read any more
 */
record Run(
    URI url,
    URI sandbox,
    long seed,
    Instant begun,
    Duration time,
    long worth,
    List<Result> results,
    long expected,
    OptionalLong account) {

  long count(Verdict verdict) {
    return of(verdict).size();
  }

  List<Result> of(Verdict verdict) {
    return results.stream().filter(it -> it.verdict() == verdict).toList();
  }

  boolean sumIsRight() {
    return account.isPresent() && account.getAsLong() == expected;
  }

  boolean held() {
    return count(Verdict.BROKEN) == 0 && sumIsRight();
  }

  /** What the sum says, in a sentence. */
  String sum() {
    if (account.isEmpty()) {
      return "%d had to be credited over everything; the account cannot be read any more"
          .formatted(expected);
    }
    String sum =
        "%d had to be credited over everything, and the account has changed by %d"
            .formatted(expected, account.getAsLong());
    boolean late = !sumIsRight() && count(Verdict.BROKEN) == 0;
    return late ? sum + ": something was credited when its scenario was over" : sum;
  }

  /** How to play one of them again. */
  String again(Result result) {
    return "the same command line with --only %s --seed %d"
        .formatted(result.scenario().key(), seed);
  }
}
