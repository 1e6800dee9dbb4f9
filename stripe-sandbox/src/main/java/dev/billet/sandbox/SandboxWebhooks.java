package dev.billet.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.billet.sandbox.api.DeliveryLog;
import dev.billet.sandbox.store.Account;
import dev.billet.sandbox.webhook.DeliveryFaults;
import dev.billet.sandbox.webhook.Webhooks;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The webhooks of a sandbox's own account. Safe for use by several threads. */
public final class SandboxWebhooks {

  private final Account account;
  private final DeliveryLog log;
  private final Webhooks webhooks;
  private final String secret;
  private final Map<URI, List<String>> named;

  SandboxWebhooks(Account account, DeliveryLog log, Webhooks webhooks, WebhookSettings settings) {
    this.account = account;
    this.log = log;
    this.webhooks = webhooks;
    this.secret = settings.secret;
    this.named = new LinkedHashMap<>(settings.endpoints);
  }

  /**
   * Has an endpoint told of what happens from now on, signed with {@link Sandbox#webhookSecret()};
   * it stays when the sandbox is reset. The same URL named again replaces what it was told of.
   *
   * @param url where to send webhooks: any http or https URL
   * @param events event types, groups such as {@code invoice.*}, or none for every event
   * @return the endpoint's id
   * @throws IllegalArgumentException if it is not such a URL
   */
  public synchronized String add(URI url, String... events) {
    List<String> patterns = WebhookSettings.orAll(events);
    named.put(WebhookSettings.checkUrl(url), patterns);
    return log.configure(account, url, patterns, secret);
  }

  /**
   * Tells an event to one endpoint again, past all faults.
   *
   * @throws IllegalArgumentException if there is no such event or endpoint
   */
  public void resend(String event, String endpoint) {
    Sandbox.asked(() -> webhooks.resend(account, event, endpoint));
  }

  /**
   * Replaces an endpoint's secret.
   *
   * @param overlap for how long the old secret signs beside the new one, 24 hours at most
   * @return the new secret
   * @throws IllegalArgumentException if there is no such endpoint or the overlap is too long
   */
  public String rollSecret(String endpoint, Duration overlap) {
    String[] rolled = {""};
    Sandbox.asked(() -> rolled[0] = webhooks.roll(account, endpoint, overlap));
    return rolled[0];
  }

  /** Returns the trouble that deliveries meet; none until a rule is added. */
  public DeliveryFaults faults() {
    return webhooks.faults();
  }

  /** Returns the records of the deliveries, newest first. */
  List<ObjectNode> deliveries() {
    return webhooks.deliveries(account, any -> true, Integer.MAX_VALUE);
  }

  /** Puts the endpoints named here where they are not, and takes up what was left undelivered. */
  synchronized void restore() {
    named.forEach((url, events) -> log.configure(account, url, events, secret));
    webhooks.resume();
  }
}
