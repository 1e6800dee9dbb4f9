package dev.billet.benchmarks;

import dev.billet.conformance.crash.CrashPlan;
import dev.billet.conformance.crash.CrashReport;
import dev.billet.conformance.crash.CrashRun;
import dev.billet.conformance.crash.Database;
import dev.billet.conformance.crash.Postgres;
import java.nio.file.Path;
import java.util.Random;

/** The crash test at length: 2,000 purchases and 200 kills for each variant. */
final class CrashBenchmark {

  private static final int PURCHASES = 2_000;
  private static final int KILLS = 200;

  private CrashBenchmark() {}

  /**
   * Runs it, and ends with 1 where anything is not as it must be.
   *
   * @param arguments a seed, if any; then how many purchases and kills, if not as many as above
   */
  public static void main(String[] arguments) {
    long seed =
        arguments.length > 0 ? Long.parseLong(arguments[0]) : new Random().nextInt(1_000_000);
    int purchases = arguments.length > 1 ? Integer.parseInt(arguments[1]) : PURCHASES;
    int kills = arguments.length > 2 ? Integer.parseInt(arguments[2]) : KILLS;
    System.out.println(Machine.describe());
    boolean well = sqlite(seed, purchases, kills);
    well &= postgres(1, seed, purchases, kills);
    well &= postgres(2, seed, purchases, kills);
    System.exit(well ? 0 : 1);
  }

  private static boolean sqlite(long seed, int purchases, int kills) {
    Path directory = Machine.newDirectory("crash");
    Database database = Database.sqlite(directory.resolve("billet.db"));
    return run(directory, database, 1, purchases, kills, seed);
  }

  private static boolean postgres(int servers, long seed, int purchases, int kills) {
    Path directory = Machine.newDirectory("crash");
    try (Postgres postgres = Postgres.start(directory.resolve("postgres"))) {
      return run(directory, postgres.database(), servers, purchases, kills, seed);
    }
  }

  // What is left behind is small, and of use where something went wrong.
  private static boolean run(
      Path directory, Database database, int servers, int purchases, int kills, long seed) {
    CrashReport report =
        CrashRun.run(
            new CrashPlan(
                Machine.jar(), directory.resolve("run"), database, servers, purchases, kills, seed),
            line -> System.err.println("  … " + line));
    System.out.println(report);
    return report.breaches().isEmpty();
  }
}
