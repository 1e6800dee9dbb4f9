package dev.billet.sandbox.wire;

import java.util.List;
import java.util.Optional;

/** Paths such as {@code /v1/prices/{id}}, in which at most one segment is an id. */
public final class PathTemplate {

  private PathTemplate() {}

  /**
   * Returns the id in a path's decoded segments, the empty text where the template has none; or
   * empty where the path is another.
   */
  public static Optional<String> match(String template, List<String> segments) {
    String[] expected = template.substring(1).split("/", -1);
    if (expected.length != segments.size()) {
      return Optional.empty();
    }
    String id = "";
    for (int i = 0; i < expected.length; i++) {
      String segment = segments.get(i);
      if (expected[i].equals("{id}") && !segment.isEmpty()) {
        id = segment;
      } else if (!expected[i].equals(segment)) {
        return Optional.empty();
      }
    }
    return Optional.of(id);
  }
}
