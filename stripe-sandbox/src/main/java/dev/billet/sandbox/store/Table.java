package dev.billet.sandbox.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The objects of one type in the order of their creation. Not safe by itself: the account's lock
 * guards it. What is got from it cannot be changed.
 */
public final class Table {

  private final TreeMap<Long, ObjectNode> byPosition = new TreeMap<>();
  private final Map<String, Long> positions = new HashMap<>();
  private final Map<String, ObjectNode> deleted = new HashMap<>();
  private final String name;
  private final UndoLog undo;
  private final Freezer freezer;
  private long next;

  Table(String name, UndoLog undo, Freezer freezer) {
    this.name = name;
    this.undo = undo;
    this.freezer = freezer;
  }

  /** Returns the object with this id, or null where there is none or it was deleted. */
  public @Nullable ObjectNode find(String id) {
    Long position = positions.get(id);
    return position == null ? null : byPosition.get(position);
  }

  /** Returns what is left of a deleted object, or null where none was deleted under this id. */
  public @Nullable ObjectNode findDeleted(String id) {
    return deleted.get(id);
  }

  /**
   * Puts an object as it is now under its {@code id}: at the end, or in the place of the one that
   * was there.
   */
  public void put(ObjectNode object) {
    String id = object.get("id").textValue();
    long position = positions.computeIfAbsent(id, unused -> next++);
    ObjectNode frozen = freezer.freeze(object);
    ObjectNode before = byPosition.put(position, frozen);
    undo.add(() -> putBack(id, position, before), new Change.Put(name, frozen));
  }

  /** Takes an object away and leaves what Stripe shows of a deleted one. */
  public void delete(String id, ObjectNode remains) {
    remove(id, remains);
  }

  /** Takes an object away, if it is there, and leaves what may be shown of it, if anything. */
  void remove(String id, @Nullable ObjectNode remains) {
    Long position = positions.remove(id);
    ObjectNode object = position == null ? null : byPosition.remove(position);
    ObjectNode shown = remains == null ? deleted.get(id) : deleted.put(id, remains);
    undo.add(
        () -> {
          if (shown == null) {
            deleted.remove(id);
          } else {
            deleted.put(id, shown);
          }
          if (position != null) {
            putBack(id, position, object);
          }
        },
        new Change.Remove(name, id, remains));
  }

  /** Adds what would make this table out of an empty one. */
  void describe(List<Change> changes) {
    deleted.forEach((id, remains) -> changes.add(new Change.Remove(name, id, remains)));
    byPosition.values().forEach(object -> changes.add(new Change.Put(name, object)));
  }

  /** Takes an object away as if it had never been; nothing where there is none. */
  public void discard(String id) {
    if (positions.containsKey(id)) {
      remove(id, null);
    }
  }

  /** Returns how many objects there are. */
  public int size() {
    return byPosition.size();
  }

  /** Returns the object that was put in first, or null where there is none. */
  public @Nullable ObjectNode oldest() {
    return byPosition.isEmpty() ? null : byPosition.firstEntry().getValue();
  }

  /** Returns all objects, newest first. */
  public Collection<ObjectNode> newestFirst() {
    return byPosition.descendingMap().values();
  }

  /** Returns the objects that follow this one in a list, nearest first; it must exist. */
  public Collection<ObjectNode> after(String id) {
    return byPosition.headMap(position(id), false).descendingMap().values();
  }

  /** Returns the objects that precede this one in a list, nearest first; it must exist. */
  public Collection<ObjectNode> before(String id) {
    return byPosition.tailMap(position(id), false).values();
  }

  private void putBack(String id, long position, @Nullable ObjectNode before) {
    if (before == null) {
      positions.remove(id);
      byPosition.remove(position);
    } else {
      positions.put(id, position);
      byPosition.put(position, before);
    }
  }

  private long position(String id) {
    Long position = positions.get(id);
    if (position == null) {
      throw new IllegalArgumentException("no such object: " + id);
    }
    return position;
  }
}
