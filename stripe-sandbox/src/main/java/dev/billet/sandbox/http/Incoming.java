package dev.billet.sandbox.http;

import dev.billet.sandbox.wire.FormDecoder;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request that has arrived whole.
 *
 * @param method the HTTP method
 * @param path the path as it was sent
 * @param query the query as it was sent, empty where there was none
 * @param headers returns a header's value by its name, or null
 * @param body the body, empty where there was none
 */
record Incoming(
    String method,
    String path,
    String query,
    Function<String, @Nullable String> headers,
    String body) {

  @Nullable String header(String name) {
    return headers.apply(name);
  }

  /** Returns the path's segments, decoded; of {@code *} and the like, only itself. */
  List<String> segments() {
    if (!path.startsWith("/")) {
      return List.of(path);
    }
    return Arrays.stream(path.substring(1).split("/", -1))
        .map(segment -> FormDecoder.percentDecode(segment, false))
        .toList();
  }
}
