package dev.billet.conformance.webhook;

import dev.billet.conformance.JavaRuntimes;
import dev.billet.conformance.http.HttpSender;
import dev.billet.conformance.http.Request;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** A hand-written shop in a process of its own, as its user would reach it. */
final class ShopProcess {

  private final int port = freePort();
  private final HttpSender http =
      HttpSender.once(URI.create("http://127.0.0.1:" + port), Duration.ofSeconds(10));

  URI webhooks() {
    return URI.create("http://127.0.0.1:" + port + "/webhooks");
  }

  /** What starts it, in a shell. */
  String command(URI stripe, Path file, Defect... defects) {
    StringBuilder command =
        new StringBuilder(
            "exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' %s %d %s '%s'"
                .formatted(
                    JavaRuntimes.running(),
                    System.getProperty("java.class.path"),
                    HandwrittenShop.class.getName(),
                    port,
                    stripe,
                    file));
    for (Defect defect : defects) {
      command.append(' ').append(defect);
    }
    return command.toString();
  }

  String checkOut() {
    return get("/checkout");
  }

  long account() {
    return Long.parseLong(get("/account"));
  }

  private String get(String path) {
    return http.send(new Request("GET", path, Map.of(), null)).text();
  }

  /** A port that nothing listens on. */
  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
