package dev.billet.conformance.webhook;

import java.io.PrintWriter;
import java.util.List;
import java.util.OptionalLong;

/**
 * Tells a person at a terminal: a line for each scenario as it is played, and then what it means.
 */
final class ConsoleReport implements Rehearsal.Listener {

  private static final int WIDTH = 400;

  private final PrintWriter out;

  ConsoleReport(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begins(Scenario scenario) {
    out.printf("  %-58s ", scenario.title());
    out.flush();
  }

  @Override
  public void ends(Result result) {
    String amounts =
        result.credited().isEmpty()
            ? ""
            : "expected %s, credited %d".formatted(result.expected(), number(result.credited()));
    String line =
        "%-9s  %-44s %s"
            .formatted(result.verdict().title(), amounts, result.answers())
            .stripTrailing();
    out.println(line);
  }

  /** What it all comes to. */
  void print(Run run) {
    out.println();
    run.of(Verdict.BROKEN).forEach(it -> broken(run, it));
    told(Verdict.TOLD, run);
    told(Verdict.NOT_TRIED, run);
    out.println((run.sumIsRight() ? "sum: " : "BROKEN  the sum: ") + run.sum());
    out.printf(
        "%s: %d held, %d broken, %d not tried, %d told, in %.1f s (one purchase is worth %d, seed"
            + " %d)%n",
        run.held() ? "HELD" : "BROKEN",
        run.count(Verdict.HELD),
        run.count(Verdict.BROKEN),
        run.count(Verdict.NOT_TRIED),
        run.count(Verdict.TOLD),
        run.time().toMillis() / 1000.0,
        run.worth(),
        run.seed());
    out.flush();
  }

  private void broken(Run run, Result result) {
    out.println("BROKEN  " + result.scenario().title() + " (" + result.scenario().key() + ")");
    result.reasons().forEach(it -> out.println("  but       " + cut(it)));
    out.println("  means     " + result.scenario().meaning());
    List<String> steps = result.steps();
    steps.forEach(it -> out.println("  step      " + cut(it)));
    out.println("  again     " + run.again(result));
    out.println();
  }

  private void told(Verdict verdict, Run run) {
    for (Result result : run.of(verdict)) {
      out.println(
          "%-9s %s: %s"
              .formatted(
                  verdict.title(),
                  result.scenario().title(),
                  cut(String.join("; ", result.reasons()))));
    }
    if (run.count(verdict) > 0) {
      out.println();
    }
  }

  private static long number(OptionalLong amount) {
    return amount.orElse(0);
  }

  private static String cut(String text) {
    String line = text.replace('\n', ' ').replace('\r', ' ');
    return line.length() > WIDTH ? line.substring(0, WIDTH) + "…" : line;
  }
}
