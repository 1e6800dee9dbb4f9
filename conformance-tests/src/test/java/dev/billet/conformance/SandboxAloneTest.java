package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
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
