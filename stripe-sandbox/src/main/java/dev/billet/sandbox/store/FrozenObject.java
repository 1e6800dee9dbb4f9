package dev.billet.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object that cannot be changed, and takes a fraction of the memory: its names are shared with
 * all objects that have the same ones. A deep copy of it is an ordinary object.
 */
@SuppressWarnings("unchecked") // As ObjectNode overrides deepCopy().
final class FrozenObject extends ObjectNode {

  private static final long serialVersionUID = 1L;

  FrozenObject(Names names, JsonNode[] values) {
    super(JsonNodeFactory.instance, new Members(names, values));
  }

  /** The names of an object's members, in order. */
  static final class Names {

    /** Fewer than this are looked through faster than looked up. */
    private static final int FEW = 8;

    private final String[] inOrder;
    private final @Nullable Map<String, Integer> positions;

    Names(String[] inOrder) {
      this.inOrder = inOrder;
      this.positions = inOrder.length < FEW ? null : positions(inOrder);
    }

    boolean are(String[] names) {
      return Arrays.equals(inOrder, names);
    }

    int position(@Nullable Object name) {
      if (positions != null) {
        return positions.getOrDefault(name, -1);
      }
      for (int i = 0; i < inOrder.length; i++) {
        if (inOrder[i].equals(name)) {
          return i;
        }
      }
      return -1;
    }

    private static Map<String, Integer> positions(String[] inOrder) {
      Map<String, Integer> positions = new HashMap<>(inOrder.length * 2);
      for (int i = 0; i < inOrder.length; i++) {
        positions.put(inOrder[i], i);
      }
      return positions;
    }
  }

  /** The members, as Jackson wants them. What would change them is refused, as a map may. */
  private static final class Members extends AbstractMap<String, JsonNode> {

    private final Names names;
    private final JsonNode[] values;

    Members(Names names, JsonNode[] values) {
      this.names = names;
      this.values = values;
    }

    @Override
    public @Nullable JsonNode get(@Nullable Object name) {
      int position = names.position(name);
      return position < 0 ? null : values[position];
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
      return names.position(name) >= 0;
    }

    @Override
    public int size() {
      return values.length;
    }

    @Override
    public Set<Entry<String, JsonNode>> entrySet() {
      return new AbstractSet<>() {
        @Override
        public int size() {
          return values.length;
        }

        @Override
        public Iterator<Entry<String, JsonNode>> iterator() {
          return new Entries();
        }
      };
    }

    private final class Entries implements Iterator<Entry<String, JsonNode>> {

      private int next;

      @Override
      public boolean hasNext() {
        return next < values.length;
      }

      @Override
      public Entry<String, JsonNode> next() {
        if (!hasNext()) {
          throw new NoSuchElementException();
        }
        Entry<String, JsonNode> entry = Map.entry(names.inOrder[next], values[next]);
        next++;
        return entry;
      }
    }
  }
}
