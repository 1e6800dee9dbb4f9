package dev.billet.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.clients.Command;
import dev.billet.clients.Jar;
import dev.billet.clients.Readme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The README's example does what it says. */
@ExtendWith(Jar.class)
final class ReadmeTest {

  @Test
  void theExampleBuysSomething(URI server, @TempDir Path folder) throws Exception {
    String program =
        Readme.examples(Path.of(System.getProperty("billet.client.readme")), "java", server).get(0);
    Path file = Files.writeString(folder.resolve("BuyCredits.java"), program);
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String printed = Command.of(folder, java, "-cp", Demo.classPath(), file.toString()).run();
    assertThat(printed).contains("/c/pay/cs_test_", "Send the buyer to http");
  }
}
