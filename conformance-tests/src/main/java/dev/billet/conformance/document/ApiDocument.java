package dev.billet.conformance.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.http.Reply;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** An OpenAPI 3.1 document. Immutable and safe for use by many threads. */
public final class ApiDocument {

  private final String key;
  private final JsonNode tree;
  private final List<Operation> operations;

  private ApiDocument(String key, JsonNode tree) {
    this.key = key;
    this.tree = tree;
    this.operations = new DocumentReader(key, tree).operations();
  }

  /** A document that is parsed already, under a name. */
  public static ApiDocument of(String key, JsonNode tree) {
    return new ApiDocument(key, tree);
  }

  /**
   * Reads a file, in YAML or JSON.
   *
   * @throws java.io.UncheckedIOException if it cannot be read
   */
  public static ApiDocument read(Path file) {
    String name = Objects.requireNonNull(file.getFileName()).toString();
    return new ApiDocument(name.replaceFirst("\\.[^.]*$", ""), Json.read(file));
  }

  /** Every document that is on the class path under {@code openapi}, in order of key. */
  public static List<ApiDocument> builtIn() {
    return Holder.ALL;
  }

  /** The file's name without its ending. */
  public String key() {
    return key;
  }

  /** The whole document. */
  public JsonNode tree() {
    return tree;
  }

  /** Every operation, in the document's order. */
  public List<Operation> operations() {
    return operations;
  }

  /** What every path of the contract begins with, where the document says so. */
  public List<String> prefixes() {
    JsonNode prefix = tree.path("x-billet-prefix");
    if (prefix.isTextual()) {
      return List.of(prefix.asText());
    }
    List<String> prefixes = new ArrayList<>();
    prefix.forEach(it -> prefixes.add(it.asText()));
    return prefixes;
  }

  /** Every status that is spelled out for any operation, in order. */
  public Set<Integer> statuses() {
    Set<Integer> statuses = new TreeSet<>();
    operations.forEach(
        operation ->
            operation.answers().keySet().stream()
                .filter(it -> it.matches("[1-5][0-9]{2}"))
                .map(Integer::valueOf)
                .forEach(statuses::add));
    return statuses;
  }

  /**
   * Which operations may answer a request: the one of that method and path, else those of that
   * path, else, where there is no such path, all of them.
   */
  public List<Operation> candidates(String method, String path) {
    List<Operation> atPath = operations.stream().filter(it -> it.matches(path)).toList();
    Optional<Operation> exact =
        atPath.stream().filter(it -> it.method().equals(method)).findFirst();
    return exact.map(List::of).orElse(atPath.isEmpty() ? operations : atPath);
  }

  /**
   * What an answer breaks of what the document says; where several operations may have given it, of
   * what fits it best.
   *
   * @return empty where all is well
   */
  public List<Violation> violations(String method, String path, Reply reply) {
    List<Violation> fewest =
        List.of(new Violation("status", reply.status() + " is not documented"));
    boolean documented = false;
    for (Operation operation : candidates(method, path)) {
      Optional<DocumentedAnswer> answer = operation.answer(reply.status());
      if (answer.isPresent()) {
        List<Violation> violations = answer.get().violations(reply);
        if (!documented || violations.size() < fewest.size()) {
          fewest = violations;
        }
        documented = true;
      }
    }
    return fewest;
  }

  @Override
  public String toString() {
    return key;
  }

  private static final class Holder {
    static final List<ApiDocument> ALL =
        Resources.list("openapi", ".yaml").stream().map(ApiDocument::read).toList();
  }
}
