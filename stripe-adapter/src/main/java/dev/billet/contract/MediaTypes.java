package dev.billet.contract;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads media types as they come, which is not always as Jersey can parse them. */
final class MediaTypes {

  // RFC 6838, section 4.2: +json is the structured syntax suffix; parameters do not matter here.
  private static final Pattern JSON =
      Pattern.compile(
          "\\s*application/([!#$&^_.+a-z0-9-]+\\+)?json\\s*(;.*)?", Pattern.CASE_INSENSITIVE);

  private MediaTypes() {}

  static boolean isJson(@Nullable String contentType) {
    return contentType != null && JSON.matcher(contentType).matches();
  }
}
