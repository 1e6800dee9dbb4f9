package dev.billet.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that a sandbox knows, its accounts and its time, in memory or in a file as well. Safe for use
 * by several threads.
 */
public final class State implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(State.class);
  private static final Duration CLOSE = Duration.ofSeconds(30);

  private final @Nullable DataFile file;
  private final ExecutorService background = Executors.newSingleThreadExecutor(State::thread);
  private final Journal journal;
  private final Accounts accounts;
  private final OffsetClock clock;

  private State(OffsetClock clock, @Nullable DataFile file) {
    this.clock = clock;
    this.file = file;
    this.journal = file == null ? Journal.NONE : file;
    this.accounts = new Accounts(journal);
  }

  /** A state that is forgotten in the end. */
  public static State inMemory(OffsetClock clock) {
    return new State(clock, null);
  }

  /**
   * A state that is kept in a file, and goes on from what is in there.
   *
   * @throws IllegalStateException if another sandbox is using the file, or it is not a sandbox's or
   *     damaged
   * @throws java.io.UncheckedIOException if it cannot be read or written
   */
  public static State inFile(OffsetClock clock, Path path) {
    DataFile file = DataFile.open(path);
    try {
      State state = new State(clock, file);
      file.read(state::replay);
      state.rewrite(file);
      file.onGrowth(state::shortenSoon);
      return state;
    } catch (RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /** Returns the accounts. */
  public Accounts accounts() {
    return accounts;
  }

  /** Returns the time. */
  public OffsetClock clock() {
    return clock;
  }

  /** Writes down by how much the clock is ahead. */
  public void keepClock() {
    journal.append(clock.offset());
  }

  /** Returns what would make an account out of an empty one, as JSON. */
  public ArrayNode describe(Account account) {
    ArrayNode changes = JsonNodeFactory.instance.arrayNode();
    account.describe(all -> all.forEach(change -> changes.add(change.toJson())));
    return changes;
  }

  /**
   * Makes an account what {@link #describe} said of it, or of another.
   *
   * @throws IllegalArgumentException if that is not a description; then nothing is changed
   */
  public void replace(Account account, JsonNode description) {
    account.replace(changes(description));
  }

  /** Writes the file anew as short as it can be, and lets go of it. Closing twice does nothing. */
  @Override
  public synchronized void close() {
    boolean idle = stopBackground();
    if (file != null && file.isOpen()) {
      try {
        if (idle) {
          rewrite(file);
        }
      } finally {
        file.close();
      }
    }
  }

  private void rewrite(DataFile to) {
    try {
      to.begin(clock::offset);
      do {
        accounts.describe(to::copy);
      } while (!to.finish(accounts::names));
    } catch (RuntimeException e) {
      to.abandon();
      throw e;
    }
  }

  private void shortenSoon() {
    try {
      background.execute(this::shorten);
    } catch (RejectedExecutionException e) {
      LOG.debug("not rewritten now, because it will be when the sandbox has stopped");
    }
  }

  /** Rewrites the file while it is written to. Where that fails, it is only longer than it need. */
  private void shorten() {
    try {
      if (file != null) {
        rewrite(file);
      }
    } catch (RuntimeException e) {
      LOG.warn("the data file could not be rewritten, and goes on growing", e);
    }
  }

  /** Returns whether nothing is being rewritten any more, and will not be. */
  private boolean stopBackground() {
    background.shutdown();
    try {
      return background.awaitTermination(CLOSE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "stripe-sandbox-data");
    thread.setDaemon(true);
    return thread;
  }

  private void replay(JsonNode line) {
    if (line.has("clock_offset")) {
      restoreClock(line.get("clock_offset").asText());
    } else if (line.path("account").isTextual()) {
      accounts.named(line.get("account").textValue()).restore(changes(line.path("changes")));
    } else {
      throw new IllegalArgumentException("a line of no kind that is known here");
    }
  }

  private void restoreClock(String offset) {
    try {
      Duration parsed = Duration.parse(offset);
      clock.reset();
      clock.advance(parsed);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no duration", e);
    }
  }

  private static List<Change> changes(JsonNode description) {
    if (!description.isArray()) {
      throw new IllegalArgumentException("no list of changes");
    }
    List<Change> changes = new ArrayList<>();
    description.forEach(change -> changes.add(Change.of(change)));
    return changes;
  }
}
