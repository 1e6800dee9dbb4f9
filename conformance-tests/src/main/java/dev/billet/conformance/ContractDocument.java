package dev.billet.conformance;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A contract's OpenAPI document, and what it says of the answers of its one operation. Immutable
 * and safe for use by many threads.
 */
public final class ContractDocument {

  private final String key;
  private final JsonNode document;
  private final String path;
  private final Map<Integer, DocumentedAnswer> answers;

  private ContractDocument(String key, JsonNode document) {
    this.key = key;
    this.document = document;
    Map.Entry<String, JsonNode> item = document.at("/paths").properties().iterator().next();
    this.path = document.path("x-billet-base-path").asText() + item.getKey();
    String iri = "urn:billet:" + key;
    SchemaRegistry registry =
        SchemaRegistry.withDialect(
            Dialects.getOpenApi31(), builder -> builder.schemas(Map.of(iri, document.toString())));
    Map<Integer, DocumentedAnswer> found = new TreeMap<>();
    JsonPointer responses =
        JsonPointer.compile(
            "/paths/" + item.getKey().replace("~", "~0").replace("/", "~1") + "/post/responses");
    for (Map.Entry<String, JsonNode> response : document.at(responses).properties()) {
      // "default" is every status and so none: only what is spelled out counts as documented.
      if (response.getKey().matches("[1-5][0-9]{2}")) {
        JsonPointer at = target(responses.appendProperty(response.getKey()));
        found.put(Integer.valueOf(response.getKey()), answer(registry, iri, at));
      }
    }
    this.answers = Map.copyOf(found);
  }

  /**
   * Reads every document that is on the class path under {@code openapi}, in order of key, but our
   * own: it sells nothing, and has more operations than one.
   */
  public static List<ContractDocument> all() {
    return Holder.ALL;
  }

  /** The document of one contract. */
  public static ContractDocument of(String key) {
    return all().stream()
        .filter(document -> document.key.equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no document " + key));
  }

  /** The contract's name: the file's, without its ending. */
  public String key() {
    return key;
  }

  /** The path of the operation with its placeholders, from the server's root. */
  public String path() {
    return path;
  }

  /** What every path of the contract begins with. */
  public String prefix() {
    return document.path("x-billet-prefix").asText();
  }

  /** Every status that is spelled out, in order. */
  public Set<Integer> statuses() {
    return new TreeSet<>(answers.keySet());
  }

  /** The whole document. */
  public JsonNode tree() {
    return document;
  }

  /**
   * What an answer breaks of what the document says of its status.
   *
   * @return one sentence for each thing; empty where all is well
   */
  List<Violation> violations(Answer answer) {
    DocumentedAnswer documented = answers.get(answer.status());
    if (documented == null) {
      return List.of(new Violation("status", answer.status() + " is not documented"));
    }
    List<Violation> violations = new ArrayList<>(documented.headerViolations(answer));
    documented.schema().validate(answer.json()).stream()
        .map(error -> new Violation("schema", error.toString()))
        .forEach(violations::add);
    return violations;
  }

  private DocumentedAnswer answer(SchemaRegistry registry, String iri, JsonPointer at) {
    JsonPointer schema = at.append(JsonPointer.compile("/content/application~1json/schema"));
    if (document.at(schema).isMissingNode()) {
      throw new IllegalStateException(key + " has no JSON schema at " + schema);
    }
    Schema compiled =
        registry.getSchema(
            SchemaLocation.of(
                iri + "#" + schema.toString().replace("{", "%7B").replace("}", "%7D")));
    Map<String, HeaderRule> headers =
        document.at(at).path("headers").properties().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry ->
                        HeaderRule.of(
                            document.at(
                                target(
                                    at.appendProperty("headers")
                                        .appendProperty(entry.getKey()))))));
    return new DocumentedAnswer(headers, compiled);
  }

  private JsonPointer target(JsonPointer at) {
    JsonNode ref = document.at(at).path("$ref");
    return ref.isMissingNode() ? at : JsonPointer.compile(ref.asText().substring(1));
  }

  @Override
  public String toString() {
    return key;
  }

  /** Something that an answer breaks; the subject is what a known deviation can name. */
  record Violation(String subject, String sentence) {}

  private record HeaderRule(boolean required, String pattern) {

    static HeaderRule of(JsonNode header) {
      JsonNode schema = header.path("schema");
      String pattern =
          schema.path("type").asText().equals("integer")
              ? "-?[0-9]+"
              : schema.path("pattern").asText(".+");
      return new HeaderRule(header.path("required").asBoolean(), pattern);
    }
  }

  private record DocumentedAnswer(Map<String, HeaderRule> headers, Schema schema) {

    List<Violation> headerViolations(Answer answer) {
      List<Violation> violations = new ArrayList<>();
      headers.forEach(
          (name, rule) -> {
            String subject = "header " + name;
            List<String> values = answer.headers(name);
            if (values.isEmpty() && rule.required()) {
              violations.add(new Violation(subject, "the header " + name + " is missing"));
            }
            for (String value : values) {
              if (!value.matches(rule.pattern())) {
                violations.add(new Violation(subject, name + " is not as documented: " + value));
              }
            }
          });
      return violations;
    }
  }

  private static final class Holder {
    static final List<ContractDocument> ALL =
        Resources.list("openapi", ".yaml").stream()
            .filter(file -> !file.endsWith("billet.yaml"))
            .map(Holder::read)
            .toList();

    private static ContractDocument read(Path file) {
      String name = file.getFileName().toString();
      return new ContractDocument(name.substring(0, name.length() - 5), Json.read(file));
    }
  }
}
