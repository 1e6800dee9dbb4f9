package dev.billet.conformance.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs commands of the user's, with {@code sh -c}. Stateless. */
final class Shell {

  private static final int MOST_BYTES = 256 * 1024;
  private static final int QUOTED = 200;

  private Shell() {}

  /**
   * What came of a command.
   *
   * @param code its exit code
   * @param output what it printed, errors and all
   */
  record Outcome(int code, String output) {

    /** Both, shortened, for a message. */
    String quoted() {
      String line = output.strip().replaceAll("\\s+", " ");
      String start = line.length() > QUOTED ? line.substring(0, QUOTED) + "…" : line;
      return "it ended with %d and printed %s"
          .formatted(code, start.isEmpty() ? "nothing" : "'" + start + "'");
    }
  }

  /**
   * Runs a command to its end.
   *
   * @throws CommandException where it does not end, or prints without an end
   */
  static Outcome run(String option, String command, Duration most) {
    Process process = start(option, command);
    try {
      CompletableFuture<byte[]> output = CompletableFuture.supplyAsync(() -> read(process));
      byte[] printed = output.get(most.toMillis(), TimeUnit.MILLISECONDS);
      if (printed.length > MOST_BYTES) {
        throw new CommandException(option + ": it prints more than " + MOST_BYTES + " bytes");
      }
      if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new CommandException(option + ": it does not end within " + most.toSeconds() + " s");
      }
      return new Outcome(process.exitValue(), new String(printed, StandardCharsets.UTF_8));
    } catch (TimeoutException e) {
      throw new CommandException(option + ": it does not end within " + most.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new CommandException(option + ": " + e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      Processes.aim(process.toHandle()).run();
    }
  }

  /** Starts a command whose output and errors come as one. */
  static Process start(String option, String command) {
    try {
      Process process = new ProcessBuilder("sh", "-c", command).redirectErrorStream(true).start();
      process.getOutputStream().close();
      return process;
    } catch (IOException e) {
      throw new CommandException(option + ": no shell to run it: " + e.getMessage());
    }
  }

  private static byte[] read(Process process) {
    try (InputStream output = process.getInputStream()) {
      return output.readNBytes(MOST_BYTES + 1);
    } catch (IOException e) {
      throw new CommandException("its output cannot be read: " + e.getMessage());
    }
  }
}
