package dev.billet.sandbox.http;

import dev.billet.sandbox.wire.ApiError;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who asks. Any test mode key is good and has an account of its own; live and publishable keys are
 * refused as Stripe refuses them.
 */
final class Authentication {

  private static final Pattern KEY = Pattern.compile("(sk|rk)_test_[A-Za-z0-9_]{1,240}");

  private static final String NO_KEY =
      "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY'). See https://stripe.com/docs/api#authentication for details, or we can help at https://support.stripe.com/.";

  private static final String PUBLISHABLE =
      "This API call cannot be made with a publishable API key. Please use a secret API key. You can find a list of your API keys at https://dashboard.stripe.com/account/apikeys.";

  private Authentication() {}

  /**
   * Returns the name of the account that a request speaks for.
   *
   * @param authorization the {@code Authorization} header
   * @param connected the {@code Stripe-Account} header: an account of its own behind the key's
   * @throws ApiError 401 where there is no key or it is not good
   */
  static String account(@Nullable String authorization, @Nullable String connected) {
    String key = key(authorization);
    if (key.isEmpty()) {
      throw ApiError.unauthorized(NO_KEY);
    }
    if (key.startsWith("pk_")) {
      throw ApiError.of(401, "invalid_request_error", "secret_key_required", null, PUBLISHABLE);
    }
    if (!KEY.matcher(key).matches()) {
      throw ApiError.unauthorized("Invalid API Key provided: " + masked(key));
    }
    return connected == null || connected.isBlank() ? key : key + " " + connected.strip();
  }

  private static String key(@Nullable String authorization) {
    String header = authorization == null ? "" : authorization.strip();
    int space = header.indexOf(' ');
    String scheme = space < 0 ? "" : header.substring(0, space).toLowerCase(Locale.ROOT);
    String credential = header.substring(space + 1).strip();
    return switch (scheme) {
      case "bearer" -> credential;
      case "basic" -> user(credential);
      default -> "";
    };
  }

  /** In Basic authentication the key is the user, and the password is empty. */
  private static String user(String credential) {
    try {
      String pair = new String(Base64.getDecoder().decode(credential), StandardCharsets.ISO_8859_1);
      int colon = pair.indexOf(':');
      return colon < 0 ? pair : pair.substring(0, colon);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /** Shows of a key what tells its owner which one it was, and nobody what it is. */
  private static String masked(String key) {
    int shown = key.startsWith("sk_live_") || key.startsWith("rk_live_") ? 8 : 0;
    int stars = Math.max(0, Math.min(key.length(), 60) - shown - 4);
    String end = key.length() > 16 ? key.substring(key.length() - 4) : "****";
    return (key.substring(0, shown) + "*".repeat(stars) + end).replaceAll("[^\\x21-\\x7e]", "*");
  }
}
