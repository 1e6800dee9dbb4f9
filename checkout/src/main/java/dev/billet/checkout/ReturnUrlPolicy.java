package dev.billet.checkout;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which origins a buyer's browser may be sent back to, so that a checkout link of ours cannot be
 * made into a redirect to somewhere else. Immutable.
 *
 * <p>An origin is scheme, host and port, as RFC 6454 has it. {@code http} is for the machine the
 * browser runs on, unless the origin is listed as such.
 */
public final class ReturnUrlPolicy {

  /** The entry that allows every origin. */
  public static final String ANY = "*";

  // Deliberately narrower than a URL parser: what a browser might read differently has no origin.
  private static final Pattern ORIGIN =
      Pattern.compile(
          "(?<scheme>https?)://(?<host>[a-z0-9._-]+|\\[[0-9a-f:.]+])(:(?<port>[0-9]{1,5}))?");
  private static final Pattern URL = Pattern.compile("(?<origin>[^/]*//[^/?#\\\\]*)([/?#].*)?");
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|.+\\.localhost|127(\\.[0-9]{1,3}){3}|\\[::1]");

  private final boolean any;
  private final Set<String> origins;

  /**
   * A policy.
   *
   * @param allowed origins such as {@code https://app.example.com}, or {@value #ANY}
   * @throws IllegalArgumentException where an entry is neither; the message names it
   */
  public ReturnUrlPolicy(List<String> allowed) {
    Set<String> listed = new LinkedHashSet<>();
    for (String entry : allowed) {
      if (!entry.equals(ANY)) {
        listed.add(
            origin(entry)
                .filter(origin -> !entry.matches("[^/]*//[^/]*/.+"))
                .orElseThrow(
                    () ->
                        new IllegalArgumentException(
                            "'" + entry + "' is no origin; write https://host, or \"*\"")));
      }
    }
    this.any = allowed.contains(ANY);
    this.origins = Set.copyOf(listed);
  }

  /** Whether a buyer may be sent to this URL. */
  public boolean allows(String url) {
    Optional<String> origin = origin(url);
    if (origin.isEmpty()) {
      return false;
    }
    return origins.contains(origin.get())
        || (any && (origin.get().startsWith("https:") || isLoopback(origin.get())));
  }

  private static boolean isLoopback(String origin) {
    Matcher matcher = ORIGIN.matcher(origin);
    return matcher.matches() && LOOPBACK.matcher(matcher.group("host")).matches();
  }

  private static Optional<String> origin(String url) {
    Matcher whole = URL.matcher(url);
    if (!whole.matches()) {
      return Optional.empty();
    }
    Matcher matcher = ORIGIN.matcher(whole.group("origin").toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String scheme = matcher.group("scheme");
    String port = matcher.group("port");
    boolean defaultPort =
        port == null || Integer.parseInt(port) == (scheme.equals("https") ? 443 : 80);
    String host = scheme + "://" + matcher.group("host");
    return Optional.of(defaultPort ? host : host + ":" + Integer.parseInt(port));
  }
}
