package dev.billet.sandbox.api;

import static dev.billet.sandbox.wire.Params.list;
import static dev.billet.sandbox.wire.Params.string;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ObjectParam;

/**
 * One of Stripe's operations.
 *
 * @param method the HTTP method
 * @param path the path, with {@code {id}} for the object's id
 * @param result what it answers with, by the name that {@link Expansion} knows it under
 * @param params the table of its parameters
 * @param handler what it does
 */
public record Operation(
    String method, String path, String result, ObjectParam params, Handler handler) {

  /** What an operation does. */
  @FunctionalInterface
  interface Handler {
    /**
     * Carries the operation out.
     *
     * @return the answer; not to be changed afterwards
     * @throws dev.billet.sandbox.wire.ApiError where Stripe refuses
     */
    ObjectNode handle(Call call);
  }

  static Operation get(String path, String result, ObjectParam params, Handler handler) {
    return new Operation("GET", path, result, withExpand(params), handler);
  }

  static Operation post(String path, String result, ObjectParam params, Handler handler) {
    return new Operation("POST", path, result, withExpand(params), handler);
  }

  static Operation delete(String path, String result, ObjectParam params, Handler handler) {
    return new Operation("DELETE", path, result, params, handler);
  }

  private static ObjectParam withExpand(ObjectParam params) {
    return params.optional("expand", list(string()));
  }
}
