package dev.billet.sandbox.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Stripe's signature of a webhook: HMAC-SHA256 of the time, a dot and the body, keyed with the
 * endpoint's secret as it is printed.
 */
final class Signature {

  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /**
   * Returns the value of {@code Stripe-Signature}.
   *
   * @param secrets every secret that is good now, the newest first; each makes a {@code v1}
   * @param time seconds since the epoch
   */
  static String header(List<String> secrets, long time, String body) {
    StringBuilder header = new StringBuilder("t=").append(time);
    for (String secret : secrets) {
      header.append(",v1=").append(sign(secret, time + "." + body));
    }
    return header.toString();
  }

  private static String sign(String secret, String signed) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }
}
