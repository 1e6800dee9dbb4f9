package dev.billet.client.typescript;

import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.clients.Command;
import dev.billet.clients.Jar;
import dev.billet.clients.Readme;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The client in Node.js. */
@ExtendWith({Jar.class, Installed.Extension.class})
final class NodeTest {

  /** The files of {@code src/test/js}; each says at its top what it shows. */
  @ParameterizedTest
  @MethodSource("dev.billet.client.typescript.Installed#tests")
  void keepsItsWord(String file, Installed client, URI server) throws Exception {
    String printed =
        Command.of(client.consumer(), "node", "--test", "--test-reporter=tap", file)
            .with("BILLET_URL", server.toString())
            .run();
    assertThat(printed)
        .containsPattern("(?m)^# pass [1-9]")
        .contains("# fail 0", "# cancelled 0", "# skipped 0", "# todo 0");
  }

  @Test
  void theReadmesExampleIsWellTypedAndBuysSomething(Installed client, URI server) throws Exception {
    Path readme = client.client().resolve("README.md");
    Path program = client.consumer().resolve("example.mts");
    Files.writeString(program, Readme.examples(readme, "ts", server).get(0));
    Path compiler =
        Path.of(System.getProperty("billet.client.build"), "node_modules/typescript/bin/tsc");
    Command.of(
            client.consumer(),
            "node",
            compiler.toString(),
            "--strict",
            "--module",
            "NodeNext",
            "--target",
            "ES2022",
            "--lib",
            "ES2022,DOM",
            program.toString())
        .run();
    assertThat(Command.of(client.consumer(), "node", "example.mjs").run())
        .contains("Send the buyer to http", "/c/pay/cs_test_");
  }
}
