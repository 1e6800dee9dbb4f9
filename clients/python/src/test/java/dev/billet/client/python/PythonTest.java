package dev.billet.client.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.billet.clients.Command;
import dev.billet.clients.Jar;
import dev.billet.clients.Readme;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The client in Python, where what it depends on is installed. */
@ExtendWith(Jar.class)
final class PythonTest {

  private static final Path TESTS = Path.of(System.getProperty("billet.client.tests"));

  @BeforeAll
  static void needsItsDependencies() throws Exception {
    assumeTrue(Command.exists("python3"), "python3 is not installed");
    assumeTrue(
        isImportable(),
        "the Python client's dependencies are not installed: pydantic 2, urllib3 2,"
            + " python-dateutil and typing-extensions");
  }

  /** The modules of {@code src/test/python}; each says at its top what it shows. */
  @ParameterizedTest
  @MethodSource("modules")
  void keepsItsWord(String module, URI server) throws Exception {
    String printed = python(TESTS, server, "-m", "unittest", module).run();
    assertThat(printed).containsPattern("(?m)^Ran [1-9]").containsPattern("(?m)^OK$");
  }

  @Test
  void theReadmesExampleBuysSomething(URI server, @TempDir Path folder) throws Exception {
    String program =
        Readme.examples(Path.of(System.getProperty("billet.client.readme")), "python", server)
            .get(0);
    Path file = Files.writeString(folder.resolve("example.py"), program);
    assertThat(python(folder, server, file.toString()).run())
        .contains("Send the buyer to http", "/c/pay/cs_test_");
  }

  private static List<String> modules() throws IOException {
    try (Stream<Path> files = Files.list(TESTS)) {
      return files
          .map(it -> it.getFileName().toString())
          .filter(it -> it.matches("test_.*\\.py"))
          .map(it -> it.replaceFirst("\\.py$", ""))
          .sorted()
          .toList();
    }
  }

  private static boolean isImportable() throws Exception {
    String check =
        "import pydantic, urllib3, dateutil, typing_extensions as t;"
            + " assert int(pydantic.VERSION[0]) >= 2 and int(urllib3.__version__[0]) >= 2";
    return new ProcessBuilder("python3", "-c", check)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor()
        == 0;
  }

  private static Command python(Path folder, URI server, String... arguments) {
    String[] words = new String[arguments.length + 1];
    words[0] = "python3";
    System.arraycopy(arguments, 0, words, 1, arguments.length);
    return Command.of(folder, words)
        .with("PYTHONPATH", System.getProperty("billet.client.package"))
        .with("PYTHONDONTWRITEBYTECODE", "1")
        .with("BILLET_URL", server.toString());
  }
}
