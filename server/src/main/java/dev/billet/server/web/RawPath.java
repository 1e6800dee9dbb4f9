package dev.billet.server.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Judges paths as they stand on the wire, before anyone decodes them. */
final class RawPath {

  // RFC 3986, section 3.3, without ';': what stands behind one is invisible to Jersey's matching.
  // Possessive, because a choice that can be taken back costs a stack frame a character.
  private static final Pattern SEGMENT =
      Pattern.compile("(?:[A-Za-z0-9._~!$&'()*+,=:@-]|%[0-9A-Fa-f]{2})++");
  private static final Pattern DOTS = Pattern.compile("(?:\\.|%2[Ee]){1,2}");
  private static final Pattern SEPARATOR = Pattern.compile("%2[Ff]|%5[Cc]");

  private static final Pattern QUERY = Pattern.compile("(?:[^%]|%[0-9A-Fa-f]{2})*+");

  private RawPath() {}

  /**
   * Whether a path means the same to everyone who reads it: no empty segment (and so no trailing
   * slash), no dot segment, no separator in disguise, no character that is no path's.
   */
  static boolean isUnambiguous(String path) {
    if (!path.startsWith("/")) {
      return false;
    }
    for (String segment : path.substring(1).split("/", -1)) {
      if (!SEGMENT.matcher(segment).matches()
          || DOTS.matcher(segment).matches()
          || SEPARATOR.matcher(segment).find()) {
        return false;
      }
    }
    return true;
  }

  /** Whether every percent sign in a query begins an escape, as RFC 3986 has it. */
  static boolean isReadableQuery(@Nullable String query) {
    return query == null || QUERY.matcher(query).matches();
  }

  /** Whether a path begins with a prefix on whole segments. */
  static boolean isUnder(String prefix, String path) {
    return path.startsWith(prefix)
        && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
  }
}
