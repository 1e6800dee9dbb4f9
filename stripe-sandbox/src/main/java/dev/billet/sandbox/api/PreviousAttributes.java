package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An event's {@code previous_attributes}: of an object before a change, only what the change made
 * otherwise. Objects inside are compared member by member and arrays as a whole; what was not there
 * before is shown as null.
 */
final class PreviousAttributes {

  private PreviousAttributes() {}

  /** Returns the differences, empty where there are none. Changes neither object. */
  static ObjectNode of(ObjectNode before, ObjectNode after) {
    ObjectNode previous = JsonParams.empty();
    Set<String> names = new LinkedHashSet<>();
    after.fieldNames().forEachRemaining(names::add);
    before.fieldNames().forEachRemaining(names::add);
    for (String name : names) {
      compare(previous, name, before.get(name), after.get(name));
    }
    return previous;
  }

  private static void compare(
      ObjectNode previous, String name, @Nullable JsonNode was, @Nullable JsonNode is) {
    if (was instanceof ObjectNode old && is instanceof ObjectNode now) {
      ObjectNode inside = of(old, now);
      if (!inside.isEmpty()) {
        previous.set(name, inside);
      }
    } else if (was == null) {
      previous.putNull(name);
    } else if (is == null || !same(was, is)) {
      previous.set(name, was);
    }
  }

  /** A number is the same however wide it is held. */
  private static boolean same(JsonNode was, JsonNode is) {
    return was.equals(is)
        || (was.isIntegralNumber() && is.isIntegralNumber() && was.longValue() == is.longValue());
  }
}
