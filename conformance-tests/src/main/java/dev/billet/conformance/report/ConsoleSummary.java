package dev.billet.conformance.report;

import dev.billet.conformance.report.RunCoverage.OperationCoverage;
import dev.billet.conformance.run.Result;
import dev.billet.conformance.run.Verdict;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A run for a person at a terminal: what is broken first, then what was covered. Stateless. */
public final class ConsoleSummary {

  private static final int MOST_SHOWN = 25;
  private static final int WIDTH = 300;

  private ConsoleSummary() {}

  /** The text, with a line break at its end. */
  public static String of(Run run) {
    StringBuilder text = new StringBuilder("\n");
    // What breaks many cases in the same way is one fault, and shown once.
    Map<List<String>, List<Result>> faults =
        run.of(Verdict.BROKEN).stream()
            .collect(
                Collectors.groupingBy(Result::reasons, LinkedHashMap::new, Collectors.toList()));
    faults.values().stream().limit(MOST_SHOWN).forEach(it -> broken(text, run, it));
    int more = faults.size() - MOST_SHOWN;
    if (more > 0) {
      text.append("… and %d faults more; the reports have them all.\n\n".formatted(more));
    }
    covered(text, run);
    notTried(text, run);
    run.mutations().ifPresent(it -> text.append(MutationText.of(it)).append('\n'));
    Notes.of(run).forEach(it -> text.append("NOTE    ").append(it).append("\n\n"));
    text.append(
        "%s: %d held, %d broken, %d not tried, in %.1f s (profile %s, seed %d)\n"
            .formatted(
                run.count(Verdict.BROKEN) == 0 ? "HELD" : "BROKEN",
                run.count(Verdict.HELD),
                run.count(Verdict.BROKEN),
                run.count(Verdict.NOT_TRIED),
                run.time().toMillis() / 1000.0,
                run.profile(),
                run.seed()));
    return text.toString();
  }

  private static void broken(StringBuilder text, Run run, List<Result> alike) {
    Result result = alike.get(0);
    text.append("BROKEN  ").append(result.test().name()).append('\n');
    text.append("  expected  ").append(result.test().expectation().title()).append('\n');
    result.reasons().forEach(it -> text.append("  but       ").append(cut(it)).append('\n'));
    result
        .reply()
        .ifPresent(it -> text.append("  answer    ").append(cut(it.toString())).append('\n'));
    text.append("  again     ").append(result.test().request().curl(run.baseUrl())).append('\n');
    if (alike.size() > 1) {
      text.append("  likewise  %d more\n".formatted(alike.size() - 1));
    }
    text.append('\n');
  }

  private static void covered(StringBuilder text, Run run) {
    text.append(
        "%-46s %6s %7s %9s  %s\n"
            .formatted(
                "operation", "held", "broken", "not tried", "seen of its statuses; constraints"));
    for (OperationCoverage it : run.coverage().operations()) {
      text.append(
          "%-46s %6d %7d %9d  %s of %d; %d of %d tried, %d held\n"
              .formatted(
                  left(it.operation().id(), 46),
                  it.cases().held(),
                  it.cases().broken(),
                  it.cases().notTried(),
                  String.join(" ", it.seen()),
                  it.statuses().size(),
                  it.tried(),
                  it.constraints().size(),
                  it.held()));
    }
    text.append('\n');
  }

  private static void notTried(StringBuilder text, Run run) {
    Map<String, Long> reasons =
        run.of(Verdict.NOT_TRIED).stream()
            .collect(
                Collectors.groupingBy(
                    it -> String.join("; ", it.reasons()), TreeMap::new, Collectors.counting()));
    reasons.forEach((reason, count) -> text.append("not tried %4d: %s\n".formatted(count, reason)));
    if (!reasons.isEmpty()) {
      text.append('\n');
    }
  }

  private static String cut(String text) {
    String line = text.replace('\n', ' ').replace('\r', ' ');
    return line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line;
  }

  private static String left(String text, int width) {
    return text.length() > width ? text.substring(0, width - 1) + "…" : text;
  }
}
