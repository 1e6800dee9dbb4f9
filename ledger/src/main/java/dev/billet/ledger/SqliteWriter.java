package dev.billet.ledger;

import dev.billet.checkout.CheckoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * The one writer of a SQLite file, on a thread of its own: a platform thread, because SQLite blocks
 * the thread it runs on. It takes all that waits, runs it in one transaction with a savepoint
 * around each piece of work, and commits once: a commit costs a disk's flush, and so as many
 * callers as wait share one. Nobody is answered before that commit.
 *
 * <p>Work that fails is undone alone. Where the transaction itself fails – the disk is full,
 * another process holds the file – everyone in it is told, and the next one begins afresh.
 */
final class SqliteWriter {

  /** Opens the connection that is written on. */
  @FunctionalInterface
  interface Opener {

    Connection open() throws SQLException;
  }

  /** How many pieces of work may wait. */
  static final int QUEUE = 4_096;

  private static final int BATCH = 512;

  private final BlockingQueue<Job<?>> queue;
  private final Job<Boolean> last = new Job<>(sql -> true);
  private final Opener opener;
  private final Thread thread;
  private volatile boolean closed;

  /** The writer's own; null until there is work, and after it broke. */
  private @Nullable Connection connection;

  private SqliteWriter(Opener opener, int capacity) {
    this.opener = opener;
    this.queue = new ArrayBlockingQueue<>(capacity);
    this.thread = new Thread(this::writeUntilClosed, "billet-ledger-writer");
    this.thread.setDaemon(true);
  }

  static SqliteWriter start(Opener opener, int capacity) {
    SqliteWriter writer = new SqliteWriter(opener, capacity);
    writer.thread.start();
    return writer;
  }

  /** Runs work, and returns once it is on disk. */
  <T> T run(Work<T> work) {
    Job<T> job = new Job<>(work);
    if (closed || !queue.offer(job)) {
      throw SqlFailures.unavailable(
          closed ? "the database has been closed" : "too much waits to be written", null);
    }
    return job.await();
  }

  /** Writes what waits, and stops. */
  void close() {
    closed = true;
    try {
      if (queue.offer(last, Transactions.LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.join(2 * Transactions.LONGEST_WAIT.toMillis());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void writeUntilClosed() {
    List<Job<?>> batch = new ArrayList<>(BATCH);
    while (!batch.contains(last)) {
      batch.clear();
      try {
        batch.add(queue.take());
      } catch (InterruptedException e) {
        // Nobody but close() ends this thread, and not by interrupting it.
        continue;
      }
      queue.drainTo(batch, BATCH - 1);
      write(batch);
    }
    disconnect();
  }

  private void write(List<Job<?>> batch) {
    try {
      Connection open = connected();
      execute(open, "BEGIN IMMEDIATE");
      Sql sql = new Sql(open, Sql.Dialect.SQLITE);
      for (Job<?> job : batch) {
        runInSavepoint(open, sql, job);
      }
      execute(open, "COMMIT");
      batch.forEach(Job::committed);
    } catch (SQLException e) {
      rollBack();
      if (!SqlFailures.isPassing(e)) {
        disconnect();
      }
      CheckoutException failure = SqlFailures.unavailable("SQLite failed: " + e.getMessage(), e);
      batch.forEach(job -> job.failed(failure));
    } catch (RuntimeException | Error e) {
      rollBack();
      batch.forEach(job -> job.failed(e));
    }
  }

  /** Throws where not the work but the transaction has failed. */
  private static void runInSavepoint(Connection open, Sql sql, Job<?> job) throws SQLException {
    if (job.isAbandoned()) {
      return;
    }
    execute(open, "SAVEPOINT work");
    try {
      job.work(sql);
    } catch (SQLException | RuntimeException | Error e) {
      // SQLite may have undone the whole transaction, as it does on a full disk: then this throws.
      execute(open, "ROLLBACK TO work");
      job.failed(e instanceof SQLException failed ? SqlFailures.of(failed) : e);
    }
    execute(open, "RELEASE work");
  }

  private Connection connected() throws SQLException {
    Connection open = connection;
    if (open == null) {
      open = opener.open();
      connection = open;
    }
    return open;
  }

  private void rollBack() {
    if (connection == null) {
      return;
    }
    try {
      execute(connection, "ROLLBACK");
    } catch (SQLException e) {
      // There is no transaction any more: SQLite has rolled it back by itself, or never began it.
    }
  }

  private void disconnect() {
    if (connection == null) {
      return;
    }
    try {
      connection.close();
    } catch (SQLException e) {
      // All that was acknowledged is on disk.
    }
    connection = null;
  }

  private static void execute(Connection open, String statement) throws SQLException {
    try (Statement plain = open.createStatement()) {
      plain.execute(statement);
    }
  }

  /** Work that waits, and the caller who waits for it. */
  private static final class Job<T> {

    private final Work<T> work;
    private final CompletableFuture<T> outcome = new CompletableFuture<>();
    private @Nullable T result;

    Job(Work<T> work) {
      this.work = work;
    }

    void work(Sql sql) throws SQLException {
      result = work.in(sql);
    }

    /** Answers the caller, unless the work has failed or the caller is gone. */
    void committed() {
      outcome.complete(result);
    }

    void failed(Throwable failure) {
      outcome.completeExceptionally(failure);
    }

    boolean isAbandoned() {
      return outcome.isDone();
    }

    T await() {
      try {
        return outcome.get(Transactions.LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        outcome.completeExceptionally(e);
        throw SqlFailures.unavailable("the writer did not get to it in time", e);
      } catch (InterruptedException e) {
        outcome.completeExceptionally(e);
        Thread.currentThread().interrupt();
        throw SqlFailures.unavailable("interrupted while waiting for the writer", e);
      } catch (ExecutionException e) {
        throw rethrown(e.getCause() == null ? e : e.getCause());
      }
    }

    private static RuntimeException rethrown(Throwable cause) {
      if (cause instanceof CheckoutException failed) {
        return new CheckoutException(failed.failure(), String.valueOf(failed.getMessage()), failed);
      }
      if (cause instanceof Error) {
        return new IllegalStateException("the work failed", cause);
      }
      return new IllegalStateException(String.valueOf(cause.getMessage()), cause);
    }
  }
}
