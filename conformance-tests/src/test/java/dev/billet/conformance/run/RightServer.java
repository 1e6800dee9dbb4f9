package dev.billet.conformance.run;

import dev.billet.conformance.document.ApiDocument;
import dev.billet.conformance.document.Json;
import dev.billet.conformance.http.Request;
import java.nio.charset.StandardCharsets;

/** What a server answers that keeps to a document with one operation, POST /things. Stateless. */
public final class RightServer {

  private static final int LONGEST_BODY = 65_536;

  private RightServer() {}

  /** The status of its answer: 200 where the body is as the document has it, or why not. */
  public static int status(ApiDocument document, Request request) {
    if (!request.path().equals("/things")) {
      return 404;
    }
    if (!request.method().equals("POST")) {
      return 405;
    }
    if (!request.headers().getOrDefault("Content-Type", "").matches("(?i)application/json.*")) {
      return 415;
    }
    byte[] bytes = request.body().orElse(new byte[0]);
    if (bytes.length > LONGEST_BODY) {
      return 413;
    }
    boolean utf8 = request.text().getBytes(StandardCharsets.UTF_8).length == bytes.length;
    return utf8 && fits(document, request.text()) ? 200 : 400;
  }

  private static boolean fits(ApiDocument document, String text) {
    try {
      return document
          .operations()
          .get(0)
          .body()
          .orElseThrow()
          .check()
          .orElseThrow()
          .accepts(Json.parse(text));
    } catch (IllegalArgumentException malformed) {
      return false;
    }
  }
}
