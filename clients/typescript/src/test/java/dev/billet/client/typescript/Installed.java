package dev.billet.client.typescript;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonParser;
import dev.billet.clients.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the client as npm installs it; compiled, packed and installed once for the run. Skips
 * them where Node.js or the compiler is missing.
 *
 * @param consumer a folder of its own, in whose {@code node_modules} the client is, and the tests
 *     of {@code src/test/js}
 * @param listing what npm says of what it packed, as JSON
 */
record Installed(Path consumer, String listing) {

  // What all modules use, and nobody imports by itself.
  private static final Set<String> SHARED = Set.of("connection", "errors", "index");

  Path client() {
    return consumer.resolve("node_modules").resolve("@billet").resolve("client");
  }

  private static Installed make() throws IOException, InterruptedException {
    Path build = build();
    Path compiler = build.resolve("node_modules/typescript/bin/tsc");
    assumeTrue(Command.exists("node") && Command.exists("npm"), "Node.js is not installed");
    assumeTrue(
        Files.exists(compiler), "node_modules are absent: npm ci in clients/typescript makes them");
    Command.of(build, "node", compiler.toString(), "-p", "tsconfig.json").run();
    Path target = build.resolve("target");
    Path consumer = Files.createDirectories(target.resolve("consumer"));
    String listing =
        Command.of(
                build,
                "npm",
                "pack",
                System.getProperty("billet.client.package"),
                "--json",
                "--silent",
                "--pack-destination",
                target.toString())
            .run();
    Files.writeString(
        consumer.resolve("package.json"), "{\"private\": true, \"type\": \"module\"}");
    Command.of(
            consumer,
            "npm",
            "install",
            "--offline",
            "--silent",
            "--no-audit",
            "--no-fund",
            "--no-package-lock",
            target.resolve(file(listing)).toString())
        .run();
    for (Path test : files(build.resolve("src/test/js"))) {
      Files.write(consumer.resolve(test.getFileName().toString()), Files.readAllBytes(test));
    }
    return new Installed(consumer, listing);
  }

  /** The files of {@code src/test/js} that are tests, by name. */
  static List<String> tests() throws IOException {
    return files(build().resolve("src/test/js")).stream()
        .map(it -> it.getFileName().toString())
        .filter(it -> it.endsWith(".test.mjs"))
        .toList();
  }

  /** The contracts that have a module of their own. */
  static List<String> contracts() throws IOException {
    return files(build().resolve("src/main/typescript")).stream()
        .map(it -> it.getFileName().toString())
        .filter(it -> it.endsWith(".ts"))
        .map(it -> it.replaceFirst("\\.ts$", ""))
        .filter(it -> !SHARED.contains(it))
        .toList();
  }

  private static Path build() {
    return Path.of(System.getProperty("billet.client.build"));
  }

  private static String file(String listing) {
    return JsonParser.parseString(listing)
        .getAsJsonArray()
        .get(0)
        .getAsJsonObject()
        .get("filename")
        .getAsString();
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  /** Resolves it as a parameter. */
  static final class Extension implements ParameterResolver {

    private static final ExtensionContext.Namespace NAMESPACE =
        ExtensionContext.Namespace.create(Installed.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Installed.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(NAMESPACE)
          .getOrComputeIfAbsent(Installed.class, it -> unchecked(), Installed.class);
    }

    private static Installed unchecked() {
      try {
        return make();
      } catch (IOException e) {
        throw new AssertionError(e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new AssertionError(e);
      }
    }
  }
}
