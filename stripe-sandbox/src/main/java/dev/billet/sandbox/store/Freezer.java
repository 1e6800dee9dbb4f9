package dev.billet.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes objects small that will not change any more. Most of what Stripe's objects show is the same
 * in all of them, so parts that were met lately are shared: names, values, and whole objects, such
 * as one that was put into a table and then into an event. Guarded by the account.
 */
final class Freezer {

  /** Enough for the parts that recur to outlast those that do not; a power of two. */
  private static final int SLOTS = 4_096;

  private final @Nullable JsonNode[] values = new @Nullable JsonNode[SLOTS];
  private final FrozenObject.@Nullable Names[] names = new FrozenObject.@Nullable Names[SLOTS / 16];

  /** Returns an equal object that cannot be changed. */
  ObjectNode freeze(ObjectNode object) {
    return (ObjectNode) frozen(object);
  }

  private JsonNode frozen(JsonNode node) {
    if (node instanceof FrozenObject) {
      return node;
    }
    if (node instanceof ObjectNode object) {
      return shared(frozenObject(object));
    }
    if (node instanceof ArrayNode array) {
      JsonNode[] elements = new JsonNode[array.size()];
      Arrays.setAll(elements, i -> frozen(array.get(i)));
      return shared(new ArrayNode(JsonNodeFactory.instance, List.of(elements)));
    }
    return shared(node);
  }

  private FrozenObject frozenObject(ObjectNode object) {
    String[] keys = new String[object.size()];
    JsonNode[] members = new JsonNode[keys.length];
    int i = 0;
    for (Map.Entry<String, JsonNode> entry : object.properties()) {
      keys[i] = entry.getKey();
      members[i++] = frozen(entry.getValue());
    }
    return new FrozenObject(shared(keys), members);
  }

  private JsonNode shared(JsonNode node) {
    int slot = slot(node.hashCode(), SLOTS);
    JsonNode there = values[slot];
    if (there != null && there.equals(node)) {
      return there;
    }
    values[slot] = node;
    return node;
  }

  private FrozenObject.Names shared(String[] keys) {
    int slot = slot(Arrays.hashCode(keys), SLOTS / 16);
    FrozenObject.Names there = names[slot];
    if (there != null && there.are(keys)) {
      return there;
    }
    FrozenObject.Names made = new FrozenObject.Names(keys);
    names[slot] = made;
    return made;
  }

  private static int slot(int hash, int slots) {
    return (hash ^ (hash >>> 16)) & (slots - 1);
  }
}
