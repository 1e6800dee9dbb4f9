package dev.billet.conformance.http;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What came back. Immutable; the bytes of the body are not copied, and nobody changes them. */
public final class Reply {

  private final int status;
  private final Map<String, List<String>> headers;
  private final byte[] body;

  /** A reply with header fields by name, in any case. */
  public Reply(int status, Map<String, List<String>> headers, byte[] body) {
    Map<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(headers);
    this.status = status;
    this.headers = Collections.unmodifiableMap(copy);
    this.body = body;
  }

  /** The status code. */
  public int status() {
    return status;
  }

  /** All header fields. */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /** The values of a header field; empty where it is absent. */
  public List<String> headers(String name) {
    return headers.getOrDefault(name, List.of());
  }

  /** The only or first value of a header field. */
  public Optional<String> header(String name) {
    return headers(name).stream().findFirst();
  }

  /** The media type without its parameters, in lower case; empty where none is told. */
  public String mediaType() {
    String type = header("Content-Type").orElse("");
    int end = type.indexOf(';');
    return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
  }

  /** The body's bytes. */
  public byte[] body() {
    return body;
  }

  /** The body, read as UTF-8. */
  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** Whether the request was accepted: 2xx. */
  public boolean accepted() {
    return status >= 200 && status < 300;
  }

  @Override
  public String toString() {
    String text = text();
    return status + " " + (text.length() > 400 ? text.substring(0, 400) + "…" : text);
  }
}
