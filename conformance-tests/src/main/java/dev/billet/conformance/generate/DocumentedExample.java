package dev.billet.conformance.generate;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.document.Json;
import dev.billet.conformance.document.Resources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A documented example.
 *
 * @param title its file and what it is called
 * @param operation the operation's id; empty where the example is about a path that does not exist
 * @param replays how it is to be replayed
 */
public record DocumentedExample(
    String title, Optional<String> operation, List<ExampleReplay> replays) {

  /** A contract's built-in examples, in order of file name; none where there are none. */
  public static List<DocumentedExample> of(String contract) {
    return Resources.list("examples/" + contract, ".json").stream()
        .map(DocumentedExample::read)
        .toList();
  }

  private static DocumentedExample read(Path file) {
    JsonNode tree = Json.read(file);
    List<ExampleReplay> replays = new ArrayList<>();
    tree.path("replays").forEach(it -> replays.add(new ExampleReplay(tree.path("request"), it)));
    return new DocumentedExample(
        Objects.requireNonNull(file.getFileName()) + ": " + tree.path("title").asText(),
        Optional.ofNullable(tree.path("operationId").textValue()),
        List.copyOf(replays));
  }
}
