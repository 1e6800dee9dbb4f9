package dev.billet.server.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.contract.Contract;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * A contract that is served.
 *
 * @param sells one line, for people
 */
public record ServedContract(Contract contract, String sells) {

  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  /**
   * An operation that a document describes.
   *
   * @param method in upper case
   * @param path from the server's root, with the document's placeholders
   */
  public record Operation(String method, String path) {}

  /** The operations of the contract's document, in its order. */
  public List<Operation> operations() {
    return operations(contract.document());
  }

  static List<Operation> operations(JsonNode document) {
    List<Operation> operations = new ArrayList<>();
    String base = PublishedDocument.basePath(document);
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> member : path.getValue().properties()) {
        if (METHODS.contains(member.getKey())) {
          operations.add(
              new Operation(member.getKey().toUpperCase(Locale.ROOT), base + path.getKey()));
        }
      }
    }
    return operations;
  }
}
