package dev.billet.conformance.report;

import dev.billet.conformance.http.Reply;
import dev.billet.conformance.http.Request;
import dev.billet.conformance.run.Profile;
import dev.billet.conformance.run.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a reader has to know to take the results for what they are. Stateless. */
final class Notes {

  // Fewer may be answered so by a server that has none of what they ask for.
  private static final int ENOUGH = 5;

  private Notes() {}

  /** Sentences, without a full stop at their end. */
  static List<String> of(Run run) {
    List<String> notes = new ArrayList<>();
    List<Integer> statuses =
        run.results().stream()
            .filter(it -> isDocumented(it.test().request(), run))
            .flatMap(it -> it.reply().stream())
            .map(Reply::status)
            .toList();
    if (statuses.size() >= ENOUGH && statuses.stream().allMatch(it -> it == 404)) {
      notes.add(
          "every documented path was answered 404, so the path of the base URL is probably wrong:"
              + " the document's are appended to it, as in "
              + run.baseUrl()
              + run.results().get(0).test().operation().path());
    }
    leftOut(run).ifPresent(notes::add);
    return notes;
  }

  private static boolean isDocumented(Request request, Run run) {
    return run.document().operations().stream()
        .anyMatch(it -> it.method().equals(request.method()) && it.matches(request.path()));
  }

  private static Optional<String> leftOut(Run run) {
    return Profile.titled(run.profile())
        .filter(profile -> run.of(Verdict.NOT_TRIED).stream().anyMatch(profile::leftOut))
        .flatMap(Profile::unknown);
  }
}
