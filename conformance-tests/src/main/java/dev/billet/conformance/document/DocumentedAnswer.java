package dev.billet.conformance.document;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.http.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a document says of one status.
 *
 * @param headers the rules of its header fields, by name
 * @param content the schema of each media type; none where any body will do
 */
public record DocumentedAnswer(
    Map<String, HeaderRule> headers, Map<String, Optional<SchemaCheck>> content) {

  /** A header field: whether it must be there, and what its values match. */
  public record HeaderRule(boolean required, String pattern) {

    static HeaderRule of(JsonNode header) {
      JsonNode schema = header.path("schema");
      String pattern =
          schema.path("type").asText().equals("integer")
              ? "-?[0-9]+"
              : schema.path("pattern").asText(".+");
      return new HeaderRule(header.path("required").asBoolean(), pattern);
    }
  }

  List<Violation> violations(Reply reply) {
    List<Violation> violations = new ArrayList<>(headerViolations(reply));
    if (content.isEmpty()) {
      return violations;
    }
    Optional<SchemaCheck> check = content.get(reply.mediaType());
    String charset = reply.header("Content-Type").orElse("").replaceFirst("^[^;]*;?", "").strip();
    if (check == null) {
      violations.add(
          new Violation(
              "media type",
              "the media type is " + reply.mediaType() + " and not one of " + content.keySet()));
    } else if (!charset.isEmpty() && !charset.matches("(?i)charset=\"?utf-8\"?")) {
      violations.add(new Violation("media type", "JSON is UTF-8, and not " + charset));
    } else {
      check.ifPresent(schema -> violations.addAll(bodyViolations(schema, reply)));
    }
    return violations;
  }

  private static List<Violation> bodyViolations(SchemaCheck schema, Reply reply) {
    try {
      return schema.complaints(Json.parse(reply.text())).stream()
          .map(sentence -> new Violation("schema", sentence))
          .toList();
    } catch (IllegalArgumentException e) {
      return List.of(new Violation("schema", "the body is not JSON"));
    }
  }

  private List<Violation> headerViolations(Reply reply) {
    List<Violation> violations = new ArrayList<>();
    headers.forEach(
        (name, rule) -> {
          String subject = "header " + name;
          List<String> values = reply.headers(name);
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
