package dev.billet.conformance.crash;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * An application that follows the feed of the ledger while servers come and go. Safe for use by
 * many threads.
 */
final class Follower {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Ledger ledger = new Ledger();
  private final List<Ledger.Entry> seen = new ArrayList<>();
  private final Fleet fleet;
  private final Tally tally;
  private final String key;
  private final Thread thread = new Thread(this::follow, "follower");
  private String place = "";
  private volatile boolean stopped;

  /**
   * One who has seen nothing yet.
   *
   * @param key may read everybody's ledger
   */
  Follower(Fleet fleet, Tally tally, String key) {
    this.fleet = fleet;
    this.tally = tally;
    this.key = key;
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Follows until there is nothing more, and returns all that was seen, in order. */
  List<Ledger.Entry> finish() {
    stopped = true;
    try {
      thread.join();
      while (readOn(fleet.awaitAny(PATIENCE))) {
        Tally.pause(Duration.ofMillis(1));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while following", e);
    } catch (IOException e) {
      tally.breach("the feed does not answer: " + e.getMessage());
    }
    return List.copyOf(seen);
  }

  private void follow() {
    while (!stopped) {
      try {
        if (!readOn(fleet.awaitAny(PATIENCE))) {
          Tally.pause(PAUSE);
        }
      } catch (Ledger.Refused e) {
        if (!e.isTemporary()) {
          tally.breach("the feed was refused: " + e.getMessage());
          return;
        }
        Tally.pause(PAUSE);
      } catch (IOException e) {
        Tally.pause(PAUSE);
      } catch (AssertionError e) {
        tally.breach("the feed stopped: " + e.getMessage());
        return;
      }
    }
  }

  private boolean readOn(URI server) throws IOException {
    Ledger.Page page = ledger.feed(server, place, key);
    seen.addAll(page.entries());
    place = page.next();
    return page.more();
  }
}
