package dev.billet.server.config;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads environment variables into properties.
 *
 * <p>A variable's name is the key in upper case with an underscore for everything else: {@code
 * billet.http.public-url} is {@code BILLET_HTTP_PUBLIC_URL}, {@code billet.keys[0].name} is {@code
 * BILLET_KEYS_0_NAME}. A list of plain values may be written as one value with commas, and grants
 * as {@code BILLET_KEYS_0_GRANTS=acme=owner,*=reader}. A name of the operator's choosing is
 * recognized where the file uses it as well; otherwise it is the variable's part in lower case,
 * with hyphens for underscores, except in the id of a price, which keeps them.
 */
final class Environment {

  private static final String PREFIX = "BILLET_";

  private final List<Key> keys;
  private final Set<String> knownNames;
  private final Problems problems;

  /**
   * A reader.
   *
   * @param knownNames names of the operator's choosing that are in use already
   */
  Environment(List<Key> keys, Set<String> knownNames, Problems problems) {
    this.keys = keys;
    this.knownNames = knownNames;
    this.problems = problems;
  }

  /** The properties that the variables set. An unknown {@code BILLET_} variable is a warning. */
  Map<String, String> properties(Map<String, String> variables) {
    Map<String, String> properties = new TreeMap<>();
    new TreeMap<>(variables)
        .forEach(
            (name, value) -> {
              if (name.startsWith(PREFIX) && !read(name, value, properties)) {
                problems.warn(name, "is an environment variable that no key has" + hint(name));
              }
            });
    return properties;
  }

  /** The properties that Stripe's own variables set; an empty one says nothing. */
  static Map<String, String> stripe(Map<String, String> variables) {
    Map<String, String> properties = new TreeMap<>();
    put(properties, "billet.stripe.secret-key", variables.getOrDefault("STRIPE_SECRET_KEY", ""));
    put(properties, "billet.stripe.api-base", variables.getOrDefault("STRIPE_API_BASE", ""));
    list(
        properties,
        "billet.stripe.webhook-secrets",
        variables.getOrDefault("STRIPE_WEBHOOK_SECRET", ""));
    return properties;
  }

  private boolean read(String variable, String value, Map<String, String> properties) {
    // Keys without a name of the operator's choosing first: such a name could swallow anything.
    for (boolean free : new boolean[] {false, true}) {
      for (Key key : keys) {
        List<String> segments = key.segments();
        if (segments.contains("*") == free && read(key, segments, variable, value, properties)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean read(
      Key key,
      List<String> segments,
      String variable,
      String value,
      Map<String, String> properties) {
    String last = segments.get(segments.size() - 1);
    List<String> whole = segments.subList(0, segments.size() - 1);
    Matcher collection = pattern(whole).matcher(variable);
    if (last.equals("[]") && collection.matches()) {
      list(properties, name(key, whole, collection), value);
      return true;
    }
    if (last.equals("*") && collection.matches()) {
      map(properties, name(key, whole, collection), value);
      return true;
    }
    Matcher matcher = pattern(segments).matcher(variable);
    if (matcher.matches()) {
      properties.put(name(key, segments, matcher), value);
      return true;
    }
    return false;
  }

  private static Pattern pattern(List<String> segments) {
    return Pattern.compile(
        segments.stream()
            .map(
                segment ->
                    switch (segment) {
                      case "*" -> "(.+)";
                      case "[]" -> "([0-9]{1,4})_?";
                      default -> PropertyPath.environment(segment);
                    })
            .collect(Collectors.joining("_")));
  }

  private String name(Key key, List<String> segments, Matcher matcher) {
    int group = 0;
    String[] path = segments.toArray(String[]::new);
    for (int i = 0; i < path.length; i++) {
      if (path[i].equals("*")) {
        path[i] = chosenName(key, matcher.group(++group));
      } else if (path[i].equals("[]")) {
        path[i] = "[" + Integer.parseInt(matcher.group(++group)) + "]";
      }
    }
    return PropertyPath.join(Arrays.asList(path));
  }

  private String chosenName(Key key, String part) {
    String lower = part.toLowerCase(Locale.ROOT);
    return knownNames.stream()
        .filter(known -> PropertyPath.environment(known).equals(part))
        .findFirst()
        .orElse(key.name().contains(".prices.") ? lower : lower.replace('_', '-'));
  }

  private String hint(String variable) {
    return keys.stream()
        .map(key -> key.segments().stream().map(PropertyPath::environment))
        .map(segments -> segments.collect(Collectors.joining("_")))
        .filter(known -> KeyTree.distance(variable, known) <= 3)
        .min(Comparator.comparingInt(known -> KeyTree.distance(variable, known)))
        .map(known -> "; did you mean " + known + "?")
        .orElse("");
  }

  private static void put(Map<String, String> properties, String name, String value) {
    if (!value.isBlank()) {
      properties.put(name, value);
    }
  }

  private static void map(Map<String, String> properties, String name, String value) {
    for (String entry : value.split(",", -1)) {
      if (!entry.isBlank()) {
        int equals = entry.indexOf('=');
        String child = equals < 0 ? entry : entry.substring(0, equals);
        properties.put(
            name + "." + PropertyPath.join(List.of(child.strip())),
            equals < 0 ? "" : entry.substring(equals + 1));
      }
    }
  }

  private static void list(Map<String, String> properties, String name, String value) {
    int index = 0;
    for (String element : value.split(",", -1)) {
      if (!element.isBlank()) {
        properties.put(name + "[" + index++ + "]", element);
      }
    }
  }
}
