package dev.billet.server.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Reads URLs that an operator writes. */
final class WebUrls {

  private static final int MAX_LENGTH = 2048;

  private WebUrls() {}

  /** An absolute http(s) URL to which paths can be added; without its trailing slash. */
  static Optional<URI> base(String text) {
    return absolute(text.replaceFirst("/+$", ""))
        .filter(url -> url.getRawQuery() == null && url.getRawFragment() == null);
  }

  /** Whether a browser can be sent there; the session id's placeholder may be in it. */
  static boolean isReturnUrl(String text) {
    return text.length() <= MAX_LENGTH
        && absolute(text.replace("{CHECKOUT_SESSION_ID}", "cs")).isPresent();
  }

  private static Optional<URI> absolute(String text) {
    try {
      URI url = new URI(text);
      String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
      boolean sound =
          (scheme.equals("http") || scheme.equals("https"))
              && url.getHost() != null
              && url.getRawUserInfo() == null
              && url.getPort() <= 65535;
      return sound ? Optional.of(url) : Optional.empty();
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
  }
}
