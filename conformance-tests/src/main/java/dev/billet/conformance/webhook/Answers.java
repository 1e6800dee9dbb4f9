package dev.billet.conformance.webhook;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What an endpoint has answered, in the order in which each answer came first. Thread-safe. */
final class Answers {

  static final String NONE = "no answer";

  private final Map<String, Integer> counts = new LinkedHashMap<>();

  synchronized void add(String answer) {
    counts.merge(answer, 1, Integer::sum);
  }

  /** Such as {@code 200 ×3, 400}. */
  @Override
  public synchronized String toString() {
    return counts.entrySet().stream()
        .map(it -> it.getKey() + (it.getValue() > 1 ? " ×" + it.getValue() : ""))
        .collect(Collectors.joining(", "));
  }
}
