package dev.billet.sandbox.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account.Due;
import dev.billet.sandbox.store.IdempotencyKeys.Saved;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One change of an account, as plain data: what a journal is made of, and an exported state. */
sealed interface Change {

  /** Returns the change as JSON. */
  ObjectNode toJson();

  /** Makes the change. */
  void apply(Account account);

  /** An object was put into a table. */
  record Put(String table, ObjectNode object) implements Change {

    @Override
    public ObjectNode toJson() {
      ObjectNode json = JsonNodeFactory.instance.objectNode().put("put", table);
      return json.set("object", object);
    }

    @Override
    public void apply(Account account) {
      account.table(table).put(object);
    }
  }

  /** An object was taken out of a table, or never was in it; something may be left to show. */
  record Remove(String table, String id, @Nullable ObjectNode remains) implements Change {

    @Override
    public ObjectNode toJson() {
      ObjectNode json = JsonNodeFactory.instance.objectNode().put("remove", table).put("id", id);
      return remains == null ? json : json.set("remains", remains);
    }

    @Override
    public void apply(Account account) {
      account.table(table).remove(id, remains);
    }
  }

  /** Something was noted to happen later. */
  record Schedule(Due due) implements Change {

    @Override
    public ObjectNode toJson() {
      return dueJson("due", due);
    }

    @Override
    public void apply(Account account) {
      account.schedule(due);
    }
  }

  /** What was noted to happen has happened. */
  record Take(Due due) implements Change {

    @Override
    public ObjectNode toJson() {
      return dueJson("done", due);
    }

    @Override
    public void apply(Account account) {
      account.unschedule(due);
    }
  }

  /** A request was answered under an idempotency key. */
  record Answered(String key, String endpoint, String fingerprint, Instant begun, Saved saved)
      implements Change {

    @Override
    public ObjectNode toJson() {
      return JsonNodeFactory.instance
          .objectNode()
          .put("key", key)
          .put("endpoint", endpoint)
          .put("fingerprint", fingerprint)
          .put("begun", begun.toString())
          .put("status", saved.status())
          .put("request", saved.requestId())
          .put("body", new String(saved.body(), StandardCharsets.UTF_8));
    }

    @Override
    public void apply(Account account) {
      account.idempotencyKeys().restore(this);
    }
  }

  /** Everything was forgotten. */
  record Reset() implements Change {

    @Override
    public ObjectNode toJson() {
      return JsonNodeFactory.instance.objectNode().put("reset", true);
    }

    @Override
    public void apply(Account account) {
      account.forget();
    }
  }

  /**
   * Reads a change.
   *
   * @throws IllegalArgumentException if that is none
   */
  static Change of(JsonNode json) {
    if (json.has("put")) {
      return new Put(text(json, "put"), identified(json.path("object")));
    }
    if (json.has("remove")) {
      JsonNode remains = json.get("remains");
      return new Remove(
          text(json, "remove"), text(json, "id"), remains == null ? null : identified(remains));
    }
    if (json.has("due")) {
      return new Schedule(due(json, "due"));
    }
    if (json.has("done")) {
      return new Take(due(json, "done"));
    }
    if (json.has("key")) {
      return answered(json);
    }
    if (json.has("reset")) {
      return new Reset();
    }
    throw new IllegalArgumentException("no change of a kind that is known here");
  }

  private static Change answered(JsonNode json) {
    byte[] body = text(json, "body").getBytes(StandardCharsets.UTF_8);
    Saved saved = new Saved(json.path("status").asInt(), body, text(json, "request"));
    try {
      return new Answered(
          text(json, "key"),
          text(json, "endpoint"),
          text(json, "fingerprint"),
          Instant.parse(text(json, "begun")),
          saved);
    } catch (java.time.DateTimeException e) {
      throw new IllegalArgumentException("begun is no moment", e);
    }
  }

  private static ObjectNode dueJson(String kind, Due due) {
    ObjectNode json = JsonNodeFactory.instance.objectNode().put(kind, due.at());
    return json.put("table", due.table()).put("id", due.id());
  }

  private static Due due(JsonNode json, String kind) {
    if (!json.get(kind).canConvertToLong()) {
      throw new IllegalArgumentException(kind + " is no moment");
    }
    return new Due(json.get(kind).longValue(), text(json, "table"), text(json, "id"));
  }

  private static ObjectNode identified(JsonNode json) {
    if (json instanceof ObjectNode object && object.path("id").isTextual()) {
      return object;
    }
    throw new IllegalArgumentException("an object without an id");
  }

  private static String text(JsonNode json, String member) {
    if (json.path(member).isTextual()) {
      return json.get(member).textValue();
    }
    throw new IllegalArgumentException("no " + member);
  }
}
