package dev.billet.benchmarks;

import dev.billet.conformance.JavaRuntimes;
import dev.billet.conformance.sandbox.SandboxClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a {@link WebhookLoad} came to.
 *
 * @param sent how many webhooks were acknowledged, those of the warming up included
 * @param perSecond how many a second while it measured
 * @param p50 the median of the times to the answer, in milliseconds
 * @param p99 the 99th percentile
 * @param max the longest
 */
record LoadResult(long sent, double perSecond, double p50, double p99, double max) {

  static final int WARM_UP_SECONDS = 15;
  static final int SECONDS = 30;

  /**
   * Runs one.
   *
   * @param event the file of the event
   */
  static LoadResult of(int port, Path event, int connections) throws Exception {
    Process load =
        new ProcessBuilder(
                JavaRuntimes.running().toString(),
                "-cp",
                System.getProperty("java.class.path"),
                WebhookLoad.class.getName(),
                String.valueOf(port),
                event.toString(),
                SandboxClient.WEBHOOK_SECRET,
                String.valueOf(connections),
                String.valueOf(WARM_UP_SECONDS),
                String.valueOf(SECONDS))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String line = new String(load.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (load.waitFor() != 0) {
      throw new IllegalStateException("the load generator failed");
    }
    String[] numbers = line.strip().split(" ", -1);
    return new LoadResult(
        Long.parseLong(numbers[0]),
        Long.parseLong(numbers[1]) / Double.parseDouble(numbers[2]),
        Double.parseDouble(numbers[3]),
        Double.parseDouble(numbers[4]),
        Double.parseDouble(numbers[5]));
  }

  /** A row of the table in the README. */
  String row(String name, String booked) {
    return String.format(
        Locale.ROOT,
        "| %s | %,.0f | %.1f | %.1f | %.0f | %s |",
        name,
        perSecond,
        p50,
        p99,
        max,
        booked);
  }
}
