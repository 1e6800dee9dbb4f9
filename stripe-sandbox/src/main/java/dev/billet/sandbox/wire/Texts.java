package dev.billet.sandbox.wire;

import java.util.ArrayList;
import java.util.List;

/** Values of the client's, made fit for a message. */
final class Texts {

  private Texts() {}

  /** Keeps the ends of a long value, as Stripe does where it repeats one. */
  static String shorten(String value) {
    return value.length() <= 64
        ? value
        : value.substring(0, 24) + "..." + value.substring(value.length() - 24);
  }

  /** Joins choices as English does: {@code a, b, or c}. */
  static String choices(Iterable<String> values) {
    List<String> all = new ArrayList<>();
    values.forEach(all::add);
    int last = all.size() - 1;
    return switch (all.size()) {
      case 1 -> all.get(0);
      case 2 -> all.get(0) + " or " + all.get(1);
      default -> String.join(", ", all.subList(0, last)) + ", or " + all.get(last);
    };
  }
}
