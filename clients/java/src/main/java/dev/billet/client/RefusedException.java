package dev.billet.client;

import dev.billet.client.http.ApiException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/**
 * The server answered, and did not do it. Each contract has a subclass, which holds its envelope as
 * the generated model.
 */
public abstract class RefusedException extends ApiException {

  private static final long serialVersionUID = 1L;

  RefusedException(Refusal refusal) {
    super(refusal.message(), refusal.status(), refusal.headers(), refusal.body());
  }

  /** The HTTP status. */
  public final int status() {
    return getCode();
  }

  /**
   * The contract's envelope as its generated model; empty where the body is none, as that of a
   * proxy in between may be. {@link #getResponseBody()} has the text.
   */
  public abstract Optional<?> error();

  /** Under what the server's log has the request; empty where something else answered. */
  public final Optional<String> requestId() {
    return headers().firstValue("X-Request-Id");
  }

  /** How long the server asks to wait before the next try; empty where it does not say. */
  public final Optional<Duration> retryAfter() {
    return Patience.retryAfter(headers());
  }

  private HttpHeaders headers() {
    return getResponseHeaders();
  }
}
