package dev.billet.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.document.Json;
import dev.billet.conformance.document.Resources;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Where the server is known not to do what a document says: a file per contract, each entry with a
 * case's id and the reason. A listed case that passes is a failure, so the lists can only be true.
 * Immutable.
 */
public final class KnownDeviations {

  private final List<Deviation> deviations;

  private KnownDeviations(List<Deviation> deviations) {
    this.deviations = List.copyOf(deviations);
  }

  /**
   * A known deviation.
   *
   * @param contract the contract's key
   * @param id the id of the case that fails
   * @param reason why it does, and until when
   * @param excuses what answers may break because of it, such as {@code header Retry-After}
   */
  public record Deviation(String contract, String id, String reason, Set<String> excuses) {}

  /** Reads the lists from {@code known-deviations} on the class path. */
  public static KnownDeviations read() {
    List<Deviation> deviations = new ArrayList<>();
    for (Path file : Resources.list("known-deviations", ".yaml")) {
      String contract = file.getFileName().toString().replace(".yaml", "");
      for (JsonNode entry : Json.read(file)) {
        deviations.add(
            new Deviation(
                contract,
                required(file, entry, "id"),
                required(file, entry, "reason"),
                texts(entry.path("excuses"))));
      }
    }
    return new KnownDeviations(deviations);
  }

  /** Every entry. */
  public List<Deviation> all() {
    return deviations;
  }

  /** The entry for a case, where it is listed. */
  public Optional<Deviation> find(String contract, String id) {
    return deviations.stream()
        .filter(it -> it.contract().equals(contract) && it.id().equals(id))
        .findFirst();
  }

  /** Whether answers of a contract may break something that a violation is about. */
  public boolean excuses(String contract, String subject) {
    return deviations.stream()
        .anyMatch(it -> it.contract().equals(contract) && it.excuses().contains(subject));
  }

  private static String required(Path file, JsonNode entry, String name) {
    String value = entry.path(name).asText();
    if (value.isBlank()) {
      throw new IllegalStateException(file + " has an entry without " + name);
    }
    return value;
  }

  private static Set<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asText)
        .collect(Collectors.toSet());
  }
}
