package dev.billet.sandbox.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Objects;

/** What all pages share: the document around them, their style, and escaping. */
public final class Layout {

  private static final String STYLE = style();

  /**
   * Nothing may be loaded or run; the one style sheet is known by its hash. Where a form may lead
   * is left open, because browsers apply that to redirects too, and the buyer is sent on to any
   * site the merchant named.
   */
  static final String POLICY =
      "default-src 'none'; style-src '"
          + hash(STYLE)
          + "'; base-uri 'none'; frame-ancestors 'none'";

  private Layout() {}

  /**
   * Returns a whole document.
   *
   * @param title its title, as text
   * @param body what its main part holds, as HTML
   */
  static String document(String title, String body) {
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex">
        <title>%s</title>
        <style>%s</style>
        </head>
        <body>
        <p class="banner" role="note"><strong>Sandbox.</strong> No real payment is made here: no card is charged and no money moves.</p>
        <main>
        %s
        </main>
        </body>
        </html>
        """
        .formatted(escape(title), STYLE, body);
  }

  /** Makes text safe for HTML, inside an element or a quoted attribute. */
  public static String escape(String text) {
    StringBuilder out = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\'' -> out.append("&#39;");
        default -> out.append(c);
      }
    }
    return out.toString();
  }

  private static String style() {
    try (InputStream stream =
        Objects.requireNonNull(Layout.class.getResourceAsStream("checkout.css"))) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "sha256-" + Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
