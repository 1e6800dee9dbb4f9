package dev.billet.sandbox;

import dev.billet.sandbox.webhook.Webhooks;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a sandbox delivers webhooks. Not safe for use by several threads. */
public final class WebhookSettings {

  final Map<URI, List<String>> endpoints = new LinkedHashMap<>();
  String secret = "whsec_billetsandbox0000000000000000000";
  Clock signing = Clock.systemUTC();
  Duration timeout = Duration.ofSeconds(10);
  Duration redirectWait = Duration.ofSeconds(10);
  int held = Webhooks.MAX_HELD;
  List<Duration> backOff = List.of(Duration.ofSeconds(10), Duration.ofSeconds(100));

  WebhookSettings() {}

  /**
   * Sets what signs the webhooks of endpoints named from Java; a fixed one unless set.
   *
   * @throws IllegalArgumentException if it does not begin with {@code whsec_}
   */
  public WebhookSettings secret(String secret) {
    if (!secret.matches("whsec_[A-Za-z0-9+/=_]{1,240}")) {
      throw new IllegalArgumentException("a webhook secret has to begin with whsec_");
    }
    this.secret = secret;
    return this;
  }

  /** Sets how long an endpoint may take to answer in all; 10 seconds unless set. */
  public WebhookSettings timeout(Duration timeout) {
    this.timeout = timeout;
    return this;
  }

  /**
   * Sets how long to wait, by the sandbox's clock and in whole seconds, after each failed try;
   * there is one try more than there are waits. Ten seconds and a hundred unless set, which makes
   * three tries, as many as Stripe makes in its sandboxes.
   */
  public WebhookSettings backOff(Duration... waits) {
    this.backOff = List.of(waits);
    return this;
  }

  /**
   * Sets for how long the hosted page waits, before it sends the buyer on, for the answers to
   * {@code checkout.session.completed}; 10 seconds unless set, as Stripe does.
   */
  public WebhookSettings redirectWait(Duration wait) {
    this.redirectWait = wait;
    return this;
  }

  /** Sets how many deliveries are held outside of the log; for tests of what waits there. */
  WebhookSettings held(int held) {
    this.held = held;
    return this;
  }

  /** Sets the time that signatures bear, for tests of them; whoever verifies them has the real. */
  WebhookSettings signing(Clock clock) {
    this.signing = clock;
    return this;
  }

  void endpoint(URI url, String... events) {
    endpoints.put(checkUrl(url), orAll(events));
  }

  static URI checkUrl(URI url) {
    String scheme = url.getScheme();
    if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException("not an http or https URL: " + url);
    }
    return url;
  }

  static List<String> orAll(String... events) {
    return events.length == 0 ? List.of("*") : List.of(events);
  }
}
