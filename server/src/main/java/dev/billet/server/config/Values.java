package dev.billet.server.config;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Reads values by key and type. A value that does not fit becomes a problem, and something harmless
 * is returned in its place, so that reading goes on.
 */
final class Values {

  private static final Pattern DURATION = Pattern.compile("([0-9]{1,9}) *(ms|s|m|h|d)");
  private static final int DEFAULT_ORDINAL = 100;

  private final SmallRyeConfig config;
  private final KeyTree keys;
  private final Problems problems;
  private final List<List<String>> paths;

  private Values(SmallRyeConfig config, KeyTree keys, Problems problems) {
    this.config = config;
    this.keys = keys;
    this.problems = problems;
    this.paths = new ArrayList<>();
    config.getPropertyNames().forEach(name -> paths.add(PropertyPath.parse(name)));
  }

  /**
   * Layers sources over the defaults.
   *
   * @param sources the properties by the source's name, the weakest first. A list of plain values
   *     replaces a weaker one as a whole.
   */
  static Values layered(
      List<Key> keys, Map<String, Map<String, String>> sources, Problems problems) {
    Map<String, String> defaults = new HashMap<>();
    for (Key key : keys) {
      String name = key.name();
      if (!key.byDefault().isEmpty() && !name.contains("*")) {
        defaults.put(name.endsWith("[]") ? name.replace("[]", "[0]") : name, key.byDefault());
      }
    }
    Map<String, Map<String, String>> layers = new LinkedHashMap<>();
    layers.put("default", defaults);
    layers.putAll(sources);
    List<Map<String, String>> weaker = new ArrayList<>();
    SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder();
    int ordinal = DEFAULT_ORDINAL;
    for (Map.Entry<String, Map<String, String>> layer : layers.entrySet()) {
      Map<String, String> properties = new TreeMap<>(layer.getValue());
      Set<String> lists =
          properties.keySet().stream()
              .filter(name -> name.endsWith("]"))
              .map(name -> name.substring(0, name.lastIndexOf('[') + 1))
              .collect(Collectors.toSet());
      weaker.forEach(it -> it.keySet().removeIf(name -> lists.stream().anyMatch(name::startsWith)));
      weaker.add(properties);
      ordinal += DEFAULT_ORDINAL;
      builder.withSources(new Layer(layer.getKey(), properties, ordinal));
    }
    return new Values(builder.build(), KeyTree.of(keys), problems);
  }

  /** The value; empty where there is none, or only blanks. */
  Optional<String> text(String name) {
    String raw = config.getConfigValue(name).getValue();
    if (raw == null || raw.isBlank()) {
      return Optional.empty();
    }
    String value = raw.strip();
    Key key = keys.key(PropertyPath.parse(name));
    if (key != null && key.secret()) {
      if (!value.equals(raw)) {
        problems.warn(name, "has blanks or a line break around it, which are left out");
      }
      if (value.chars().anyMatch(c -> c <= ' ' || c >= 127)) {
        error(name, "must be one word of ASCII characters");
        return Optional.empty();
      }
    }
    return Optional.of(value);
  }

  /** The value of a key that has a default. */
  String required(String name) {
    Optional<String> value = text(name);
    if (value.isEmpty()) {
      problems.error(name, "must not be empty");
    }
    return value.orElse("");
  }

  int integer(String name, int minimum, int maximum) {
    return (int) number(name, minimum, maximum);
  }

  long number(String name, long minimum, long maximum) {
    String value = required(name);
    if (value.isEmpty()) {
      return minimum;
    }
    if (value.matches("[0-9]{1,18}")) {
      long number = Long.parseLong(value);
      if (number >= minimum && number <= maximum) {
        return number;
      }
    }
    error(name, "must be a whole number from " + minimum + " to " + maximum);
    return minimum;
  }

  boolean flag(String name, boolean byDefault) {
    return text(name).isEmpty() ? byDefault : choice(name, List.of("true", "false")).equals("true");
  }

  /** One of several words, in lower case. */
  String choice(String name, List<String> words) {
    String value = required(name).toLowerCase(Locale.ROOT);
    if (!value.isEmpty() && !words.contains(value)) {
      error(name, "must be one of " + String.join(", ", words));
      return words.get(0);
    }
    return value;
  }

  /** A time such as {@code 500ms}, {@code 2s}, {@code 1m}. */
  Duration duration(String name, Duration minimum, Duration maximum) {
    String value = required(name);
    Matcher matcher = DURATION.matcher(value);
    if (matcher.matches()) {
      long amount = Long.parseLong(matcher.group(1));
      Duration duration =
          switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
          };
      if (duration.compareTo(minimum) >= 0 && duration.compareTo(maximum) <= 0) {
        return duration;
      }
    }
    if (!value.isEmpty()) {
      error(
          name,
          "must be a time such as 500ms, 2s or 1m, from "
              + minimum.toMillis()
              + "ms to "
              + maximum.toMillis()
              + "ms");
    }
    return minimum;
  }

  List<String> list(String name) {
    List<String> values = new ArrayList<>();
    for (int index : indexes(name)) {
      text(name + "[" + index + "]").ifPresent(values::add);
    }
    return List.copyOf(values);
  }

  /** The names that are in use directly below a key, in the order they were found. */
  Set<String> children(String name) {
    List<String> parent = PropertyPath.parse(name);
    Set<String> children = new LinkedHashSet<>();
    for (List<String> path : paths) {
      if (path.size() > parent.size() && path.subList(0, parent.size()).equals(parent)) {
        children.add(path.get(parent.size()));
      }
    }
    return children;
  }

  /** The indexes that are in use in a list, ascending. */
  List<Integer> indexes(String name) {
    return children(name).stream()
        .filter(PropertyPath::isIndex)
        .map(segment -> Integer.valueOf(segment.substring(1, segment.length() - 1)))
        .sorted()
        .toList();
  }

  /** Complains about a value: shows it, unless it is a secret, and says where it came from. */
  void error(String name, String message) {
    Key key = keys.key(PropertyPath.parse(name));
    String value = config.getConfigValue(name).getValue();
    String source = config.getConfigValue(name).getSourceName();
    boolean shown = value != null && !(key != null && key.secret());
    problems.error(
        name,
        message
            + (shown ? ", not '" + value.strip() + "'" : "")
            + (source == null || source.equals("default") ? "" : " (" + source + ")"));
  }

  private record Layer(String name, Map<String, String> properties, int ordinal)
      implements ConfigSource {

    @Override
    public String getName() {
      return name;
    }

    @Override
    public int getOrdinal() {
      return ordinal;
    }

    @Override
    public Set<String> getPropertyNames() {
      return properties.keySet();
    }

    @Override
    public @Nullable String getValue(String property) {
      return properties.get(property);
    }
  }
}
