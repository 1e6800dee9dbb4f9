package dev.billet.conformance;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A way to replay a documented example: literally, or with placeholders filled in.
 *
 * @param contract the contract it is an example of
 * @param request the request as printed: method, path, headers, body
 * @param replay what to fill in, and what to expect
 */
public record Replay(ContractDocument contract, JsonNode request, JsonNode replay) {

  /** What this replay is called. */
  public String name() {
    return replay.path("name").asText();
  }

  /** The status that is expected. */
  public int status() {
    return replay.at("/expect/status").asInt();
  }

  /** The fields that are expected in the answer's body, where any are. */
  public JsonNode fields() {
    return replay.at("/expect/fields");
  }

  /** How many placeholders it fills in. */
  int fillings() {
    return replay.path("fill").size();
  }

  /** What the document prints for such an answer, where it prints anything. */
  public JsonNode response() {
    return replay.path("response");
  }

  /** The call, filled in with the target's variables. */
  public Call call(Target target) {
    Filling filling = new Filling(target.variables());
    replay.path("fill").properties().forEach(filling::fill);
    return new Call(
        target,
        contract,
        request.path("method").asText("POST"),
        filling.path,
        filling.headers,
        filling.bytes());
  }

  private final class Filling {
    private final Variables variables;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String path;
    private @Nullable String body;

    Filling(Variables variables) {
      this.variables = variables;
      this.path = request.path("path").asText();
      this.body = request.path("body").textValue();
      request.path("headers").properties().forEach(it -> set(it.getKey(), it.getValue()));
    }

    void fill(Map.Entry<String, JsonNode> entry) {
      String[] key = entry.getKey().split(":", 2);
      String name = Objects.requireNonNull(key[1]);
      JsonNode value = filled(entry.getValue());
      switch (Objects.requireNonNull(key[0])) {
        case "header" -> set(name, value);
        case "path" -> path = path.replace("{" + name + "}", value.asText());
        case "body" -> fillBody(JsonPointer.compile(name), value);
        default -> throw new IllegalArgumentException("cannot fill in " + entry.getKey());
      }
    }

    byte @Nullable [] bytes() {
      return body == null ? null : body.getBytes(StandardCharsets.UTF_8);
    }

    private void set(String name, JsonNode value) {
      headers.keySet().removeIf(name::equalsIgnoreCase);
      if (!value.isNull()) {
        headers.put(name, value.asText());
      }
    }

    // The printed text goes as it is, unless something in it is filled in.
    private void fillBody(JsonPointer at, JsonNode value) {
      JsonNode parsed = Json.parse(body == null ? "{}" : body);
      JsonNode parent = parsed.at(at.head());
      if (parent instanceof ArrayNode array) {
        array.set(at.last().getMatchingIndex(), value);
      } else {
        ((ObjectNode) parent).set(at.last().getMatchingProperty(), value);
      }
      body = parsed.toString();
    }

    private JsonNode filled(JsonNode value) {
      return value.isTextual() ? TextNode.valueOf(variables.fill(value.asText())) : value;
    }
  }
}
