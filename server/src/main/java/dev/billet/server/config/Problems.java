package dev.billet.server.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong and what is odd, so that all of it is said at once. */
final class Problems {

  private final List<String> errors = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  void error(String key, String message) {
    errors.add(key + ": " + message);
  }

  void warn(String key, String message) {
    warnings.add(key + ": " + message);
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /**
   * Goes no further where there were errors.
   *
   * @throws ConfigurationException with all of them
   */
  void throwIfAny() {
    if (!errors.isEmpty()) {
      throw new ConfigurationException(errors);
    }
  }
}
