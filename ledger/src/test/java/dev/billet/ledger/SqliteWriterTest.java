package dev.billet.ledger;

import static dev.billet.ledger.Unavailable.assertUnavailable;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteCommitListener;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteDataSource;

final class SqliteWriterTest {

  private static final int CAPACITY = 20;

  private final List<Connection> opened = new CopyOnWriteArrayList<>();
  private final AtomicInteger commits = new AtomicInteger();
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final Path directory;
  private SQLiteDataSource source;
  private SqliteWriter writer;

  SqliteWriterTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @BeforeEach
  void start() {
    source = SqliteTransactions.dataSource("jdbc:sqlite:" + directory.resolve("writer.db"));
    writer = SqliteWriter.start(this::counted, CAPACITY);
    writer.run(sql -> sql.update("CREATE TABLE notes (note TEXT NOT NULL UNIQUE)"));
    commits.set(0);
  }

  @AfterEach
  void stop() {
    goOn.countDown();
    writer.close();
  }

  @Test
  void allThatWaitsSharesOneCommit() throws Exception {
    List<Thread> callers = occupyAndQueue(CAPACITY, i -> note("note " + i));
    goOn.countDown();
    join(callers);
    assertThat(commits).hasValue(2);
    assertThat(count()).isEqualTo(CAPACITY + 1);
  }

  @Test
  void workThatFailsIsUndoneAlone() throws Exception {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> callers =
        occupyAndQueue(
            5,
            i -> {
              if (i != 2) {
                note("note " + i);
                return;
              }
              try {
                writer.run(
                    sql -> {
                      sql.update("INSERT INTO notes VALUES ('half')");
                      return sql.update("INSERT INTO notes VALUES ('half')");
                    });
              } catch (RuntimeException e) {
                failure.set(e);
              }
            });
    goOn.countDown();
    join(callers);
    assertThat(failure.get()).isInstanceOf(IllegalStateException.class);
    assertThat(commits).hasValue(2);
    assertThat(count()).isEqualTo(5);
  }

  @Test
  void whateverTheWorkThrowsReachesItsCallerAndChangesNothing() {
    assertThatThrownBy(
            () ->
                writer.run(
                    sql -> {
                      sql.update("INSERT INTO notes VALUES ('half')");
                      throw new IllegalArgumentException("by the work");
                    }))
        .hasRootCauseInstanceOf(IllegalArgumentException.class);
    assertThat(count()).isZero();
  }

  @Test
  void moreThanMayWaitIsRefusedAtOnce() throws Exception {
    List<Thread> callers = occupyAndQueue(CAPACITY, i -> note("note " + i));
    assertUnavailable(() -> note("one too many"));
    goOn.countDown();
    join(callers);
    note("and now there is room");
    assertThat(count()).isEqualTo(CAPACITY + 2);
  }

  @Test
  void aConnectionThatBrokeIsReplaced() throws Exception {
    note("before");
    opened.get(opened.size() - 1).close();
    assertUnavailable(() -> note("lost with the connection"));
    note("after");
    assertThat(count()).isEqualTo(2);
  }

  @Test
  void whatWaitsIsWrittenBeforeItCloses() throws Exception {
    List<Thread> callers = occupyAndQueue(3, i -> note("note " + i));
    goOn.countDown();
    writer.close();
    join(callers);
    try (Connection connection = source.getConnection()) {
      assertThat(
              new Sql(connection, Sql.Dialect.SQLITE)
                  .list("SELECT note FROM notes", row -> row.text("note")))
          .hasSize(4);
    }
    assertUnavailable(() -> note("too late"));
  }

  /** What one caller does. */
  @FunctionalInterface
  private interface Call {

    void number(int number);
  }

  /** Keeps the writer busy with one piece of work, and lets callers wait behind it. */
  private List<Thread> occupyAndQueue(int callers, Call call) throws Exception {
    List<Thread> threads = new ArrayList<>();
    threads.add(new Thread(this::occupy));
    threads.get(0).start();
    started.await();
    for (int i = 0; i < callers; i++) {
      int number = i;
      threads.add(new Thread(() -> call.number(number)));
      threads.get(threads.size() - 1).start();
    }
    while (threads.stream().anyMatch(thread -> thread.getState() != Thread.State.TIMED_WAITING)) {
      Thread.onSpinWait();
    }
    return threads;
  }

  private void occupy() {
    writer.run(
        sql -> {
          started.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            throw new SQLException(e);
          }
          return sql.update("INSERT INTO notes VALUES ('the first')");
        });
  }

  private void note(String note) {
    writer.run(sql -> sql.update("INSERT INTO notes VALUES (?)", note));
  }

  private long count() {
    return writer
        .run(sql -> sql.first("SELECT COUNT(*) AS notes FROM notes", row -> row.number("notes")))
        .orElseThrow();
  }

  private static void join(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
  }

  private Connection counted() throws SQLException {
    SQLiteConnection connection = (SQLiteConnection) source.getConnection();
    opened.add(connection);
    connection.addCommitListener(
        new SQLiteCommitListener() {
          @Override
          public void onCommit() {
            commits.incrementAndGet();
          }

          @Override
          public void onRollback() {}
        });
    return connection;
  }
}
