package dev.billet.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ObjectParam;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be asked of a sandbox over HTTP.
 *
 * @param method the HTTP method
 * @param path the path, with {@code {id}} for what it is about
 * @param summary what it does, in one line
 * @param params the table of its parameters; null where it takes JSON as it is
 * @param handler what it does
 */
record Route(
    String method, String path, String summary, @Nullable ObjectParam params, Handler handler) {

  /** A route that takes a body of JSON. */
  static Route ofJson(String method, String path, String summary, Handler handler) {
    return new Route(method, path, summary, null, handler);
  }

  /** What a route does. */
  @FunctionalInterface
  interface Handler {
    /**
     * Does it.
     *
     * @throws dev.billet.sandbox.wire.ApiError where it cannot be done
     */
    ObjectNode handle(Request request);
  }

  /**
   * A request to a route.
   *
   * @param account the name of the account whose key it came with
   * @param id what the path names; empty where it names nothing
   * @param params the parameters, in their own types, or the body
   */
  record Request(String account, String id, ObjectNode params) {}
}
