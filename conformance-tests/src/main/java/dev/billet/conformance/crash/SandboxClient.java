package dev.billet.conformance.crash;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.Answer;
import dev.billet.conformance.document.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A sandbox that runs elsewhere: its API, and what can be asked of it beyond. Safe for use by many
 * threads. Every method throws an {@link AssertionError} where the sandbox refuses.
 */
public final class SandboxClient {

  /** The secret key of every sandbox that is not told another. */
  public static final String SECRET_KEY = "sk_test_billetsandbox000000000000";

  /** What signs its webhooks. */
  public static final String WEBHOOK_SECRET = "whsec_billetsandbox0000000000000000000";

  private static final Map<String, String> HEADERS =
      Map.of(
          "Authorization",
          "Bearer " + SECRET_KEY,
          "Content-Type",
          "application/x-www-form-urlencoded");

  // Requests that only read meet the trouble that was made for the servers.
  private static final int TRIES = 20;

  private final Http http = new Http();
  private final URI base;

  /** The sandbox at this address. */
  public SandboxClient(URI base) {
    this.base = base;
  }

  /** Pays a session, by the card that always pays unless parameters say otherwise. */
  public JsonNode complete(String session, Map<String, String> parameters) {
    return post("/_sandbox/sessions/" + session + "/complete", parameters);
  }

  /** Ends a session that nobody pays. */
  public void expire(String session) {
    post("/_sandbox/sessions/" + session + "/expire", Map.of());
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

  private JsonNode get(String path) {
    IOException last = new IOException("not tried");
    for (int i = 0; i < TRIES; i++) {
      try {
        Answer answer = http.get(URI.create(base + path), HEADERS);
        if (answer.status() < 500) {
          return read(path, answer);
        }
        last = new IOException(path + ": " + answer.status() + " " + answer.text());
      } catch (IOException e) {
        last = e;
      }
    }
    throw new UncheckedIOException("the sandbox does not answer", last);
  }

  private JsonNode post(String path, Map<String, String> parameters) {
    try {
      return read(path, http.post(URI.create(base + path), HEADERS, Http.form(parameters)));
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox does not answer", e);
    }
  }

  private void delete(String path) {
    try {
      read(path, http.delete(URI.create(base + path), HEADERS));
    } catch (IOException e) {
      throw new UncheckedIOException("the sandbox does not answer", e);
    }
  }

  private static JsonNode read(String path, Answer answer) {
    if (answer.status() != 200) {
      throw new AssertionError(
          "the sandbox answered " + path + " with " + answer.status() + ": " + answer.text());
    }
    return Json.parse(answer.text());
  }
}
