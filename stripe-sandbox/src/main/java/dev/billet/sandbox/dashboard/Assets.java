package dev.billet.sandbox.dashboard;

import dev.billet.sandbox.page.PageAnswer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;

/** The style sheet and the script, each a file of the jar. */
final class Assets {

  static final String STYLE = "dashboard.css";
  static final String SCRIPT = "dashboard.js";

  private static final Map<String, String> TYPES =
      Map.of(STYLE, "text/css; charset=utf-8", SCRIPT, "text/javascript; charset=utf-8");

  private static final Map<String, String> FILES = Map.of(STYLE, read(STYLE), SCRIPT, read(SCRIPT));

  private Assets() {}

  static boolean has(String name) {
    return FILES.containsKey(name);
  }

  /** Returns a file's address, which changes with the file. */
  static String path(String name) {
    return Paths.of(name) + "?v=" + digest(content(name));
  }

  static PageAnswer answer(String name) {
    return new PageAnswer(
        200,
        Map.of(
            "Content-Type",
            Objects.requireNonNull(TYPES.get(name)),
            "Cache-Control",
            "public, max-age=31536000, immutable",
            "X-Content-Type-Options",
            "nosniff"),
        content(name));
  }

  /** Returns what tells one content from another. */
  static String digest(String content) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(content.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String content(String name) {
    return Objects.requireNonNull(FILES.get(name));
  }

  private static String read(String name) {
    try (InputStream stream = Objects.requireNonNull(Assets.class.getResourceAsStream(name))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
