package dev.billet.server.web;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * A file from the class path. It is read when it is first asked for, and kept; a browser that has
 * it already is told so.
 */
final class Asset implements Page {

  /** For what has its version in its path. */
  static final String FOREVER = "public, max-age=31536000, immutable";

  /** For what may change with the next version of the server. */
  static final String ASK_AGAIN = "no-cache";

  private final String resource;
  private final String contentType;
  private final String caching;
  private volatile Answer loaded = new Answer(0, Map.of(), ByteBuffer.allocate(0));

  Asset(String resource, String contentType, String caching) {
    this.resource = resource;
    this.contentType = contentType;
    this.caching = caching;
  }

  @Override
  public Answer read(Request request) {
    if (loaded.status() == 0) {
      // Two threads may both do this; they find the same.
      loaded = load();
    }
    Answer answer = loaded;
    String tag = answer.headers().get("ETag");
    return tag != null && tag.equals(request.getHeaders().get(HttpHeader.IF_NONE_MATCH))
        ? new Answer(304, Map.of("ETag", tag, "Cache-Control", caching), ByteBuffer.allocate(0))
        : answer;
  }

  private Answer load() {
    byte[] bytes = Html.resource(resource);
    return new Answer(
        200,
        Map.of(
            "Content-Type",
            contentType,
            "Cache-Control",
            caching,
            "ETag",
            '"' + sha256(bytes) + '"',
            "X-Content-Type-Options",
            "nosniff"),
        ByteBuffer.wrap(bytes));
  }

  private static String sha256(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return HexFormat.of().formatHex(digest, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
