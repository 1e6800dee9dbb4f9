package dev.billet.conformance.webhook;

import dev.billet.conformance.http.HttpSender;
import dev.billet.conformance.http.Reply;
import dev.billet.conformance.http.Request;
import dev.billet.conformance.http.Sender;
import dev.billet.conformance.http.UnreachableException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** Sends webhooks to the endpoint, as Stripe does. Safe for use by many threads. */
final class Delivery {

  /** After which Stripe takes no answer for an answer; its sandboxes and ours have ten seconds. */
  static final Duration LONGEST_ANSWER = Duration.ofSeconds(10);

  // Stripe waits for minutes and hours between two attempts; here a person does.
  private static final int MOST_ATTEMPTS = 6;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);

  /** Whom every attempt is told: what was sent, and the answer. */
  interface Log extends BiConsumer<String, String> {}

  private final Sender sender;
  private final String path;
  private final String secret;
  private final Time time;

  Delivery(URI url, String secret, Time time) {
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    this.path = url.getRawPath() + query;
    this.sender =
        HttpSender.once(
            URI.create(url.getScheme() + "://" + url.getRawAuthority()), LONGEST_ANSWER);
    this.secret = secret;
    this.time = time;
  }

  /** The signature that Stripe makes now. */
  String signature(byte[] body) {
    return StripeSignature.header(secret, time.now(), body);
  }

  /** One that was made then. */
  String signatureAt(Instant then, byte[] body) {
    return StripeSignature.header(secret, then, body);
  }

  /** One by the endpoint's secret, and before it one by another: as while a secret is replaced. */
  String signatureByTwo(byte[] body) {
    return StripeSignature.header(secret, anotherSecret(), time.now(), body);
  }

  /** One by somebody who does not know the secret. */
  String forgedSignature(byte[] body) {
    return StripeSignature.header(anotherSecret(), time.now(), body);
  }

  /**
   * Sends once.
   *
   * @param what for the log
   * @param signature none for none
   * @return the status; empty where no answer came
   */
  Optional<Integer> attempt(String what, byte[] body, Optional<String> signature, Log log) {
    Request request =
        new Request(
            "POST",
            path,
            Map.of(
                "Content-Type",
                "application/json; charset=utf-8",
                "User-Agent",
                "Stripe/1.0 (+https://stripe.com/docs/webhooks)"),
            body);
    Request signed =
        signature.map(it -> request.withHeader("Stripe-Signature", it)).orElse(request);
    try {
      Reply reply = sender.send(signed);
      log.accept(what, Integer.toString(reply.status()));
      return Optional.of(reply.status());
    } catch (UnreachableException e) {
      log.accept(what, Answers.NONE);
      return Optional.empty();
    }
  }

  /** Tells of an event once. Returns whether it was acknowledged. */
  boolean tell(Event event, Log log) {
    byte[] body = event.body();
    return isAcknowledged(attempt(event.toString(), body, Optional.of(signature(body)), log));
  }

  /**
   * Tells of events, one after the other; then again of those that were not acknowledged, signed
   * afresh, until they all are or there were enough attempts.
   *
   * @return what was never acknowledged
   */
  List<Event> deliver(List<Event> events, Log log) {
    Instant end = time.now().plus(time.patience());
    List<Event> left = untold(events, log);
    Duration pause = FIRST_PAUSE;
    for (int i = 1; i < MOST_ATTEMPTS && !left.isEmpty() && time.now().isBefore(end); i++) {
      time.pause().pause(pause);
      pause = pause.multipliedBy(2);
      left = untold(left, log);
    }
    return left;
  }

  static boolean isAcknowledged(Optional<Integer> status) {
    return status.filter(it -> it >= 200 && it < 300).isPresent();
  }

  private List<Event> untold(List<Event> events, Log log) {
    List<Event> left = new ArrayList<>();
    for (Event event : events) {
      if (!tell(event, log)) {
        left.add(event);
      }
    }
    return left;
  }

  // As long, so that nothing but its letters is wrong with it.
  private String anotherSecret() {
    return "whsec_" + "0".repeat(Math.max(1, secret.length() - "whsec_".length()));
  }
}
