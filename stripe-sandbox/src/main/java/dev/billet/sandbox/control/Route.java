package dev.billet.sandbox.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.wire.ObjectParam;

/**
 * One thing that can be asked of a sandbox over HTTP.
 *
 * @param method the HTTP method
 * @param path the path, with {@code {id}} for what it is about
 * @param summary what it does, in one line
 * @param params the table of its parameters
 * @param handler what it does
 */
record Route(String method, String path, String summary, ObjectParam params, Handler handler) {

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
   * @param params the parameters, in their own types
   */
  record Request(String account, String id, ObjectNode params) {}
}
