package dev.billet.stripe;

import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.Failure;
import dev.billet.checkout.Failure.Kind;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Verifies {@code Stripe-Signature}: {@code t=seconds,v1=hex[,v1=hex]}, where each {@code v1} is
 * the HMAC-SHA256 of the time, a dot and the raw body under one of the endpoint's secrets. Written
 * here because stripe-java takes the body as text, and takes signatures of the future. Immutable
 * and safe for use by many threads.
 */
final class WebhookSignatures {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookSignatures.class);
  private static final String HMAC = "HmacSHA256";
  // As Stripe's own libraries have it, and here in both directions.
  private static final Duration TOLERANCE = Duration.ofMinutes(5);
  private static final int LONGEST = 4_096;

  private final List<SecretKeySpec> secrets;
  private final Clock clock;
  private final AtomicBoolean warned = new AtomicBoolean();

  WebhookSignatures(List<String> secrets, Clock clock) {
    this.secrets =
        secrets.stream()
            .map(secret -> new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC))
            .toList();
    this.clock = clock;
  }

  /** Throws a {@link CheckoutException} of {@link Kind#BAD_SIGNATURE} unless one is good. */
  void require(byte[] body, @Nullable String header) {
    if (secrets.isEmpty()) {
      if (!warned.getAndSet(true)) {
        LOG.error(
            "Webhooks are refused, because nothing can verify them: set"
                + " billet.stripe.webhook-secrets to the secret of the endpoint at Stripe");
      }
      throw bad("no secret is configured");
    }
    if (header == null || header.length() > LONGEST) {
      throw bad(header == null ? "there is none" : "it is longer than any of Stripe's");
    }
    Signature signature = Signature.parsed(header);
    if (secrets.stream().noneMatch(secret -> signature.isBy(secret, body))) {
      throw bad("none of the " + secrets.size() + " configured secrets has made it");
    }
    // Judged last, so that the log blames the clock only where nothing else is wrong.
    long off = clock.instant().getEpochSecond() - signature.seconds();
    if (Math.abs(off) > TOLERANCE.toSeconds()) {
      throw bad("it was made %d s %s".formatted(Math.abs(off), off > 0 ? "ago" : "in the future"));
    }
  }

  private static CheckoutException bad(String why) {
    return new CheckoutException(
        Failure.of(Kind.BAD_SIGNATURE, "The signature is missing, wrong or too old"),
        "a webhook's signature is not good: " + why,
        null);
  }

  private record Signature(String time, long seconds, List<byte[]> sums) {

    static Signature parsed(String header) {
      String time = "";
      List<byte[]> sums = new ArrayList<>();
      for (String part : header.split(",", -1)) {
        String[] pair = part.strip().split("=", 2);
        if (pair.length == 2 && pair[0].equals("t")) {
          time = pair[1];
        } else if (pair.length == 2 && pair[0].equals("v1")) {
          sums.add(pair[1].getBytes(StandardCharsets.UTF_8));
        }
      }
      // Twelve digits last until the year 33658, and fit.
      if (!time.matches("[0-9]{1,12}") || sums.isEmpty()) {
        throw bad("it has no time, or no signature of scheme v1");
      }
      return new Signature(time, Long.parseLong(time), sums);
    }

    boolean isBy(SecretKeySpec secret, byte[] body) {
      byte[] expected = sum(secret, body);
      boolean found = false;
      for (byte[] sum : sums) {
        found |= MessageDigest.isEqual(expected, sum);
      }
      return found;
    }

    private byte[] sum(SecretKeySpec secret, byte[] body) {
      try {
        Mac mac = Mac.getInstance(HMAC);
        mac.init(secret);
        mac.update((time + ".").getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(mac.doFinal(body)).getBytes(StandardCharsets.UTF_8);
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("every JDK has " + HMAC, e);
      }
    }
  }
}
