package dev.billet.sandbox.page;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A page to answer with.
 *
 * @param status the HTTP status
 * @param headers headers beside the content type
 * @param html the document; empty for a redirect
 */
public record PageAnswer(int status, Map<String, String> headers, String html) {

  /** Copies the headers. */
  public PageAnswer {
    headers = Map.copyOf(headers);
  }

  static PageAnswer html(int status, String html) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Security-Policy", Layout.POLICY);
    headers.put("Cache-Control", "no-store");
    headers.put("Referrer-Policy", "no-referrer");
    headers.put("X-Content-Type-Options", "nosniff");
    return new PageAnswer(status, headers, html);
  }

  static PageAnswer seeOther(String location) {
    return new PageAnswer(303, Map.of("Location", location, "Cache-Control", "no-store"), "");
  }
}
