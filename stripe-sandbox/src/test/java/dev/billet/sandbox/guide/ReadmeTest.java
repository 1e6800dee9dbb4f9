package dev.billet.sandbox.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Price;
import dev.billet.sandbox.Sandbox;
import dev.billet.sandbox.SeedPrice;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's snippets run here, and each of them is one of these. */
final class ReadmeTest {

  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^```(?<kind>\\S*)\\n(?<text>.*?)^```$");

  // They run the build itself, or for minutes.
  private static final Set<String> BUILD_COMMANDS =
      Set.of(
          "mvn -pl stripe-sandbox test -Dtest=SessionFootprint",
          "JAZZER_FUZZ=1 mvn -pl stripe-sandbox test -Dtest=RequestFuzzTest");

  @Test
  void startsFromJava() throws StripeException {
    try (Sandbox sandbox =
        Sandbox.builder()
            .price(new SeedPrice("price_pro", "Pro plan", "usd", 2900, "month"))
            .start()) {
      StripeClient stripe =
          StripeClient.builder()
              .setApiKey(sandbox.secretKey())
              .setApiBase(sandbox.baseUrl().toString())
              .build();
      Price price = stripe.v1().prices().retrieve("price_pro");
      assertThat(price.getUnitAmount()).isEqualTo(2900);
    }
  }

  @Test
  void namesAWebhook() {
    try (Sandbox sandbox =
        Sandbox.builder()
            .webhook(
                URI.create("http://localhost:8080/webhooks"),
                "checkout.session.completed",
                "invoice.*")
            .start()) {
      String secret = sandbox.webhookSecret();
      assertThat(secret).startsWith("whsec_");
    }
  }

  @Test
  void keepsItsState(@TempDir Path directory) {
    Path file = directory.resolve("sandbox.data");
    int port = 0;
    try (Sandbox sandbox = Sandbox.builder().port(port).data(file).start()) {
      assertThat(sandbox.describe()).contains(file.toString());
    }
    assertThat(file).exists();
  }

  @Test
  void showsWhatRuns() throws Exception {
    assumeTrue(hasCurl(), "the README's commands need curl, which is not installed");
    String sources = squeezed(source("ReadmeTest.java") + source("ShopTest.java"));
    List<String> checked = new ArrayList<>();
    try (Sandbox sandbox = Sandbox.builder().start()) {
      Matcher blocks = BLOCK.matcher(Files.readString(Path.of("README.md")));
      while (blocks.find()) {
        String text = String.valueOf(blocks.group("text"));
        switch (String.valueOf(blocks.group("kind"))) {
          case "java" -> assertThat(sources).as(text).contains(squeezed(text));
          case "sh" -> runs(text.strip(), sandbox);
          default -> throw new AssertionError("no test knows such a block:\n" + text);
        }
        checked.add(text);
      }
    }
    assertThat(checked).hasSizeGreaterThan(5);
  }

  private static void runs(String command, Sandbox sandbox) throws Exception {
    if (BUILD_COMMANDS.contains(command)) {
      return;
    }
    String aimed =
        command
            .replace("localhost:12111", sandbox.baseUrl().toString())
            .replace("sk_test_…", sandbox.secretKey());
    assertThat(aimed).startsWith("curl ").isNotEqualTo(command);
    Process process =
        new ProcessBuilder("sh", "-c", aimed.replaceFirst("^curl ", "curl -sS --fail-with-body "))
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }

  private static boolean hasCurl() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "curl")));
  }

  private static String source(String file) throws IOException {
    return Files.readString(Path.of("src/test/java/dev/billet/sandbox/guide", file));
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", "");
  }
}
