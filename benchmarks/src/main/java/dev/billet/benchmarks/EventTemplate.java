package dev.billet.benchmarks;

import dev.billet.conformance.webhook.StripeSignature;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One event, from which any number are made that differ in their ids and in those of the session
 * and the payment they tell of. Safe for use by many threads.
 */
final class EventTemplate {

  private static final Pattern ID = Pattern.compile("\\b(evt|cs_test|pi)_[A-Za-z0-9]{12,}");

  /** How many letters at the end of an id are the event's number. */
  private static final int DIGITS = 12;

  /**
   * An event to be sent.
   *
   * @param signature the value of {@code Stripe-Signature}
   */
  record Signed(String body, String signature) {}

  private final String json;
  private final String secret;
  private final Clock clock = Clock.systemUTC();

  EventTemplate(String json, String secret) {
    this.json = json;
    this.secret = secret;
  }

  /** The event of a number. */
  Signed next(long number) {
    String digits = String.format("%0" + DIGITS + "d", number);
    Map<String, String> ids = new LinkedHashMap<>();
    Matcher found = ID.matcher(json);
    String body =
        found.replaceAll(
            id ->
                ids.computeIfAbsent(
                    id.group(), whole -> whole.substring(0, whole.length() - DIGITS) + digits));
    return new Signed(
        body,
        StripeSignature.header(secret, clock.instant(), body.getBytes(StandardCharsets.UTF_8)));
  }
}
