package dev.billet.gates;

import java.util.ArrayList;
import java.util.List;
import org.openapitools.openapidiff.core.OpenApiCompare;
import org.openapitools.openapidiff.core.model.ChangedOpenApi;
import org.openapitools.openapidiff.core.model.ChangedOperation;

/**
 * What a client of a document would break at, going over to another.
 *
 * <p>Two comparisons, and what either finds counts: openapi-diff's, and {@link Compatibility}'s. Of
 * OpenAPI 3.1 openapi-diff does not see types ({@code type: [string, 'null']} least of all),
 * defaults, shortest lengths, the lengths of lists, closed schemas and bounds of answers; nor
 * operation ids, further successes and what is ours (the base path, the prefix). Neither sees what
 * a pattern lets through, only that it is another one; nor callbacks, links, discriminators and
 * branches of one type.
 */
final class BreakingChanges {

  private BreakingChanges() {}

  /** One sentence for each; empty where everybody can go over without noticing. */
  static List<String> between(String before, String after) {
    List<String> breaks = new ArrayList<>(seenHere(before, after));
    breaks.addAll(seenByOpenApiDiff(before, after));
    return breaks;
  }

  /** What openapi-diff sees by itself. */
  static List<String> seenByOpenApiDiff(String before, String after) {
    ChangedOpenApi diff = OpenApiCompare.fromContents(before, after);
    List<String> breaks = new ArrayList<>();
    if (diff.isIncompatible()) {
      diff.getMissingEndpoints()
          .forEach(
              it -> breaks.add(it.getMethod() + " " + it.getPathUrl() + ": gone (openapi-diff)"));
      diff.getChangedOperations().stream()
          .filter(ChangedOperation::isIncompatible)
          .forEach(
              it ->
                  breaks.add(
                      it.getHttpMethod()
                          + " "
                          + it.getPathUrl()
                          + ": incompatible (openapi-diff)"));
      if (breaks.isEmpty()) {
        breaks.add("incompatible (openapi-diff)");
      }
    }
    return breaks;
  }

  /** What {@link Compatibility} sees by itself. */
  static List<String> seenHere(String before, String after) {
    return Compatibility.breaks(Documents.parse(before), Documents.parse(after));
  }
}
