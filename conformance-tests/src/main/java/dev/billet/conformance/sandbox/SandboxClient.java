package dev.billet.conformance.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.document.Json;
import dev.billet.conformance.http.HttpSender;
import dev.billet.conformance.http.Reply;
import dev.billet.conformance.http.Request;
import dev.billet.conformance.http.UnreachableException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A sandbox that runs elsewhere: its API, and what can be asked of it beyond. Safe for use by many
 * threads. Every method throws a {@link SandboxException} where the sandbox refuses, and an {@link
 * UnreachableException} where it does not answer.
 */
public final class SandboxClient {

  /** The secret key of every sandbox that is not told another. */
  public static final String SECRET_KEY = "sk_test_billetsandbox000000000000";

  /** What signs its webhooks. */
  public static final String WEBHOOK_SECRET = "whsec_billetsandbox0000000000000000000";

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  // Requests that only read meet the trouble that was made for the servers.
  private static final int TRIES = 20;

  private final HttpSender http;
  private final Map<String, String> headers;

  /** The sandbox at this address, with the key that every sandbox takes. */
  public SandboxClient(URI base) {
    this(base, SECRET_KEY);
  }

  /** The sandbox at this address, which has no slash at its end. */
  public SandboxClient(URI base, String key) {
    this.http = HttpSender.once(base, PATIENCE);
    this.headers =
        Map.of(
            "Authorization", "Bearer " + key, "Content-Type", "application/x-www-form-urlencoded");
  }

  /** Opens a checkout of its own, as a merchant's server does. */
  public JsonNode checkOut(Map<String, String> parameters) {
    return post("/v1/checkout/sessions", parameters);
  }

  /** A session as it stands. */
  public JsonNode session(String session) {
    return get("/v1/checkout/sessions/" + session);
  }

  /** Pays a session, by the card that always pays unless parameters say otherwise. */
  public JsonNode complete(String session, Map<String, String> parameters) {
    return post("/_sandbox/sessions/" + session + "/complete", parameters);
  }

  /** Ends a session that nobody pays. */
  public void expire(String session) {
    post("/_sandbox/sessions/" + session + "/expire", Map.of());
  }

  /** Gives all of a payment back. */
  public void refund(String paymentIntent) {
    post("/v1/refunds", Map.of("payment_intent", paymentIntent));
  }

  /** Gives so many cents of a payment back. */
  public void refund(String paymentIntent, long cents) {
    post("/v1/refunds", Map.of("payment_intent", paymentIntent, "amount", String.valueOf(cents)));
  }

  /** Sends the evidence that wins a payment's dispute. */
  public void winDispute(String paymentIntent) {
    String dispute = get("/v1/disputes?payment_intent=" + paymentIntent).at("/data/0/id").asText();
    post(
        "/v1/disputes/" + dispute,
        Map.of("evidence[uncategorized_text]", "winning_evidence", "submit", "true"));
  }

  /** Puts the clock forward, so that what is due by then happens. */
  public void advance(int seconds) {
    post("/_sandbox/clock", Map.of("advance", String.valueOf(seconds)));
  }

  /** Where its webhooks go, as far as it sends them itself. */
  public List<String> webhookUrls() {
    return list("webhook_endpoints").stream().map(it -> it.path("url").asText()).toList();
  }

  /** Asks what only a sandbox answers. */
  public void requireSandbox() {
    get("/_sandbox/clock");
  }

  /** Puts trouble in the way of webhooks. */
  public void troubleDeliveries(String kind, double probability, long seed) {
    post(
        "/_sandbox/delivery_faults",
        Map.of(
            "events",
            "*",
            "kind",
            kind,
            "delay",
            "20",
            "probability",
            String.valueOf(probability),
            "seed",
            String.valueOf(seed)));
  }

  /** Puts trouble in the way of requests that read. */
  public void troubleReads(String kind, double probability, long seed) {
    post(
        "/_sandbox/faults",
        Map.of(
            "endpoint",
            "GET /v1/**",
            "kind",
            kind,
            "probability",
            String.valueOf(probability),
            "seed",
            String.valueOf(seed)));
  }

  /** Lets everything go well from now on. */
  public void endTrouble() {
    delete("/_sandbox/faults");
    delete("/_sandbox/delivery_faults");
  }

  /** Whether a webhook is still to be tried, now or when the clock is further. */
  public boolean hasPendingDeliveries() {
    return !get("/_sandbox/deliveries?status=pending&limit=1").path("data").isEmpty();
  }

  /** Every webhook, with each try and what came of it. */
  public List<JsonNode> deliveries() {
    List<JsonNode> deliveries = new ArrayList<>();
    for (JsonNode change : get("/_sandbox/state").path("changes")) {
      if (change.path("put").asText().equals("webhook_delivery")) {
        deliveries.add(change.path("object"));
      }
    }
    return deliveries;
  }

  /** All objects of a kind, by their place in Stripe's API, such as {@code refunds}. */
  public List<JsonNode> list(String kind) {
    List<JsonNode> all = new ArrayList<>();
    boolean more = true;
    while (more) {
      String after =
          all.isEmpty() ? "" : "&starting_after=" + all.get(all.size() - 1).path("id").asText();
      JsonNode page = get("/v1/" + kind + "?limit=100" + after);
      page.path("data").forEach(all::add);
      more = page.path("has_more").asBoolean();
    }
    return all;
  }

  /** The id of what happened last; empty where nothing has. */
  public String latestEvent() {
    return get("/v1/events?limit=1").at("/data/0/id").asText();
  }

  /**
   * The first hundred things that happened after an event, the oldest first; the latest hundred
   * where it is empty.
   */
  public List<JsonNode> eventsSince(String event) {
    List<JsonNode> events = new ArrayList<>();
    String before = event.isEmpty() ? "" : "&ending_before=" + event;
    get("/v1/events?limit=100" + before).path("data").forEach(it -> events.add(0, it));
    return events;
  }

  /** Lets every request that only reads fail, until {@link #endFault}. Returns the rule's id. */
  public String failReads() {
    return post(
            "/_sandbox/faults",
            Map.of("endpoint", "GET /v1/**", "kind", "error_before_commit", "times", "0"))
        .path("id")
        .asText();
  }

  /** Removes a rule. */
  public void endFault(String rule) {
    delete("/_sandbox/faults/" + rule);
  }

  /** How many requests a rule has met. */
  public int met(String rule) {
    for (JsonNode known : get("/_sandbox/faults").path("data")) {
      if (known.path("id").asText().equals(rule)) {
        return known.path("met").asInt();
      }
    }
    return 0;
  }

  private JsonNode get(String path) {
    for (int i = 1; i < TRIES; i++) {
      try {
        Reply reply = http.send(new Request("GET", path, headers, null));
        if (reply.status() < 500) {
          return read(path, reply);
        }
      } catch (UnreachableException e) {
        if (e.getCause() instanceof ConnectException) {
          // Nobody is there, which is no trouble that was made.
          throw e;
        }
      }
    }
    return read(path, http.send(new Request("GET", path, headers, null)));
  }

  private JsonNode post(String path, Map<String, String> parameters) {
    byte[] form = form(parameters).getBytes(StandardCharsets.UTF_8);
    return read(path, http.send(new Request("POST", path, headers, form)));
  }

  private void delete(String path) {
    read(path, http.send(new Request("DELETE", path, headers, null)));
  }

  private static String form(Map<String, String> parameters) {
    return parameters.entrySet().stream()
        .map(parameter -> encode(parameter.getKey()) + "=" + encode(parameter.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static JsonNode read(String path, Reply reply) {
    if (reply.status() != 200) {
      throw new SandboxException(path, reply.status(), reply.text());
    }
    try {
      return Json.parse(reply.text());
    } catch (IllegalArgumentException e) {
      throw new SandboxException(path, reply.status(), reply.text());
    }
  }
}
