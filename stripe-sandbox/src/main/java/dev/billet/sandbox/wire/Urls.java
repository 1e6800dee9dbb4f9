package dev.billet.sandbox.wire;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;

/** What Stripe takes for a URL to send a buyer to. */
final class Urls {

  private static final int MAX = 2048;
  private static final Pattern SCHEME =
      Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);

  private Urls() {}

  /** Returns the URL as it is, or throws {@code url_invalid}. */
  static String check(String value, String at) {
    if (value.length() > MAX) {
      throw invalid(at, "Invalid URL: URL must be " + MAX + " characters or less.");
    }
    if (!SCHEME.matcher(value).matches()) {
      throw invalid(at, "Invalid URL: An explicit scheme (such as https) must be provided.");
    }
    try {
      // The placeholder's braces are no legal part of a URI, and Stripe accepts them nevertheless.
      URI uri = new URI(value.replace("{", "%7B").replace("}", "%7D"));
      boolean web =
          "https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme());
      if (!web || uri.getHost() == null) {
        throw invalid(at, "Not a valid URL");
      }
    } catch (URISyntaxException e) {
      throw invalid(at, "Not a valid URL");
    }
    return value;
  }

  private static ApiError invalid(String at, String message) {
    return ApiError.invalid(at, "url_invalid", message);
  }
}
