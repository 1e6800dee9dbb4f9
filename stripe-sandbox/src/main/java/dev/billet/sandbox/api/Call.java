package dev.billet.sandbox.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.store.Account;
import dev.billet.sandbox.store.Ids;
import dev.billet.sandbox.store.Table;
import dev.billet.sandbox.wire.ApiError;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One operation being carried out, under its account's lock.
 *
 * @param environment the sandbox
 * @param account whose objects are meant
 * @param id the object that the path names; empty where it names none
 * @param params the parameters, in their own types
 * @param now seconds since the epoch, one moment for the whole operation
 * @param cause what its events say they come from
 */
record Call(
    Environment environment, Account account, String id, ObjectNode params, long now, Cause cause) {

  /** Returns the same operation at another moment: a test clock's, or when something fell due. */
  Call at(long moment) {
    return new Call(environment, account, id, params, moment, cause);
  }

  /** Returns the sandbox's time, which is not always this operation's: in seconds. */
  long sandboxTime() {
    return environment.clock().instant().getEpochSecond();
  }

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

  /** Returns an object as it is in its table now. */
  ObjectNode found(ObjectNode object) {
    String type = object.get("object").textValue();
    return Objects.requireNonNull(table(type).find(object.get("id").textValue()));
  }

  /** Returns the object of this type that a member of another one names; it must exist. */
  ObjectNode found(String type, ObjectNode object, String member) {
    return Objects.requireNonNull(table(type).find(object.get(member).textValue()));
  }

  /** Returns the object that a parameter names, or refuses with Stripe's 400. */
  ObjectNode referenced(String object, String id, String param) {
    ObjectNode found = table(object).find(id);
    if (found == null) {
      throw ApiError.noSuch(object, id, param);
    }
    return found;
  }

  /**
   * Tells that something happened to an object. The event belongs to the operation: it is taken
   * back with it, and webhooks hear of it once the operation is whole.
   *
   * @param type one of Stripe's event types, such as {@code customer.created}
   * @param object the object as it is now: what was put into its table, and no more to be changed
   */
  void emit(String type, ObjectNode object) {
    Events.emit(this, type, object, null);
  }

  /**
   * Tells that an object was changed, and what of it was otherwise before. Without a difference
   * nothing happened, and there is no event.
   *
   * @param type one of Stripe's event types, such as {@code customer.updated}
   * @param after the object as it is now; no more to be changed
   * @param before the object as it was
   */
  void emit(String type, ObjectNode after, ObjectNode before) {
    ObjectNode previous = PreviousAttributes.of(before, after);
    if (!previous.isEmpty()) {
      Events.emit(this, type, after, previous);
    }
  }

  /** Refuses a parameter that names an object of a type of which this sandbox holds none. */
  void refuseReference(String noun, @Nullable JsonNode id, String param) {
    if (id != null && id.isTextual()) {
      throw ApiError.noSuch(noun, id.textValue(), param);
    }
  }
}
