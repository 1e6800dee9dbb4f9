package dev.billet.conformance.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Schema;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Holds values against one schema of a document. Safe for use by many threads. */
public final class SchemaCheck {

  private final Schema schema;

  SchemaCheck(Schema schema) {
    this.schema = schema;
  }

  /** Whether a value keeps to the schema. */
  public boolean accepts(JsonNode value) {
    return schema.validate(value).isEmpty();
  }

  /** What a value breaks, a sentence each; empty where all is well. */
  public List<String> complaints(JsonNode value) {
    return schema.validate(value).stream().map(it -> "body" + it).toList();
  }

  /** The keywords that a value breaks, without those that only group others. */
  public Set<String> brokenKeywords(JsonNode value) {
    Set<String> keywords = new TreeSet<>();
    schema.validate(value).forEach(error -> keywords.add(String.valueOf(error.getKeyword())));
    keywords.removeAll(Set.of("anyOf", "oneOf", "allOf"));
    return keywords;
  }
}
