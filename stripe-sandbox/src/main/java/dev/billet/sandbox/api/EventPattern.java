package dev.billet.sandbox.api;

/** How events are chosen by their types. */
public final class EventPattern {

  private EventPattern() {}

  /**
   * Tells whether one of these names an event type: itself, a group such as {@code price.*}, or
   * {@code *}.
   */
  public static boolean matches(Iterable<String> patterns, String type) {
    for (String pattern : patterns) {
      boolean group = pattern.endsWith(EventTypes.ALL);
      String prefix = group ? pattern.substring(0, pattern.length() - 1) : pattern;
      if (group ? type.startsWith(prefix) : type.equals(pattern)) {
        return true;
      }
    }
    return false;
  }
}
