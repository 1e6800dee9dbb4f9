package dev.billet.conformance.cli;

import dev.billet.conformance.document.Operation;
import dev.billet.conformance.generate.Group;
import dev.billet.conformance.mutate.Fate;
import dev.billet.conformance.run.Listener;
import dev.billet.conformance.run.Result;
import dev.billet.conformance.run.Verdict;
import java.io.PrintWriter;
import java.util.List;

/**
 * Prints a line when an operation begins, a point for every twenty cases, and what came of them;
 * then a point for every five planted faults, and an s for one that survived.
 */
final class Progress implements Listener {

  private static final int CASES_PER_POINT = 20;
  private static final int FAULTS_PER_POINT = 5;

  private final PrintWriter out;
  private int cases;
  private int faults;
  private boolean examples;

  Progress(PrintWriter out) {
    this.out = out;
  }

  @Override
  public void begins(Operation operation) {
    if (examples) {
      out.println();
      examples = false;
    }
    cases = 0;
    out.print("  " + operation + " ");
    out.flush();
  }

  @Override
  public void finished(Result result) {
    if (result.test().group() == Group.EXAMPLE && !examples) {
      out.print("  documented examples ");
      examples = true;
    }
    if (result.verdict() == Verdict.BROKEN) {
      out.print('!');
      out.flush();
    } else if (++cases % CASES_PER_POINT == 0) {
      out.print('.');
      out.flush();
    }
  }

  @Override
  public void ends(Operation operation, List<Result> results) {
    long all =
        results.stream().filter(it -> it.test().operation().id().equals(operation.id())).count();
    out.println(" " + all + " cases");
  }

  /** A fault was planted. */
  void planted(Fate fate) {
    if (faults == 0) {
      out.print("  planted faults ");
    }
    faults++;
    if (fate == Fate.SURVIVED) {
      out.print('s');
    } else if (faults % FAULTS_PER_POINT == 0) {
      out.print('.');
    }
    out.flush();
  }

  /** No more faults will be planted. */
  void allPlanted() {
    out.println(faults == 0 ? "  no fault could be planted" : " " + faults);
  }
}
