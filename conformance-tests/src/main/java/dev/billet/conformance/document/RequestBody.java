package dev.billet.conformance.document;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.Set;

/**
 * What an operation takes for a body.
 *
 * @param mediaTypes the media types it takes
 * @param schema the schema of the JSON one with references followed; missing where it takes none
 * @param check the same schema, to hold values against
 * @param example a body that the document gives, where it does
 */
public record RequestBody(
    boolean required,
    Set<String> mediaTypes,
    JsonNode schema,
    Optional<SchemaCheck> check,
    Optional<JsonNode> example) {

  /** Whether it is bytes that only look like JSON, such as what is signed. */
  public boolean binary() {
    return schema.path("format").asText().equals("binary");
  }

  /** Whether it is JSON with a schema. */
  public boolean json() {
    return !binary() && check.isPresent();
  }
}
