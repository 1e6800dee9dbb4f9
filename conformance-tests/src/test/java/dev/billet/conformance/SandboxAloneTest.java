package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.billet.conformance.document.Json;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The Stripe in the jar, in a process of its own. */
@ExtendWith(SuiteExtension.class)
final class SandboxAloneTest {

  @Test
  void aServerElsewhereSellsThroughItAndItsStateOutlivesIt(Suite suite, @TempDir Path directory) {
    String data = directory.resolve("sandbox.journal").toString();
    URI where;
    String session;
    try (ServerProcess sandbox = sandbox(suite, "0", data)) {
      where = sandbox.awaitSandbox();
      assertThat(sandbox.log()).contains(Defaults.SANDBOX_KEY, "price_pro");
      session = sell(suite, where);
      assertThat(status(where, session)).isEqualTo("open");
      sandbox.terminate();
      assertThat(sandbox.awaitExit()).as(sandbox.log()).isZero();
    }
    try (ServerProcess again = sandbox(suite, String.valueOf(where.getPort()), data)) {
      assertThat(again.awaitSandbox()).isEqualTo(where);
      assertThat(status(where, session)).isEqualTo("open");
    }
  }

  @Test
  void twoOfThemDoNotShareAFile(Suite suite, @TempDir Path directory) {
    String data = directory.resolve("sandbox.journal").toString();
    try (ServerProcess one = sandbox(suite, "0", data)) {
      one.awaitSandbox();
      try (ServerProcess other = sandbox(suite, "0", data)) {
        assertThat(other.awaitExit()).isEqualTo(1);
        assertThat(other.log()).contains(data).doesNotContain("\tat ");
      }
    }
  }

  @Test
  void tellsAWebhookOfWhatHappensAndSignsIt(Suite suite) throws Exception {
    CompletableFuture<String> signature = new CompletableFuture<>();
    CompletableFuture<byte[]> body = new CompletableFuture<>();
    HttpServer hook =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    hook.createContext(
        "/hook",
        exchange -> {
          signature.complete(exchange.getRequestHeaders().getFirst("Stripe-Signature"));
          body.complete(exchange.getRequestBody().readAllBytes());
          exchange.sendResponseHeaders(204, -1);
          exchange.close();
        });
    hook.start();
    try (ServerProcess sandbox =
        suite
            .process()
            .argument("sandbox")
            .argument("--port=0")
            .argument("--webhook=http://127.0.0.1:" + hook.getAddress().getPort() + "/hook")
            .start()) {
      URI where = sandbox.awaitSandbox();
      new SandboxApi(where).post("/v1/customers", "name=Ada");
      byte[] event = body.get(30, TimeUnit.SECONDS);
      assertThat(Json.parse(new String(event, StandardCharsets.UTF_8)).path("type").asText())
          .isEqualTo("customer.created");
      Matcher secret = Pattern.compile("whsec_\\w+").matcher(sandbox.log());
      assertThat(secret.find()).isTrue();
      assertThat(signature.get()).isEqualTo(signed(signature.get(), event, secret.group()));
    } finally {
      hook.stop(0);
    }
  }

  private static String signed(String header, byte[] event, String secret) throws Exception {
    String time = header.replaceFirst("^t=(\\d+),.*", "$1");
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
    return "t=" + time + ",v1=" + HexFormat.of().formatHex(mac.doFinal(event));
  }

  private static ServerProcess sandbox(Suite suite, String port, String data) {
    return suite
        .process()
        .argument("sandbox")
        .argument("--port")
        .argument(port)
        .argument("--data")
        .argument(data)
        .start();
  }

  private static String sell(Suite suite, URI stripe) {
    try (ServerProcess server =
        suite
            .process()
            .configuration(Configured.configuration())
            .environment("STRIPE_SECRET_KEY", Defaults.SANDBOX_KEY)
            .environment("STRIPE_API_BASE", stripe.toString())
            .start()) {
      Target target = suite.targetWithoutSandbox(server, Configured.VARIABLES);
      Answer answer = target.call("dreadnode").send();
      assertThat(answer.status()).as(server.log()).isEqualTo(200);
      return answer.json().path("session_id").asText();
    }
  }

  private static String status(URI stripe, String session) {
    JsonNode found = new StripeSessions(stripe, Defaults.SANDBOX_KEY).retrieve(session);
    return found.path("status").asText();
  }
}
