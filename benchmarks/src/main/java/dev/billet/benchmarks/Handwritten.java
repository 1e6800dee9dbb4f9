package dev.billet.benchmarks;

import dev.billet.conformance.sandbox.SandboxClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/** What one would write instead, measured in the same way: the handler in {@code express/}. */
final class Handwritten {

  private Handwritten() {}

  /**
   * Measures it, where its packages are installed.
   *
   * @param driver the package by which it reaches the database
   * @param database a file, or a URL as Node.js has it
   * @param directory holds the event
   */
  static void measure(String driver, String database, Path directory, int connections)
      throws Exception {
    Path express =
        Machine.jar().toAbsolutePath().resolve("../../../benchmarks/express").normalize();
    if (!Files.isDirectory(express.resolve("node_modules"))) {
      System.err.println("  no comparison: (cd benchmarks/express && npm ci) installs it");
      return;
    }
    int port = freePort();
    ProcessBuilder builder =
        new ProcessBuilder("node", "server.js")
            .directory(express.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().put("NODE_ENV", "production");
    builder.environment().put("PORT", String.valueOf(port));
    builder.environment().put("DATABASE", database);
    builder.environment().put("STRIPE_WEBHOOK_SECRET", SandboxClient.WEBHOOK_SECRET);
    Process server = builder.start();
    try (BufferedReader output = server.inputReader()) {
      // Its only line says that it listens.
      if (output.readLine() == null) {
        throw new IllegalStateException("the handler did not start");
      }
      LoadResult result =
          LoadResult.of(port, directory.resolve(WebhookBenchmark.EVENT), connections);
      System.out.println(result.row("Express, " + driver, "at once"));
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
