package dev.billet.sandbox.dashboard;

import dev.billet.sandbox.wire.ApiError;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes forms from the dashboard's own pages only. The dashboard has no login, so without this any
 * site in the developer's browser could press its buttons: a form has to carry a token that only a
 * page of the dashboard shows, and what the browser says of its origin must not speak against it.
 */
final class Guard {

  /** The form's field for the token. */
  static final String FIELD = "token";

  private final String token;
  private final @Nullable String publicAuthority;

  /**
   * Makes a guard.
   *
   * @param token what cannot be guessed
   * @param publicUrl how browsers reach the sandbox where that is not by the Host they send
   */
  Guard(String token, URI publicUrl) {
    this.token = token;
    this.publicAuthority = publicUrl.getAuthority();
  }

  String token() {
    return token;
  }

  /**
   * Lets a form pass.
   *
   * @throws ApiError 403 where it comes from elsewhere
   */
  void check(Visit visit) {
    String given = visit.form().path(FIELD).asText();
    boolean known =
        MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    if (!known || !sameSite(visit.header("Sec-Fetch-Site")) || !sameOrigin(visit)) {
      throw ApiError.of(
          403,
          "invalid_request_error",
          null,
          null,
          "This form was not sent from this dashboard as it runs now. Open the page again and repeat it.");
    }
  }

  private static boolean sameSite(String site) {
    return site.isEmpty() || site.equals("same-origin");
  }

  private boolean sameOrigin(Visit visit) {
    String origin = visit.header("Origin");
    if (origin.isEmpty()) {
      return true;
    }
    String authority = authority(origin);
    return authority.equals(visit.header("Host").toLowerCase(Locale.ROOT))
        || authority.equals(publicAuthority);
  }

  /** Returns an origin's host and port; of {@code null} and what is no origin, no host's. */
  private static String authority(String origin) {
    try {
      String authority = URI.create(origin).getAuthority();
      return Objects.requireNonNullElse(authority, "-").toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      return "-";
    }
  }
}
