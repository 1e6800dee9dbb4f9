package dev.billet.gates;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Whether a document may follow the one that was released before it: what breaks a client needs a
 * version that says so, and a line in the changelog.
 */
final class ReleaseGate {

  private ReleaseGate() {}

  /**
   * What stands in the way.
   *
   * @param contract the key
   * @param released the document as it was released last
   * @param current the document as it is now
   * @param changelog the text of specs/CHANGELOG.md
   * @return one sentence for each thing; empty where it may be released
   */
  static List<String> objections(
      String contract, String released, String current, String changelog) {
    JsonNode before = Documents.parse(released);
    JsonNode after = Documents.parse(current);
    Version old = Version.of(before);
    Version now = Version.of(after);
    List<String> objections = new ArrayList<>();
    if (now.compareTo(old) < 0) {
      objections.add(contract + " goes back from " + old + " to " + now);
    }
    if (now.compareTo(old) > 0 && !hasLine(changelog, contract, now)) {
      objections.add("specs/CHANGELOG.md has no line that begins with: " + lineOf(contract, now));
    }
    List<String> breaks = BreakingChanges.between(released, current);
    if (!breaks.isEmpty() && !now.mayBreak(old)) {
      objections.addAll(breaks);
      objections.add(
          ("These changes break who calls %s %s. Take them back; or set x-billet-version of"
                  + " specs/%s.yaml to %s, and say what a caller has to do in a line of"
                  + " specs/CHANGELOG.md that begins with: %s")
              .formatted(
                  contract,
                  old,
                  contract,
                  old.nextBreaking(),
                  lineOf(contract, old.nextBreaking())));
    }
    return objections;
  }

  private static String lineOf(String contract, Version version) {
    return "- `" + contract + "` " + version + ": ";
  }

  private static boolean hasLine(String changelog, String contract, Version version) {
    return Pattern.compile(
            "^" + Pattern.quote(lineOf(contract, version)) + "\\S", Pattern.MULTILINE)
        .matcher(changelog)
        .find();
  }
}
