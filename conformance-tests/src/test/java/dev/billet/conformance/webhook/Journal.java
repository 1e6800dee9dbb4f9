package dev.billet.conformance.webhook;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.DSYNC;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a hand-written shop remembers: a line for each thing that it has learned, forced to the disk
 * at once. Thread-safe.
 */
final class Journal {

  private final Path file;
  private final Set<String> marks = new HashSet<>();
  private final Map<String, Long> credits = new LinkedHashMap<>();
  private final Map<String, Long> refunds = new HashMap<>();

  Journal(Path file) throws IOException {
    this.file = file;
    if (Files.exists(file)) {
      Files.readAllLines(file).forEach(this::learn);
    }
  }

  /** Whether something is remembered by this name. */
  synchronized boolean has(String mark) {
    return marks.contains(mark);
  }

  /** Remembers a name. Returns whether it is new. */
  synchronized boolean mark(String mark) {
    return write("mark " + mark + " 0", marks.contains(mark));
  }

  /** Credits a payment, under a name that is credited once. Returns whether it was. */
  synchronized boolean credit(String payment, String once, long amount) {
    String key = payment + "/" + once;
    return write("credit " + key + " " + amount, credits.containsKey(key));
  }

  /** Remembers how much of a payment has gone back so far. */
  synchronized void refund(String payment, long sum) {
    write("refund " + payment + " " + sum, refunds.getOrDefault(payment, 0L) >= sum);
  }

  /** Forgets that a payment was credited. */
  synchronized void forget(String payment) {
    write("forget " + payment + " 0", !knows(payment));
  }

  /** Whether a payment is credited. */
  synchronized boolean knows(String payment) {
    return credits.keySet().stream().anyMatch(it -> it.startsWith(payment + "/"));
  }

  /** Credits less refunds; a payment that is not credited has nothing to give back. */
  synchronized long account() {
    long sum = credits.values().stream().mapToLong(Long::longValue).sum();
    for (Map.Entry<String, Long> refund : refunds.entrySet()) {
      String payment = refund.getKey().replaceFirst("#.*", "");
      sum -= knows(payment) ? refund.getValue() : 0;
    }
    return sum;
  }

  private boolean write(String line, boolean known) {
    if (known) {
      return false;
    }
    try {
      Files.writeString(file, line + "\n", CREATE, APPEND, DSYNC);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    learn(line);
    return true;
  }

  private void learn(String line) {
    String[] words = line.split(" ", 3);
    switch (words[0]) {
      case "mark" -> marks.add(words[1]);
      case "credit" -> credits.put(words[1], Long.parseLong(words[2]));
      case "forget" -> credits.keySet().removeIf(it -> it.startsWith(words[1] + "/"));
      case "refund" -> refunds.merge(words[1], Long.parseLong(words[2]), Math::max);
      default -> throw new IllegalArgumentException(line);
    }
  }
}
