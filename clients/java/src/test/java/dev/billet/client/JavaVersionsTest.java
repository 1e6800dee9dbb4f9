package dev.billet.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.billet.clients.Command;
import dev.billet.clients.Jar;
import dev.billet.conformance.JavaRuntimes;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The client on every release it is made for, as {@code java.net.http} comes: its first request
 * asks for HTTP/2, and carries a body.
 */
@ExtendWith(Jar.class)
final class JavaVersionsTest {

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void theClientRunsOn(int feature, URI server) throws Exception {
    Optional<Path> java = JavaRuntimes.find(feature);
    assumeTrue(
        java.isPresent(),
        "no JDK %1$d is installed; JAVA_%1$d_HOME can name one".formatted(feature));
    String printed =
        Command.of(
                Path.of("."),
                java.orElseThrow().toString(),
                "-Dfile.encoding=ISO-8859-1",
                "-cp",
                Demo.classPath(),
                Sales.class.getName(),
                server.toString())
            .run();
    assertThat(printed)
        .contains(
            "java " + feature + ", ISO-8859-1", "bought cs_test_", "refused 422, echoed true");
  }

  @Test
  void theFirstRequestAsksForHttp2() throws Exception {
    try (Tap tap = Tap.answering(404, "{}")) {
      assertThatThrownBy(
              () ->
                  Demo.owner(tap.url())
                      .dreadnode()
                      .createCheckoutSession(Demo.SLUG, Demo.credits(1), null, null, null))
          .isInstanceOf(DreadnodeException.class);
      assertThat(tap.sent("Upgrade")).containsExactly("h2c");
      assertThat(tap.sent("Content-Length")).doesNotContain("null");
    }
  }
}
