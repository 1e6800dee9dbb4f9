package dev.billet.server.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.net.URI;
import java.util.Map;

/**
 * A contract's document as callers get it: what is enforced, but with our server in place of the
 * vendor's, so that no tool that reads it calls the vendor. The vendor's servers are kept as {@code
 * x-documented-servers}.
 */
final class PublishedDocument {

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
          .disable(YAMLGenerator.Feature.SPLIT_LINES)
          .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
          .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
          .build();

  private static final String DOCUMENTED = "x-documented-servers";

  private PublishedDocument() {}

  /** What stands before the document's paths on our server. */
  static String basePath(JsonNode document) {
    return document.path("x-billet-base-path").asText("");
  }

  static String yaml(JsonNode document, URI publicUrl) {
    JsonNode copy = document.deepCopy();
    // A server that only one path or operation has would lead a tool astray as well.
    for (JsonNode path : copy.path("paths")) {
      keepAside(path);
      path.forEach(PublishedDocument::keepAside);
    }
    ObjectNode published = YAML.createObjectNode();
    for (Map.Entry<String, JsonNode> member : copy.properties()) {
      if (member.getKey().equals("servers")) {
        continue;
      }
      published.set(member.getKey(), member.getValue());
      if (member.getKey().equals("info")) {
        published.putArray("servers").addObject().put("url", publicUrl + basePath(document));
      }
    }
    if (copy.has("servers")) {
      published.set(DOCUMENTED, copy.get("servers"));
    }
    try {
      return YAML.writeValueAsString(published);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a document that was read cannot be written", e);
    }
  }

  private static void keepAside(JsonNode node) {
    if (node instanceof ObjectNode object && object.has("servers")) {
      object.set(DOCUMENTED, object.remove("servers"));
    }
  }
}
