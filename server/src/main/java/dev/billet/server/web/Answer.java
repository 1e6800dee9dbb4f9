package dev.billet.server.web;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A whole answer of ours.
 *
 * @param headers by name
 * @param body read by several threads, each through a copy of its position
 */
record Answer(int status, Map<String, String> headers, ByteBuffer body) {

  static final String HTML = "text/html; charset=utf-8";

  Answer {
    headers = Map.copyOf(headers);
  }

  static Answer of(int status, String contentType, String body) {
    return new Answer(
        status, Map.of("Content-Type", contentType), StandardCharsets.UTF_8.encode(body));
  }

  Answer with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Answer(status, more, body);
  }

  /** Sends it. Jetty leaves the body out where the method is HEAD. */
  void send(Response response, Callback callback) {
    response.setStatus(status);
    headers.forEach((name, value) -> response.getHeaders().put(name, value));
    if (status != 304) {
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.remaining());
    }
    response.write(true, body.asReadOnlyBuffer(), callback);
  }
}
