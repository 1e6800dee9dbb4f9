package dev.billet.sandbox.store;

import dev.billet.sandbox.wire.ApiError;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
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
  private final Freezer freezer = new Freezer();
  private final IdempotencyKeys idempotencyKeys = new IdempotencyKeys();
  private final String name;
  private final Journal journal;

  Account(String name, Journal journal) {
    this.name = name;
    this.journal = journal;
  }

  /** Returns the name it is known by: a secret key, and a connected account's id behind it. */
  public String name() {
    return name;
  }

  /**
   * Runs with this account to itself; takes all changes back where the action throws, unless it
   * throws a refusal that keeps them. Within another such action, it becomes part of that. The
   * changes are in the journal before it returns.
   */
  public <T> T atomically(Supplier<T> action) {
    lock.lock();
    UndoLog.Mark begin = undo.mark();
    try {
      T result = action.get();
      commit();
      begin = undo.mark();
      return result;
    } catch (ApiError e) {
      if (e.keepsChanges()) {
        commit();
        begin = undo.mark();
      }
      throw e;
    } finally {
      undo.rollBack(begin);
      lock.unlock();
    }
  }

  /**
   * Has something done once the operation under way is whole, in the order of the operations and
   * still under the lock; where the operation fails, it is not done. It must not wait, must not
   * fail, and must not change the account. Only under the lock.
   */
  public void afterCommit(Runnable action) {
    requireLock();
    undo.afterwards(action);
  }

  /**
   * Ends a request under an idempotency key, as part of the operation under way: with it, the
   * answer becomes one that is given again. Only under the lock.
   */
  public void answered(String key, IdempotencyKeys.Saved saved) {
    requireLock();
    undo.addLater(idempotencyKeys.answer(key, saved));
    undo.afterwards(() -> idempotencyKeys.save(key, saved));
  }

  /** Returns the table of this name, empty where nothing was put into it. Only under the lock. */
  public Table table(String name) {
    requireLock();
    return tables.computeIfAbsent(name, unused -> new Table(name, undo, freezer));
  }

  /** Notes that something happens later. Only under the lock. */
  public void schedule(Due due) {
    requireLock();
    dues.add(due);
    undo.add(() -> dues.remove(due), new Change.Schedule(due));
  }

  /** Takes what has fallen due, earliest first, or null where nothing has. Only under the lock. */
  public @Nullable Due takeDue(long now) {
    requireLock();
    Due first = dues.peek();
    if (first == null || first.at() > now) {
      return null;
    }
    dues.remove();
    undo.add(() -> dues.add(first), new Change.Take(first));
    return first;
  }

  /** Takes what was noted to happen, whenever that would have been. */
  void unschedule(Due due) {
    if (dues.remove(due)) {
      undo.add(() -> dues.add(due), new Change.Take(due));
    }
  }

  /** Forgets everything at once. */
  public void reset() {
    replace(List.of());
  }

  /** Forgets everything, and makes these changes instead. */
  void replace(List<Change> changes) {
    lock.lock();
    try {
      List<Change> all = new ArrayList<>(List.of(new Change.Reset()));
      all.addAll(changes);
      journal.append(name, all);
      restore(all);
    } finally {
      lock.unlock();
    }
  }

  void forget() {
    tables.clear();
    dues.clear();
    idempotencyKeys.clear();
  }

  /** Makes changes that were made before: they are not written down again. */
  void restore(List<Change> changes) {
    lock.lock();
    try {
      changes.forEach(change -> change.apply(this));
      undo.keep();
    } finally {
      lock.unlock();
    }
  }

  /** Hands on what would make this account out of an empty one, while it does not change. */
  void describe(Consumer<List<Change>> to) {
    lock.lock();
    try {
      List<Change> changes = new ArrayList<>();
      tables.values().forEach(table -> table.describe(changes));
      dues.stream().sorted(dues.comparator()).forEach(due -> changes.add(new Change.Schedule(due)));
      changes.addAll(idempotencyKeys.describe());
      to.accept(changes);
    } finally {
      lock.unlock();
    }
  }

  /** Returns what was answered under this account's idempotency keys; safe without the lock. */
  public IdempotencyKeys idempotencyKeys() {
    return idempotencyKeys;
  }

  private void commit() {
    if (lock.getHoldCount() > 1) {
      return;
    }
    if (!undo.changes().isEmpty()) {
      journal.append(name, undo.changes());
    }
    undo.keep();
  }

  private void requireLock() {
    if (!lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("the account's lock is not held");
    }
  }
}
