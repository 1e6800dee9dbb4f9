package dev.billet.conformance;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the examples' placeholders are filled in with: {@code key.owner}, {@code organization.slug}
 * and so on. Immutable.
 */
public final class Variables {

  private static final Pattern REFERENCE =
      Pattern.compile("\\$([a-z][a-z0-9]*(?:\\.[a-z][a-z0-9]*)*)");

  private final Map<String, String> values;

  /** Variables with these values. */
  public Variables(Map<String, String> values) {
    this.values = Map.copyOf(values);
  }

  /** These variables, with the system properties {@code billet.<name>} in place of some. */
  Variables overriddenBySystemProperties() {
    Map<String, String> overridden = new HashMap<>(values);
    overridden.replaceAll((name, value) -> System.getProperty("billet." + name, value));
    return new Variables(overridden);
  }

  /**
   * The value of a variable.
   *
   * @throws IllegalArgumentException if there is no such variable
   */
  public String get(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("no variable " + name + "; there are " + values.keySet());
    }
    return value;
  }

  /** Puts values in place of every {@code $name} in a text. */
  public String fill(String text) {
    return REFERENCE
        .matcher(text)
        .replaceAll(reference -> Matcher.quoteReplacement(get(reference.group(1))));
  }
}
