package dev.billet.server.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;

/** Loads configurations that tests write. */
abstract class ConfigurationFixture {

  static final String HASH = "0123456789abcdef".repeat(4);

  private static final List<String> CONTRACTS = List.of("versori", "dreadnode");

  /** Set before each test. */
  @TempDir Path directory = Path.of("");

  Settings load(Map<String, String> environment) {
    return SettingsLoader.load(CONTRACTS, Optional.empty(), environment);
  }

  Settings load(String yaml) {
    return load(yaml, Map.of());
  }

  Settings load(String yaml, Map<String, String> environment) {
    return SettingsLoader.load(CONTRACTS, Optional.of(file(yaml)), environment);
  }

  List<String> errors(String yaml) {
    return errors(yaml, Map.of());
  }

  List<String> errors(String yaml, Map<String, String> environment) {
    return catchThrowableOfType(ConfigurationException.class, () -> load(yaml, environment))
        .errors()
        .stream()
        .map(error -> error.replace(directory.toString(), ""))
        .toList();
  }

  private Path file(String yaml) {
    try {
      return Files.writeString(directory.resolve("billet.yaml"), yaml);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
