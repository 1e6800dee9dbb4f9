package dev.billet.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Options of the Java runtime for servers that live for seconds, of which the suite starts many:
 * with an archive of its classes and without the optimizing compiler, one starts at a third of the
 * cost. Stateless; what it makes lies beside the jar, and is made again when the jar changes.
 */
public final class QuickStart {

  private QuickStart() {}

  /** The options for a jar on a runtime; the first time, this starts the jar once. */
  public static synchronized List<String> options(Path java, Path jar) {
    List<String> options = new ArrayList<>(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
    // An archive serves the runtime that made it alone.
    String runtime = Integer.toHexString(java.toAbsolutePath().toString().hashCode());
    Path archive = jar.resolveSibling(jar.getFileName() + "." + runtime + ".jsa");
    try {
      if (!isCurrent(archive, jar)) {
        make(archive, java, jar, options);
      }
      if (isCurrent(archive, jar)) {
        options.add("-XX:SharedArchiveFile=" + archive);
      }
      return options;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isCurrent(Path archive, Path jar) throws IOException {
    return Files.exists(archive)
        && Files.getLastModifiedTime(archive).compareTo(Files.getLastModifiedTime(jar)) > 0;
  }

  private static void make(Path archive, Path java, Path jar, List<String> options)
      throws IOException {
    Path unfinished = Files.createTempFile("billet", ".jsa");
    // The runtime makes the file itself, and wants none to be there.
    Files.delete(unfinished);
    ServerProcess.Builder server =
        ServerProcess.of(jar).java(java).option("-XX:ArchiveClassesAtExit=" + unfinished);
    options.forEach(server::option);
    try (ServerProcess process = server.start()) {
      process.awaitListening();
      process.terminate();
      process.awaitExit();
    }
    if (Files.exists(unfinished)) {
      // Two builds may do this at once, and either's will do.
      Files.move(unfinished, archive, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
