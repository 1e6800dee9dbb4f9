package dev.billet.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.billet.conformance.document.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

/** Asks the server's Stripe what it holds. Safe for use by many threads. */
public final class StripeSessions {

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI base;
  private final String secretKey;

  /**
   * Sessions at this Stripe.
   *
   * @param base where its API is
   * @param secretKey the key of the account that the server uses
   */
  public StripeSessions(URI base, String secretKey) {
    this.base = base;
    this.secretKey = secretKey;
  }

  /** Where its API is. */
  public URI base() {
    return base;
  }

  /**
   * A checkout session with its line items.
   *
   * @throws AssertionError if Stripe has none by that id
   */
  public JsonNode retrieve(String id) {
    return get("/v1/checkout/sessions/" + id + "?expand[]=line_items".replace("[]", "%5B%5D"));
  }

  /**
   * Cancels the subscription that a session started, so that its organization can buy another.
   *
   * @return its id; empty where the session started none
   * @throws AssertionError if Stripe has no session by that id, or does not cancel
   */
  public Optional<String> cancelSubscription(String session) {
    JsonNode subscription = retrieve(session).path("subscription");
    if (!subscription.isTextual()) {
      return Optional.empty();
    }
    send(request("/v1/subscriptions/" + subscription.asText()).DELETE().build());
    return Optional.of(subscription.asText());
  }

  /** The first objects of a list, newest first. */
  public JsonNode list(String path) {
    return get(path).path("data");
  }

  /** Pays an open session without its page; only the sandbox can. */
  public void complete(String session) {
    send(
        request("/_sandbox/sessions/" + session + "/complete")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("email=buyer%40example.com"))
            .build());
  }

  private JsonNode get(String path) {
    return send(request(path).build());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(Duration.ofSeconds(30))
        .header("Authorization", "Bearer " + secretKey);
  }

  private JsonNode send(HttpRequest request) {
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new AssertionError("Stripe answered " + response.statusCode() + response.body());
      }
      return Json.parse(response.body());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot ask " + base, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while asking " + base, e);
    }
  }
}
