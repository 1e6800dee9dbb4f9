package dev.billet.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A contract's OpenAPI document, as it lies in {@code openapi/<contract>.yaml} on the class path:
 * the one source of what is enforced and of what is published. Immutable in use.
 */
final class ContractDocument {

  private final String name;
  private final JsonNode tree;

  private ContractDocument(String name, JsonNode tree) {
    this.name = name;
    this.tree = tree;
  }

  static ContractDocument load(String contract) {
    String resource = "/openapi/" + contract + ".yaml";
    try (InputStream yaml = ContractDocument.class.getResourceAsStream(resource)) {
      if (yaml == null) {
        throw new IllegalStateException("there is no document " + resource);
      }
      return new ContractDocument(contract, new YAMLMapper().readTree(yaml));
    } catch (IOException e) {
      throw new UncheckedIOException("the document cannot be read: " + resource, e);
    }
  }

  String name() {
    return name;
  }

  JsonNode tree() {
    return tree;
  }

  /** What stands before the document's paths on a server; empty where nothing does. */
  String basePath() {
    return tree.path("x-billet-base-path").asText("");
  }

  /** The prefixes, at least one, of all paths whose failures are answered in its envelope. */
  List<String> prefixes() {
    JsonNode declared = tree.path("x-billet-prefix");
    List<String> prefixes = new ArrayList<>();
    if (declared.isTextual()) {
      prefixes.add(declared.textValue());
    }
    declared.elements().forEachRemaining(prefix -> prefixes.add(prefix.asText()));
    if (prefixes.isEmpty()) {
      throw new IllegalStateException(name + ".yaml has no x-billet-prefix");
    }
    return List.copyOf(prefixes);
  }

  /** JSON pointers to the operations, by {@link #key}. */
  Map<String, String> operations() {
    Map<String, String> operations = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> path : tree.path("paths").properties()) {
      path.getValue()
          .fieldNames()
          .forEachRemaining(
              method -> {
                if (path.getValue().path(method).has("responses")) {
                  operations.put(
                      key(method, basePath() + path.getKey()),
                      "/paths/" + escape(path.getKey()) + "/" + method);
                }
              });
    }
    return operations;
  }

  /** How an operation is found again: by its method and its path on a server. */
  static String key(String method, String pathTemplate) {
    return method.toUpperCase(Locale.ROOT) + " " + pathTemplate;
  }

  /** Follows references, so that the pointer leads to the thing itself. */
  String resolve(String pointer) {
    String reference = tree.at(pointer).path("$ref").textValue();
    if (reference == null) {
      return pointer;
    }
    if (!reference.startsWith("#/")) {
      throw new IllegalStateException(name + ".yaml refers to another document: " + reference);
    }
    return resolve(reference.substring(1));
  }

  private static String escape(String segment) {
    return segment.replace("~", "~0").replace("/", "~1");
  }
}
