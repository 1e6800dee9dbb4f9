package dev.billet.server.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.eclipse.jetty.http.HttpStatus;

/** Writes problem details (RFC 9457): how everything that belongs to no contract says no. */
final class Problem {

  private static final JsonMapper JSON = new JsonMapper();

  private Problem() {}

  static Answer of(int status, String detail) {
    ObjectNode problem = JSON.createObjectNode();
    problem.put("type", "about:blank");
    problem.put("title", HttpStatus.getMessage(status));
    problem.put("status", status);
    problem.put("detail", detail);
    return json(status, problem, "application/problem+json");
  }

  static Answer notFound() {
    return of(404, "Nothing is served here. GET / lists what is.");
  }

  static Answer json(int status, ObjectNode body, String contentType) {
    try {
      return Answer.of(status, contentType, JSON.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of strings and numbers cannot be written", e);
    }
  }
}
