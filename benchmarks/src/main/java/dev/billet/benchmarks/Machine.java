package dev.billet.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What something was measured on. Stateless. */
final class Machine {

  private Machine() {}

  /** The packaged jar that the script names. */
  static Path jar() {
    return Path.of(System.getProperty("billet.jar", "server/target/billet.jar"));
  }

  /** When, of what and on what, in a line. */
  static String describe() {
    return "%s, commit %s, %d cores, JDK %s, %s %s"
        .formatted(
            LocalDate.now(Clock.systemUTC()),
            System.getProperty("billet.commit", "unknown"),
            Runtime.getRuntime().availableProcessors(),
            Runtime.version(),
            System.getProperty("os.name"),
            System.getProperty("os.arch"));
  }

  /**
   * A new directory beside the class files, so that it is on a disk, which a temporary may not be.
   */
  static Path newDirectory(String name) {
    try {
      Path parent = jar().toAbsolutePath().normalize().resolveSibling("benchmarks");
      return Files.createTempDirectory(Files.createDirectories(parent), name);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes a directory and what is in it. */
  static void remove(Path directory) {
    try (Stream<Path> files = Files.walk(directory)) {
      List<Path> innermostFirst = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : innermostFirst) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
