package dev.billet.conformance.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a webhook as Stripe does: the HMAC-SHA256, by the endpoint's secret, of the time in
 * seconds, a dot, and the bytes of the body. See <a
 * href="https://docs.stripe.com/webhooks#verify-manually">Stripe's description</a>. Stateless.
 */
public final class StripeSignature {

  private static final String HMAC = "HmacSHA256";

  private StripeSignature() {}

  /** The value of {@code Stripe-Signature}: {@code t=seconds,v1=hex}. */
  public static String header(String secret, Instant time, byte[] body) {
    return "t=" + time.getEpochSecond() + ",v1=" + hex(secret, time, body);
  }

  /** The same while a secret is replaced: signed by both. */
  static String header(String secret, String otherSecret, Instant time, byte[] body) {
    return header(otherSecret, time, body) + ",v1=" + hex(secret, time, body);
  }

  private static String hex(String secret, Instant time, byte[] body) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC));
      mac.update((time.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + HMAC, e);
    }
  }
}
