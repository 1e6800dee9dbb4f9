package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.document.Json;
import dev.billet.conformance.document.Resources;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code billet-conformance.jar} against a server that we did not write: Prism's mock of the same
 * document. What it gets right is found to hold, and what it does otherwise is found.
 */
@ExtendWith(SuiteExtension.class)
final class PrismTest {

  private static final Path NODE = Path.of(System.getProperty("billet.node", "src/test/node"));
  private static final Path PRISM = NODE.resolve("node_modules/@stoplight/prism-cli/dist/index.js");

  private final Path directory;

  PrismTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void whatAServerOfOthersDoesOtherwiseIsFound(Suite suite) throws Exception {
    assumeFalse(suite.external(), "the jar is not built while the suite is aimed elsewhere");
    assumeTrue(Files.exists(PRISM), "Prism is not installed: run npm ci in " + NODE);
    Path document = directory.resolve("dreadnode.yaml");
    Files.writeString(
        document, Files.readString(Resources.list("openapi", "dreadnode.yaml").get(0)));
    int port = freePort();
    Process prism =
        new ProcessBuilder(
                "node",
                PRISM.toString(),
                "mock",
                document.toString(),
                "-h",
                "127.0.0.1",
                "-p",
                Integer.toString(port))
            .redirectErrorStream(true)
            .start();
    try {
      awaitListening(prism);
      assertThat(check("http://127.0.0.1:" + port)).isEqualTo(1);
    } finally {
      prism.destroyForcibly().onExit().join();
    }
    JsonNode report = Json.read(directory.resolve("dreadnode.json"));
    // Its validator knows the schema as well as ours does, but takes an empty header for none.
    assertThat(report.at("/cases/held").asInt()).isGreaterThan(200);
    assertThat(broken(report, "constraint"))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it).startsWith("header Idempotency-Key "));
    // An answer of its own to what the document has no path for, and to what is no JSON.
    assertThat(broken(report, "path"))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it).contains("the media type is application/problem+json"));
    assertThat(broken(report, "malformed")).isNotEmpty();
    // It takes any credential for a good one.
    assertThat(broken(report, "credential"))
        .anySatisfy(it -> assertThat(it).contains("it has to be refused, and was accepted"));
  }

  private static List<String> broken(JsonNode report, String group) {
    List<String> broken = new ArrayList<>();
    for (JsonNode result : report.path("results")) {
      if (result.path("group").asText().equals(group)
          && result.path("verdict").asText().equals("broken")) {
        broken.add(result.path("title").asText() + ": " + result.path("reasons"));
      }
    }
    return broken;
  }

  private int check(String baseUrl) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                JavaRuntimes.running().toString(),
                "-jar",
                System.getProperty("billet.conformance.jar", "target/billet-conformance.jar"),
                "--contract",
                "dreadnode",
                "--base-url",
                baseUrl,
                "--report-dir",
                directory.toString())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("console.log").toFile())
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static void awaitListening(Process prism) throws IOException {
    BufferedReader output = prism.inputReader(StandardCharsets.UTF_8);
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      said.append(line).append('\n');
      if (line.contains("listening on")) {
        return;
      }
    }
    throw new AssertionError("Prism ended:\n" + said);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
