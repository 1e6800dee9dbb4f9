package dev.billet.sandbox.store;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One account of the sandbox, isolated from every other. Its objects are read and changed under its
 * lock, one operation at a time; what an operation changed is taken back where it fails. So each
 * operation happens whole or not at all.
 */
public final class Account {

  /**
   * Something that happens to an object when the clock gets there.
   *
   * @param at seconds since the epoch
   * @param table the table the object is in
   * @param id the object's id
   */
  public record Due(long at, String table, String id) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Table> tables = new HashMap<>();
  private final PriorityQueue<Due> dues = new PriorityQueue<>(Comparator.comparingLong(Due::at));
  private final UndoLog undo = new UndoLog();
  private final IdempotencyKeys idempotencyKeys = new IdempotencyKeys();

  Account() {}

  /** Runs with this account to itself; takes all changes back where the action throws. */
  public <T> T atomically(Supplier<T> action) {
    lock.lock();
    try {
      T result = action.get();
      undo.forget();
      return result;
    } finally {
      undo.run();
      lock.unlock();
    }
  }

  /** Returns the table of this name, empty where nothing was put into it. Only under the lock. */
  public Table table(String name) {
    requireLock();
    return tables.computeIfAbsent(name, unused -> new Table(undo));
  }

  /** Notes that something happens later. Only under the lock. */
  public void schedule(Due due) {
    requireLock();
    dues.add(due);
    undo.add(() -> dues.remove(due));
  }

  /** Takes what has fallen due, earliest first, or null where nothing has. Only under the lock. */
  public @Nullable Due takeDue(long now) {
    requireLock();
    Due first = dues.peek();
    if (first == null || first.at() > now) {
      return null;
    }
    dues.remove();
    undo.add(() -> dues.add(first));
    return first;
  }

  /** Returns what was answered under this account's idempotency keys; safe without the lock. */
  public IdempotencyKeys idempotencyKeys() {
    return idempotencyKeys;
  }

  private void requireLock() {
    if (!lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("the account's lock is not held");
    }
  }
}
