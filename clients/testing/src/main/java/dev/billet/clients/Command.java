package dev.billet.clients;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A program of another language, to be run to its end. Immutable.
 *
 * @param directory where it runs
 * @param environment what is added to its environment
 * @param words the program and its arguments
 */
public record Command(Path directory, Map<String, String> environment, List<String> words) {

  private static final long LIMIT_SECONDS = 120;

  /** A program and its arguments. */
  public static Command of(Path directory, String... words) {
    return new Command(directory, Map.of(), List.of(words));
  }

  /** The same with a variable of the environment. */
  public Command with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(environment);
    more.put(name, value);
    return new Command(directory, more, words);
  }

  /** Whether the path of this machine has a program of that name. */
  public static boolean exists(String program) {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  /**
   * Runs it.
   *
   * @return what it printed, errors too
   * @throws AssertionError if it fails, or takes longer than two minutes; with what it printed
   */
  public String run() throws IOException, InterruptedException {
    Path output = Files.createTempFile("output", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
      String printed = Files.readString(output, StandardCharsets.UTF_8);
      if (!ended || process.exitValue() != 0) {
        throw new AssertionError(
            "%s %s:\n%s"
                .formatted(
                    words, ended ? "failed with " + process.exitValue() : "did not end", printed));
      }
      return printed;
    } finally {
      Files.deleteIfExists(output);
    }
  }
}
