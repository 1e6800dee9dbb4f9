package dev.billet.sandbox.api;

import dev.billet.sandbox.wire.ApiError;
import java.net.URI;
import java.util.regex.Pattern;

/**
 * Where webhooks may be sent. Stripe wants https, and refuses addresses that only the caller's own
 * machine or network knows; those are what a sandbox is for, and plain http is all that they speak.
 */
final class WebhookUrls {

  private static final Pattern LOCAL =
      Pattern.compile(
          "(.*\\.)?localhost|127(\\.[0-9]{1,3}){3}|\\[::1]|\\[0:0:0:0:0:0:0:1]"
              // A container's neighbours and host have names without a dot, or in these domains.
              + "|[a-z0-9_-]+|.*\\.(internal|local|test)",
          Pattern.CASE_INSENSITIVE);

  private WebhookUrls() {}

  /**
   * Returns the URL as it is.
   *
   * @param url an absolute http or https URL
   * @throws ApiError 400 where Stripe would not send anything there
   */
  static String check(String url, String at) {
    URI uri = URI.create(url.replace("{", "%7B").replace("}", "%7D"));
    boolean secure = "https".equalsIgnoreCase(uri.getScheme());
    if (!secure && !LOCAL.matcher(uri.getHost()).matches()) {
      throw ApiError.invalid(
          at,
          "url_invalid",
          "Invalid URL: " + url + ". URLs must begin with \"https://\", except on this machine");
    }
    return url;
  }
}
