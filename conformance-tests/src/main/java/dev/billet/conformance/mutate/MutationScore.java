package dev.billet.conformance.mutate;

import dev.billet.conformance.document.ApiDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How many faults were noticed, and which were not. */
final class MutationScore {

  private final List<String> survivors = new ArrayList<>();
  private final List<String> allowed = new ArrayList<>();
  private final List<String> contracts = new ArrayList<>();
  private int noticed;
  private int withoutEffect;

  /**
   * Counts a mutation.
   *
   * @param changed the answers that it has changed; where there are none, it is no fault
   */
  void add(
      ApiDocument document,
      Mutation mutation,
      boolean wasNoticed,
      List<MutatingProxy.Exchanged> changed) {
    String name = document.key() + " " + mutation.name();
    if (wasNoticed) {
      noticed++;
    } else if (changed.isEmpty()) {
      withoutEffect++;
    } else if (mutation instanceof AnswerMutation
        && changed.stream().allMatch(it -> fits(document, it))
        && !name.contains(": status ")) {
      // The document allows it: an optional member left out, say.
      allowed.add(name);
    } else {
      survivors.add(name);
    }
  }

  void drawn(ApiDocument document, int drawn, int all) {
    contracts.add("%s: %d of %d mutations tried".formatted(document.key(), drawn, all));
  }

  double ratio() {
    int faults = noticed + survivors.size();
    return faults == 0 ? 0 : (double) noticed / faults;
  }

  private static boolean fits(ApiDocument document, MutatingProxy.Exchanged it) {
    return document.violations(it.request().method(), it.request().path(), it.reply()).isEmpty();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "%.1f %% of %d planted faults noticed%n",
            100 * ratio(),
            noticed + survivors.size()));
    contracts.forEach(it -> text.append(it).append('\n'));
    text.append(withoutEffect).append(" more changed no answer\n");
    text.append(allowed.size()).append(" more changed answers as the document allows:\n");
    allowed.forEach(it -> text.append("  ").append(it).append('\n'));
    text.append(survivors.size()).append(" survived:\n");
    survivors.forEach(it -> text.append("  ").append(it).append('\n'));
    return text.toString();
  }
}
