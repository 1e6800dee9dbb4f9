package dev.billet.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.billet.sandbox.control.RequestLog;
import dev.billet.sandbox.wire.ApiError;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes of requests what the log remembers of them. */
final class LogEntries {

  private static final JsonMapper JSON = new JsonMapper();

  private LogEntries() {}

  static RequestLog.Entry of(
      Incoming request, String requestId, Answer answer, Instant at, Duration duration) {
    return new RequestLog.Entry(
        requestId,
        account(request),
        at,
        request.method(),
        request.path(),
        request.header("Idempotency-Key"),
        answer.sent() ? answer.status() : 0,
        answer.headers().containsKey("Idempotent-Replayed"),
        answer.sent() && answer.status() >= 400 ? refusal(answer) : null,
        duration);
  }

  /** Returns the account that a request speaks for, or null where it speaks for none. */
  static @Nullable String account(Incoming request) {
    try {
      return Authentication.account(
          request.header("Authorization"), request.header("Stripe-Account"));
    } catch (ApiError e) {
      return null;
    }
  }

  private static RequestLog.@Nullable Refusal refusal(Answer answer) {
    try {
      JsonNode error = JSON.readTree(answer.body()).path("error");
      return new RequestLog.Refusal(
          error.path("type").asText(),
          error.path("code").textValue(),
          error.path("param").textValue(),
          error.path("message").asText());
    } catch (IOException e) {
      throw new IllegalStateException("an answer that is no JSON", e);
    }
  }
}
