package dev.billet.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

  @Test
  void tellsItsVersionAndItsOptions() {
    assertThat(Main.run("--version")).isZero();
    assertThat(Main.run("--help")).isZero();
  }

  @Test
  void refusesAnUnknownOption() {
    assertThat(Main.run("--colour")).isEqualTo(2);
    assertThat(Main.run("sandbox", "--port", "0", "--webhook", "ftp://x")).isEqualTo(2);
  }

  @Test
  void refusesAConfigurationThatIsWrongOrMissing(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("billet.yaml"), "billet: {http: {port: x}}");

    assertThat(Main.run("--config", file.toString())).isEqualTo(78);
    assertThat(Main.run("--config", directory.resolve("absent.yaml").toString())).isEqualTo(78);
  }
}
