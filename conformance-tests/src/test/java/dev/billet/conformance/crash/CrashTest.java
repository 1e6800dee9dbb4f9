package dev.billet.conformance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.conformance.Suite;
import dev.billet.conformance.SuiteExtension;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two thousand purchases and two hundred kills: whatever was paid was granted exactly once. */
@ExtendWith(SuiteExtension.class)
final class CrashTest {

  @Test
  void moneyArrivesOnceInASqliteFile(Suite suite, @TempDir Path directory) {
    Database database = Database.sqlite(directory.resolve("billet.db"));
    assertArrivesOnce(
        new CrashPlan(suite.jar(), directory.resolve("run"), database, 1, 1_000, 100, seed()));
  }

  @Test
  void moneyArrivesOnceInPostgres(Suite suite, @TempDir Path directory) {
    Path jar = suite.jar();
    try (Postgres postgres = Postgres.start(directory.resolve("postgres"))) {
      assertArrivesOnce(
          new CrashPlan(jar, directory.resolve("run"), postgres.database(), 1, 600, 60, seed()));
    }
  }

  @Test
  void moneyArrivesOnceWhereTwoServersShareAPostgres(Suite suite, @TempDir Path directory) {
    Path jar = suite.jar();
    try (Postgres postgres = Postgres.start(directory.resolve("postgres"))) {
      assertArrivesOnce(
          new CrashPlan(jar, directory.resolve("run"), postgres.database(), 2, 400, 40, seed()));
    }
  }

  private static void assertArrivesOnce(CrashPlan plan) {
    CrashReport report = CrashRun.run(plan, line -> {});
    System.out.println(report);
    assertThat(report.breaches()).as("%s", report).isEmpty();
  }

  private static long seed() {
    return Long.getLong("billet.crash.seed", new Random().nextInt(1_000_000));
  }
}
