package dev.billet.sandbox.store;

import java.util.ArrayDeque;
import java.util.Deque;

/** How to take back what the operation under way has changed so far. Guarded by the account. */
final class UndoLog {

  private final Deque<Runnable> steps = new ArrayDeque<>();

  /** Notes how to take a change back that was just made. */
  void add(Runnable step) {
    steps.push(step);
  }

  /** Keeps the changes. */
  void forget() {
    steps.clear();
  }

  /** Takes back every change that was not kept, the last one first. */
  void run() {
    while (!steps.isEmpty()) {
      steps.pop().run();
    }
  }
}
