package dev.billet.conformance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds Java runtimes for the server. Stateless. */
public final class JavaRuntimes {

  private static final List<Path> PARENTS =
      List.of(
          Path.of("/usr/lib/jvm"),
          Path.of("/usr/java"),
          Path.of("/opt"),
          Path.of("/opt/java"),
          Path.of("/Library/Java/JavaVirtualMachines"),
          Path.of(System.getProperty("user.home"), ".sdkman", "candidates", "java"),
          Path.of(System.getProperty("user.home"), ".jdks"));

  private JavaRuntimes() {}

  /** The executable of {@code -Dbillet.java}, or else of the JVM that runs the suite. */
  public static Path running() {
    String chosen = System.getProperty("billet.java");
    return chosen != null
        ? Path.of(chosen)
        : Path.of(System.getProperty("java.home"), "bin", "java");
  }

  /**
   * The executable of a runtime of a feature release: the running one's, of the home in {@code
   * -Dbillet.java.<n>.home} or {@code JAVA_<n>_HOME}, or else found where runtimes are commonly
   * installed.
   */
  public static Optional<Path> find(int feature) {
    if (System.getProperty("billet.java") == null && Runtime.version().feature() == feature) {
      return Optional.of(running());
    }
    return Stream.of(
            home(System.getProperty("billet.java." + feature + ".home")),
            home(System.getenv("JAVA_" + feature + "_HOME")),
            PARENTS.stream().flatMap(JavaRuntimes::children))
        .flatMap(homes -> homes)
        .filter(home -> isRelease(home, feature))
        .map(home -> home.resolve("bin").resolve("java"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static Stream<Path> home(@Nullable String home) {
    return home == null || home.isBlank() ? Stream.of() : Stream.of(Path.of(home));
  }

  private static Stream<Path> children(Path parent) {
    if (!Files.isDirectory(parent)) {
      return Stream.of();
    }
    try (Stream<Path> children = Files.list(parent)) {
      return children
          .sorted()
          .flatMap(child -> Stream.of(child, child.resolve("Contents").resolve("Home")))
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isRelease(Path home, int feature) {
    Path release = home.resolve("release");
    try {
      return Files.isRegularFile(release)
          && Files.readString(release).matches("(?s).*JAVA_VERSION=\"" + feature + "[.\"].*");
    } catch (IOException e) {
      return false;
    }
  }
}
