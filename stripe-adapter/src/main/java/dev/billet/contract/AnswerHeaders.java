package dev.billet.contract;

import dev.billet.checkout.Failure;
import java.util.Map;

/** The headers that go with a failure whatever the contract's envelope. */
final class AnswerHeaders {

  private static final String RETRY_AFTER_SECONDS = "1";

  private AnswerHeaders() {}

  static Map<String, String> of(Contract contract, Failure.Kind kind) {
    return switch (kind) {
      case NO_CREDENTIAL, BAD_CREDENTIAL ->
          contract.challengesWithBearer() ? Map.of("WWW-Authenticate", "Bearer") : Map.of();
      case RATE_LIMITED, UPSTREAM_RATE_LIMITED, UNAVAILABLE ->
          Map.of("Retry-After", RETRY_AFTER_SECONDS);
      default -> Map.of();
    };
  }
}
