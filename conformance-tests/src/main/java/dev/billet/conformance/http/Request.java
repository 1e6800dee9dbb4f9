package dev.billet.conformance.http;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request, to be sent as it is. Immutable: every variation is another one. The bytes of the body
 * are not copied; nobody changes them.
 */
public final class Request {

  private final String method;
  private final String path;
  private final Map<String, String> headers;
  private final byte @Nullable [] body;

  /**
   * A request.
   *
   * @param path from the server's root, percent-encoded, with its query
   * @param headers the header fields by name, in any case
   * @param body the body; null for none
   */
  public Request(String method, String path, Map<String, String> headers, byte @Nullable [] body) {
    Map<String, String> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    this.method = method;
    this.path = path;
    this.headers = Collections.unmodifiableMap(copy);
    this.body = body;
  }

  /** The method. */
  public String method() {
    return method;
  }

  /** The path with its query. */
  public String path() {
    return path;
  }

  /** The header fields; their names are found whatever their case. */
  public Map<String, String> headers() {
    return headers;
  }

  /** The body's bytes, where there is one. */
  public Optional<byte[]> body() {
    return Optional.ofNullable(body);
  }

  /** The body as text; empty where there is none. */
  public String text() {
    return body == null ? "" : new String(body, StandardCharsets.UTF_8);
  }

  /** The same with another method. */
  public Request withMethod(String other) {
    return new Request(other, path, headers, body);
  }

  /** The same to another path. */
  public Request withPath(String other) {
    return new Request(method, other, headers, body);
  }

  /** The same with a header field set. */
  public Request withHeader(String name, String value) {
    Map<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    changed.putAll(headers);
    changed.put(name, value);
    return new Request(method, path, changed, body);
  }

  /** The same without a header field. */
  public Request withoutHeader(String name) {
    Map<String, String> changed = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    changed.putAll(headers);
    changed.remove(name);
    return new Request(method, path, changed, body);
  }

  /** The same with these bytes for a body. */
  public Request withBody(byte @Nullable [] bytes) {
    return new Request(method, path, headers, bytes);
  }

  /** The same with this text for a body. */
  public Request withBody(String text) {
    return withBody(text.getBytes(StandardCharsets.UTF_8));
  }

  /** A line for a POSIX shell that sends the same. */
  public String curl(URI baseUrl) {
    StringBuilder line = new StringBuilder("curl -i --path-as-is -X ").append(method);
    headers.forEach((name, value) -> line.append(" -H ").append(quoted(header(name, value))));
    if (body != null) {
      boolean printable = text().getBytes(StandardCharsets.UTF_8).length == body.length;
      line.append(" --data-binary ");
      if (printable && body.length <= 4_000 && text().indexOf('\0') < 0) {
        line.append(quoted(text().startsWith("@") ? " " + text() : text()));
      } else {
        line.append("@body.bin  # of ").append(body.length).append(" bytes, in the JSON report;");
      }
    }
    return line.append(' ').append(quoted(baseUrl + path)).toString();
  }

  private static String header(String name, String value) {
    // curl's way to send a field without a value.
    return value.isEmpty() ? name + ";" : name + ": " + value;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
