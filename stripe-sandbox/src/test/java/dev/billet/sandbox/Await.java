package dev.billet.sandbox;

import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waiting for what another thread is about to do. */
final class Await {

  private Await() {}

  /** Returns once the condition holds; fails where it does not within a generous while. */
  static void until(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + 20_000_000_000L;
    while (!condition.call()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("waited in vain: " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
