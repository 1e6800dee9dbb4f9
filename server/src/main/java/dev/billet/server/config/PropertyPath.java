package dev.billet.server.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a value stands in the configuration, and how that is written: {@code
 * billet.organizations."a.b".ids[0]}. A list's index is a segment of its own, {@code [0]}.
 */
final class PropertyPath {

  private PropertyPath() {}

  static String join(List<String> segments) {
    StringBuilder name = new StringBuilder();
    for (String segment : segments) {
      boolean index = isIndex(segment);
      if (!name.isEmpty() && !index) {
        name.append('.');
      }
      name.append(
          !index && !segment.matches("[^.\"\\[\\]]+")
              ? '"' + segment.replace("\"", "\\\"") + '"'
              : segment);
    }
    return name.toString();
  }

  static List<String> parse(String name) {
    List<String> segments = new ArrayList<>();
    StringBuilder segment = new StringBuilder();
    boolean quoted = false;
    boolean wasQuoted = false;
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (quoted && c == '\\' && i + 1 < name.length()) {
        segment.append(name.charAt(++i));
      } else if (c == '"') {
        quoted = !quoted;
        wasQuoted = true;
      } else if (!quoted && (c == '.' || c == '[')) {
        if (!segment.isEmpty() || wasQuoted) {
          segments.add(segment.toString());
        }
        segment.setLength(0);
        wasQuoted = false;
        if (c == '[') {
          segment.append(c);
        }
      } else {
        segment.append(c);
      }
    }
    if (!segment.isEmpty() || wasQuoted) {
      segments.add(segment.toString());
    }
    return segments;
  }

  static boolean isIndex(String segment) {
    return segment.matches("\\[[0-9]*]");
  }

  /** How a segment is spelt in the name of an environment variable. */
  static String environment(String segment) {
    return segment.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
  }
}
