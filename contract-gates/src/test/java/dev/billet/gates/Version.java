package dev.billet.gates;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;

/** A document's {@code x-billet-version}. Immutable. */
record Version(int major, int minor, int patch) implements Comparable<Version> {

  /**
   * Reads it off a document.
   *
   * @throws IllegalArgumentException if there is none
   */
  static Version of(JsonNode document) {
    String text = document.path("x-billet-version").asText();
    if (!text.matches("[0-9]+\\.[0-9]+\\.[0-9]+")) {
      throw new IllegalArgumentException("x-billet-version is no version: " + text);
    }
    String[] parts = text.split("\\.", -1);
    return new Version(
        Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
  }

  /**
   * Whether the step from another version to this one may break a client: semver.org, rules 4 and
   * 8.
   */
  boolean mayBreak(Version before) {
    return major > before.major || (major == 0 && before.major == 0 && minor > before.minor);
  }

  /** The next one that may break a client. */
  Version nextBreaking() {
    return major == 0 ? new Version(0, minor + 1, 0) : new Version(major + 1, 0, 0);
  }

  @Override
  public int compareTo(Version other) {
    return Comparator.comparingInt(Version::major)
        .thenComparingInt(Version::minor)
        .thenComparingInt(Version::patch)
        .compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
