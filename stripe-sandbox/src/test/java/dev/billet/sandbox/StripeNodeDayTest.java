package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A day of work with Stripe's own client for Node.js; what it does is in {@code src/test/node}. */
final class StripeNodeDayTest {

  private static final Path FOLDER = Path.of("src/test/node");
  private static final long MAX_SECONDS = 120;

  @Test
  void goesAsItWouldWithStripe() throws Exception {
    assumeTrue(canRun("node", "--version"), "no Node.js here: install node, 18 or newer");
    assumeTrue(
        Files.isDirectory(FOLDER.resolve("node_modules/stripe")),
        "Stripe's client for Node.js is not installed: run npm ci in stripe-sandbox/" + FOLDER);

    try (Sandbox sandbox = Sandbox.builder().start()) {
      Process day = start("node", "day.mjs", sandbox.baseUrl().toString());
      CompletableFuture<String> printed = CompletableFuture.supplyAsync(() -> read(day));
      try {
        assertThat(day.waitFor(MAX_SECONDS, TimeUnit.SECONDS)).as("the day ends").isTrue();
      } finally {
        day.destroyForcibly();
      }
      String steps = printed.get(MAX_SECONDS, TimeUnit.SECONDS);

      assertThat(day.exitValue()).as(steps).isZero();
      assertThat(steps).contains("steps, all as they should be.").doesNotContain("FAIL");
    }
  }

  private static boolean canRun(String... command) throws InterruptedException {
    try {
      Process process = start(command);
      read(process);
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Process start(String... command) throws IOException {
    return new ProcessBuilder(command).directory(FOLDER.toFile()).redirectErrorStream(true).start();
  }

  private static String read(Process process) {
    try {
      return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
