package dev.billet.conformance.mutate;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.conformance.document.Json;
import dev.billet.conformance.http.Reply;
import dev.billet.conformance.http.Request;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Changes the answers of one operation with one status. */
record AnswerMutation(Answers where, int status, String name, FaultKind kind, Change change)
    implements Mutation {

  /** Which answers an operation has given. */
  @FunctionalInterface
  interface Answers {
    boolean include(Request request);
  }

  /** What is done to an answer; the same object where there is nothing to do. */
  @FunctionalInterface
  interface Change {
    Reply to(Reply reply);
  }

  /** What can be done to a member. */
  enum MemberFault {
    DROP(FaultKind.DROPPED),
    RENAME(FaultKind.RENAMED),
    RETYPE(FaultKind.RETYPED),
    NULL(FaultKind.NULL);

    private final FaultKind kind;

    MemberFault(FaultKind kind) {
      this.kind = kind;
    }

    FaultKind kind() {
      return kind;
    }
  }

  @Override
  public Reply apply(Request request, Reply reply) {
    return reply.status() == status && where.include(request) ? change.to(reply) : reply;
  }

  static Change status(int other) {
    return reply -> new Reply(other, reply.headers(), reply.body());
  }

  static Change header(String name, String... values) {
    return reply -> {
      if (reply.headers(name).equals(List.of(values))) {
        return reply;
      }
      Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      headers.putAll(reply.headers());
      headers.remove(name);
      if (values.length > 0) {
        headers.put(name, List.of(values));
      }
      return new Reply(reply.status(), headers, reply.body());
    };
  }

  static Change member(JsonPointer at, MemberFault fault) {
    return reply ->
        json(reply)
            .filter(body -> changes(body, at, fault))
            .map(body -> body.toString().getBytes(StandardCharsets.UTF_8))
            .map(bytes -> new Reply(reply.status(), reply.headers(), bytes))
            .orElse(reply);
  }

  /** The body as JSON; empty where it is none. */
  static Optional<JsonNode> json(Reply reply) {
    try {
      return Optional.of(Json.parse(reply.text()));
    } catch (IllegalArgumentException notJson) {
      return Optional.empty();
    }
  }

  /** Changes a body, which is the caller's own; whether it is another now. */
  private static boolean changes(JsonNode body, JsonPointer at, MemberFault fault) {
    if (!(body.at(at.head()) instanceof ObjectNode parent) || body.at(at).isMissingNode()) {
      return false;
    }
    String name = at.last().getMatchingProperty();
    JsonNode value = parent.get(name);
    switch (fault) {
      case DROP -> parent.remove(name);
      case RENAME -> {
        parent.remove(name);
        parent.set(name + "_", value);
      }
      case RETYPE -> parent.set(name, otherType(value));
      case NULL -> parent.putNull(name);
    }
    return fault != MemberFault.NULL || !value.isNull();
  }

  private static JsonNode otherType(JsonNode value) {
    JsonNodeFactory json = JsonNodeFactory.instance;
    return value.isTextual() ? json.numberNode(7) : json.textNode("seven");
  }
}
