package dev.billet.sandbox.store;

import java.util.ArrayList;
import java.util.List;

/**
 * What the operation under way has changed so far: how to take it back, how to make it again, and
 * what is to be done once it is whole. Guarded by the account.
 */
final class UndoLog {

  /** A moment in an operation, to which it can be taken back. */
  record Mark(int steps, int changes, int actions) {}

  private final List<Runnable> steps = new ArrayList<>();
  private final List<Change> changes = new ArrayList<>();
  private final List<Runnable> actions = new ArrayList<>();

  /** Notes a change that was just made, and how to take it back. */
  void add(Runnable step, Change change) {
    steps.add(step);
    changes.add(change);
  }

  /** Notes a change that is made when the operation is whole. */
  void addLater(Change change) {
    changes.add(change);
  }

  /** Notes what is to be done when the operation is whole. */
  void afterwards(Runnable action) {
    actions.add(action);
  }

  Mark mark() {
    return new Mark(steps.size(), changes.size(), actions.size());
  }

  /** Takes back everything since that moment, the last change first. */
  void rollBack(Mark mark) {
    for (int i = steps.size() - 1; i >= mark.steps; i--) {
      steps.remove(i).run();
    }
    changes.subList(mark.changes, changes.size()).clear();
    actions.subList(mark.actions, actions.size()).clear();
  }

  /** Returns what was changed, in order. */
  List<Change> changes() {
    return changes;
  }

  /** Keeps the changes, and does what was to be done then. */
  void keep() {
    List<Runnable> now = List.copyOf(actions);
    steps.clear();
    changes.clear();
    actions.clear();
    now.forEach(Runnable::run);
  }
}
