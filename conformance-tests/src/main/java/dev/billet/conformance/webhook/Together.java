package dev.billet.conformance.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** Tells of several events at the same time. Stateless. */
final class Together {

  private Together() {}

  /**
   * Tells of each once, on a thread of its own.
   *
   * @param meanwhile what is done while they are under way
   * @return what was not acknowledged
   */
  static List<Event> tell(Stage stage, List<Event> events, Runnable meanwhile) {
    List<Event> left = new ArrayList<>();
    CountDownLatch ready = new CountDownLatch(events.size());
    CountDownLatch go = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    for (Event event : events) {
      Thread thread =
          new Thread(
              () -> {
                ready.countDown();
                await(go);
                if (!stage.tell(event)) {
                  synchronized (left) {
                    left.add(event);
                  }
                }
              },
              "delivery");
      thread.setDaemon(true);
      threads.add(thread);
      thread.start();
    }
    await(ready);
    go.countDown();
    meanwhile.run();
    threads.forEach(Together::join);
    return left;
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IllegalStateException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted", e);
  }
}
