package dev.billet.conformance.webhook;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What can be said of URLs without asking there. Stateless. */
final class Urls {

  private static final List<String> HERE = List.of("127.0.0.1", "localhost", "[::1]");

  private Urls() {}

  /** The URL without a slash at its end, or what is thrown over it. */
  static URI required(
      String option, @Nullable URI url, Function<String, ? extends RuntimeException> wrong) {
    URI plain = URI.create(String.valueOf(url).replaceFirst("/+$", ""));
    if (plain.getHost() == null || !String.valueOf(plain.getScheme()).matches("https?")) {
      throw wrong.apply(option + ": " + url + " is no http or https URL");
    }
    return plain;
  }

  /** Whether two URLs lead to the same, as far as can be seen. */
  static boolean same(URI one, URI other) {
    return normal(one).equals(normal(other));
  }

  private static String normal(URI url) {
    String host = String.valueOf(url.getHost()).toLowerCase(Locale.ROOT);
    boolean secure = String.valueOf(url.getScheme()).equalsIgnoreCase("https");
    int port = url.getPort() >= 0 ? url.getPort() : secure ? 443 : 80;
    String path = String.valueOf(url.getPath()).replaceFirst("/+$", "");
    return (HERE.contains(host) ? "here" : host) + ":" + port + path;
  }
}
