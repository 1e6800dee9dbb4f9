package dev.billet.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does things at the same time. */
final class Together {

  /** What one of them does. */
  @FunctionalInterface
  interface Part<T> {

    T number(int number) throws Exception;
  }

  private Together() {}

  /** Starts all parts at once, and returns what each came to once all have ended. */
  static <T> List<T> run(int parts, Part<T> part) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(parts);
    try {
      CyclicBarrier start = new CyclicBarrier(parts);
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < parts; i++) {
        int number = i;
        running.add(
            threads.submit(
                () -> {
                  start.await();
                  return part.number(number);
                }));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> each : running) {
        results.add(each.get());
      }
      return results;
    } finally {
      threads.shutdown();
    }
  }
}
