package dev.billet.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.billet.conformance.Answer;
import dev.billet.conformance.Suite;
import dev.billet.conformance.SuiteExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The database cannot be written for a while, in the middle of everything: what cannot be done is
 * answered 503, what was acknowledged is not lost, and the server recovers by itself.
 */
@ExtendWith(SuiteExtension.class)
final class OutageTest {

  // Enough that a disk is full before all are paid.
  private static final int CHECKOUTS = 120;
  private static final int BEFORE = 10;
  private static final int AFTER = 10;

  @Test
  void aFileThatAnotherProcessHolds(Suite suite, @TempDir Path directory) throws Exception {
    Path file = directory.resolve("billet.db");
    try (Shop shop = new Shop(suite, directory, Database.sqlite(file));
        Connection connection =
            DriverManager.getConnection("jdbc:sqlite:" + file + "?busy_timeout=30000");
        Statement statement = connection.createStatement()) {
      assertSurvives(
          shop, () -> statement.execute("BEGIN EXCLUSIVE"), () -> statement.execute("ROLLBACK"));
    }
  }

  @Test
  void aDiskThatIsFull(Suite suite, @TempDir Path directory) throws Exception {
    suite.jar();
    Path disk = Files.createDirectory(directory.resolve("disk"));
    assumeTrue(
        succeeds("mount", "-t", "tmpfs", "-o", "size=6m", "tmpfs", disk.toString()),
        "a disk to be filled needs root on Linux: mount(8) did not work");
    Path filler = disk.resolve("filler");
    try (Shop shop = new Shop(suite, directory, Database.sqlite(disk.resolve("billet.db")))) {
      assertSurvives(shop, () -> fill(filler), () -> Files.delete(filler));
    } finally {
      assertThat(succeeds("umount", disk.toString())).isTrue();
    }
  }

  @Test
  void aPostgresThatIsRestarted(Suite suite, @TempDir Path directory) throws Exception {
    suite.jar();
    try (Postgres postgres = Postgres.start(directory.resolve("postgres"));
        Shop shop = new Shop(suite, directory, postgres.database())) {
      assertSurvives(shop, postgres::stop, postgres::startAgain);
    }
  }

  private static void assertSurvives(Shop shop, Step begin, Step end) throws Exception {
    Deque<String> open = new ArrayDeque<>(shop.open(CHECKOUTS));
    List<String> paid = new ArrayList<>();
    pay(shop, open, paid, BEFORE);
    begin.run();
    shop.await(
        "no webhook was refused",
        () -> {
          if (open.size() > AFTER) {
            pay(shop, open, paid, 1);
          }
          return shop.hasRefusedWebhooks();
        });
    shop.await("no checkout was refused", () -> isRefused(shop));
    end.run();
    shop.await("no checkout is sold again", () -> shop.checkOut().status() == 200);
    pay(shop, open, paid, AFTER);
    shop.deliverAll();
    shop.awaitGranted(paid);
    assertThat(shop.answersToWebhooks()).as(shop.log()).containsExactlyInAnyOrder("200", "503");
    assertThat(shop.verify()).isZero();
  }

  // Where an event did not fit any more, something smaller still may, for a while.
  private static boolean isRefused(Shop shop) {
    Answer answer = shop.checkOut();
    if (answer.status() == 200) {
      return false;
    }
    assertThat(answer.status()).as("%s\n%s", answer, shop.log()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isPresent();
    return true;
  }

  private static void pay(Shop shop, Deque<String> open, List<String> paid, int number) {
    for (int i = 0; i < number; i++) {
      String session = open.remove();
      shop.pay(session);
      paid.add(session);
    }
  }

  private static void fill(Path file) throws IOException {
    byte[] block = new byte[4_096];
    boolean full = false;
    while (!full) {
      try (OutputStream output =
          Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        output.write(block);
      } catch (IOException e) {
        full = true;
      }
    }
  }

  private static boolean succeeds(String... command) throws Exception {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  /** Something that is done to the database. */
  @FunctionalInterface
  private interface Step {
    void run() throws Exception;
  }
}
