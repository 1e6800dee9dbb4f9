package dev.billet.gates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the documents and what was released of them, by listing. Stateless. */
final class Documents {

  private static final ObjectMapper YAML = YAMLMapper.builder().build();

  private Documents() {}

  /** The root of the working copy; the build names it. */
  static Path root() {
    return Path.of(System.getProperty("billet.root", ".."));
  }

  static Path specs() {
    return root().resolve("specs");
  }

  /**
   * The key of every contract, sorted: the names of the files in {@code specs} that are OpenAPI
   * documents.
   */
  static List<String> contracts() {
    return list(specs()).stream()
        .filter(file -> read(file).has("openapi"))
        .map(file -> file.getFileName().toString().replaceFirst("\\.yaml$", ""))
        .toList();
  }

  static Path document(String contract) {
    return specs().resolve(contract + ".yaml");
  }

  /** The document as it was last released; empty where it never was. */
  static Optional<Path> lastReleased(String contract) {
    return list(specs().resolve("released")).stream()
        .filter(file -> file.getFileName().toString().matches(contract + "-[0-9.]+\\.yaml"))
        .max(Comparator.comparing(file -> Version.of(read(file))));
  }

  static JsonNode parse(String yaml) {
    try {
      return YAML.readTree(yaml);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not YAML: " + yaml, e);
    }
  }

  static JsonNode read(Path file) {
    return parse(text(file));
  }

  static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static List<Path> list(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          .filter(file -> !file.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory, e);
    }
  }
}
