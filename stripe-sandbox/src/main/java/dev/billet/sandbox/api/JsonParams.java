package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Small helpers for moving parameters into objects. */
final class JsonParams {

  private JsonParams() {}

  static ObjectNode empty() {
    return JsonNodeFactory.instance.objectNode();
  }

  /** Sets members from parameters of the same names, where those were given. */
  static void copy(ObjectNode params, ObjectNode object, String... names) {
    for (String name : names) {
      JsonNode value = params.get(name);
      if (value != null) {
        object.set(name, value);
      }
    }
  }

  /** Returns a member that is an object, empty where it is not there. */
  static ObjectNode object(ObjectNode params, String name) {
    return params.get(name) instanceof ObjectNode object ? object : empty();
  }

  static boolean flag(ObjectNode params, String name, boolean otherwise) {
    return params.path(name).asBoolean(otherwise);
  }
}
