package dev.billet.conformance.report;

import dev.billet.conformance.mutate.Fate;
import dev.billet.conformance.mutate.FaultKind;
import dev.billet.conformance.mutate.MutationScore;
import java.util.List;
import java.util.Locale;

/** What became of planted faults, as text. Stateless. */
final class MutationText {

  private MutationText() {}

  /** The score in a sentence, without a line break at its end. */
  static String sentence(MutationScore score) {
    String drawn =
        "(%d planted of %d possible)".formatted(score.planted().size(), score.possible());
    return score.ratio().isEmpty()
        ? "no planted fault could have been noticed " + drawn
        : String.format(
            Locale.ROOT,
            "%.1f %% of %d planted faults noticed %s",
            100 * score.ratio().getAsDouble(),
            score.faults(),
            drawn);
  }

  /** A table of the kinds, the score, and what was not noticed, with a line break at its end. */
  static String of(MutationScore score) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%-30s %8s %8s %8s %14s\n"
            .formatted("planted faults", "noticed", "survived", "allowed", "without effect"));
    for (FaultKind kind : FaultKind.values()) {
      text.append(
          "%-30s %8d %8d %8d %14d\n"
              .formatted(
                  kind.title(),
                  score.count(kind, Fate.NOTICED),
                  score.count(kind, Fate.SURVIVED),
                  score.count(kind, Fate.ALLOWED),
                  score.count(kind, Fate.WITHOUT_EFFECT)));
    }
    text.append(sentence(score)).append('\n');
    list(text, "survived", score.names(Fate.SURVIVED));
    list(text, "allowed by the document", score.names(Fate.ALLOWED));
    return text.toString();
  }

  private static void list(StringBuilder text, String title, List<String> names) {
    if (!names.isEmpty()) {
      text.append(title).append(":\n");
      names.forEach(it -> text.append("  ").append(it).append('\n'));
    }
  }
}
