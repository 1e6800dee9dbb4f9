package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account;
import dev.billet.sandbox.store.Ids;
import dev.billet.sandbox.store.Table;
import dev.billet.sandbox.wire.ApiError;
import org.jspecify.annotations.Nullable;

/**
 * One operation being carried out, under its account's lock.
 *
 * @param environment the sandbox
 * @param account whose objects are meant
 * @param id the object that the path names; empty where it names none
 * @param params the parameters, in their own types
 * @param now seconds since the epoch, one moment for the whole operation
 */
record Call(Environment environment, Account account, String id, ObjectNode params, long now) {

  Ids ids() {
    return environment.ids();
  }

  Table table(String object) {
    return account.table(object);
  }

  /** Returns a parameter's text, or null where it was not given or unsets. */
  @Nullable String text(String param) {
    JsonNode value = params.get(param);
    return value == null || value.isNull() ? null : value.asText();
  }

  /** Returns the object that the path names, or refuses with Stripe's 404. */
  ObjectNode found(String object, String param) {
    ObjectNode found = table(object).find(id);
    if (found == null) {
      throw ApiError.notFound(object, id, param);
    }
    return found;
  }

  /** Returns the object that a parameter names, or refuses with Stripe's 400. */
  ObjectNode referenced(String object, String id, String param) {
    ObjectNode found = table(object).find(id);
    if (found == null) {
      throw ApiError.noSuch(object, id, param);
    }
    return found;
  }

  /** Refuses a parameter that names an object of a type of which this sandbox holds none. */
  void refuseReference(String noun, @Nullable JsonNode id, String param) {
    if (id != null && id.isTextual()) {
      throw ApiError.noSuch(noun, id.textValue(), param);
    }
  }
}
