package dev.billet.sandbox.dashboard;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request to the dashboard.
 *
 * @param method the HTTP method
 * @param path the path's decoded segments after {@code dashboard}
 * @param query the decoded query
 * @param form the decoded form that was sent; empty where none was
 * @param headers returns a header's value by its name, or null
 */
public record Visit(
    String method,
    List<String> path,
    ObjectNode query,
    ObjectNode form,
    Function<String, @Nullable String> headers) {

  /** Copies the path. */
  public Visit {
    path = List.copyOf(path);
  }

  /** Returns a header, or the empty text. */
  String header(String name) {
    return Objects.requireNonNullElse(headers.apply(name), "");
  }

  /** Returns a segment of the path, or the empty text where it has fewer. */
  String segment(int index) {
    return index < path.size() ? path.get(index) : "";
  }

  boolean isRead() {
    return method.equals("GET") || method.equals("HEAD");
  }
}
