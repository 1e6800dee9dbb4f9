package dev.billet.conformance.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

/** An event, as it is told. Nobody changes its tree: every variation is another event. */
record Event(ObjectNode json) {

  static Event of(JsonNode json) {
    return new Event((ObjectNode) json);
  }

  /** One that nobody can have heard of, of a type that does not exist yet. */
  static Event unheardOf(Event like) {
    ObjectNode json = like.json.deepCopy();
    json.put("id", otherId(like.id(), "Unk"));
    json.put("type", "shipping_label.printed");
    ObjectNode object = JsonNodeFactory.instance.objectNode();
    object.put("id", "sl_1BilletUnheardOf").put("object", "shipping_label");
    json.putObject("data").set("object", object);
    return new Event(json);
  }

  String id() {
    return json.path("id").asText();
  }

  String type() {
    return json.path("type").asText();
  }

  /** What it tells of. */
  JsonNode object() {
    return json.at("/data/object");
  }

  /** In several lines, as Stripe writes it: a server that verifies its own rewriting will fail. */
  byte[] body() {
    return (json.toPrettyString() + "\n").getBytes(StandardCharsets.UTF_8);
  }

  /** Another event that tells the same. */
  Event underAnotherId() {
    ObjectNode copy = json.deepCopy();
    copy.put("id", otherId(id(), "Dup"));
    return new Event(copy);
  }

  /** The same, as though it had happened then. */
  Event createdAt(Instant time) {
    ObjectNode copy = json.deepCopy();
    copy.put("created", time.getEpochSecond());
    return new Event(copy);
  }

  /** The same, forged: as though ten times as much was paid. */
  Event withTenfoldAmount() {
    ObjectNode copy = json.deepCopy();
    ObjectNode object = (ObjectNode) copy.at("/data/object");
    for (String amount : List.of("amount_subtotal", "amount_total")) {
      object.put(amount, Math.multiplyExact(object.path(amount).asLong(), 10));
    }
    return new Event(copy);
  }

  // As long as before, so that no column is too short for it.
  private static String otherId(String id, String end) {
    return id.substring(0, Math.max(0, id.length() - end.length())) + end;
  }

  @Override
  public String toString() {
    return id() + " " + type();
  }
}
