package dev.billet.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The documented examples, found by listing {@code examples/<contract>}. Stateless. */
public final class Examples {

  private Examples() {}

  /** A contract's examples, in order of file name. */
  public static List<Example> of(ContractDocument contract) {
    return Resources.list("examples/" + contract.key(), ".json").stream()
        .map(
            file ->
                read(
                    contract,
                    Objects.requireNonNull(file.getFileName()).toString(),
                    Json.read(file)))
        .toList();
  }

  private static Example read(ContractDocument contract, String file, JsonNode example) {
    String title = file + ": " + example.path("title").asText();
    List<Replay> replays = new ArrayList<>();
    for (JsonNode replay : example.path("replays")) {
      replays.add(new Replay(contract, example.path("request"), replay));
    }
    return new Example(title, example, replays);
  }

  /**
   * A documented example.
   *
   * @param title its file and what it is called
   * @param tree the whole file
   * @param replays how it is to be replayed
   */
  public record Example(String title, JsonNode tree, List<Replay> replays) {}
}
