package dev.billet.server.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills templates. */
final class Html {

  private static final Pattern PLACE = Pattern.compile("\\{\\{([a-z-]+)}}");

  private Html() {}

  /** Makes text safe inside elements and quoted attributes. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  /**
   * A template of this package with its places filled.
   *
   * @param html by the place's name; whoever fills it has escaped it
   */
  static String fill(String template, Map<String, String> html) {
    return PLACE
        .matcher(new String(resource(template), StandardCharsets.UTF_8))
        .replaceAll(
            place -> {
              String value = html.get(place.group(1));
              if (value == null) {
                throw new IllegalStateException(template + " has a place for " + place.group(1));
              }
              return Matcher.quoteReplacement(value);
            });
  }

  /** The bytes of a resource, named from this package or, with a slash first, from the root. */
  static byte[] resource(String name) {
    try (InputStream in = Html.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the jar is incomplete: there is no " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("the jar cannot be read: " + name, e);
    }
  }
}
