package dev.billet.contract.versori;

import dev.billet.checkout.Failure;
import dev.billet.contract.ErrorDialect;
import dev.billet.contract.Refusal;
import dev.billet.contract.Violation;
import dev.billet.specs.versori.ApiError;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code {code, message, cause?}}; the cause names the fields at fault, or the incident. */
final class VersoriErrors implements ErrorDialect {

  private enum Code {
    INVALID_REQUEST(400),
    UNAUTHORIZED(401),
    FORBIDDEN(403),
    NOT_FOUND(404),
    METHOD_NOT_ALLOWED(405),
    CONFLICT(409),
    PAYLOAD_TOO_LARGE(413),
    UNSUPPORTED_MEDIA_TYPE(415),
    RATE_LIMITED(429),
    INTERNAL(500),
    BAD_GATEWAY(502),
    UNAVAILABLE(503),
    GATEWAY_TIMEOUT(504);

    private final int status;

    Code(int status) {
      this.status = status;
    }
  }

  @Override
  public Answer answer(Refusal refusal) {
    Code code = code(refusal.kind());
    return new Answer(
        code.status,
        new ApiError()
            .code(code.name().toLowerCase(Locale.ROOT))
            .message(message(refusal))
            .cause(cause(refusal)));
  }

  private static Code code(Failure.Kind kind) {
    return switch (kind) {
      case MALFORMED_BODY,
          UNREADABLE_BODY,
          INVALID_REQUEST,
          AMOUNT_BELOW_FLOOR,
          CLIENT_TOO_OLD,
          BAD_SIGNATURE ->
          Code.INVALID_REQUEST;
      case NO_CREDENTIAL, BAD_CREDENTIAL -> Code.UNAUTHORIZED;
      case FORBIDDEN -> Code.FORBIDDEN;
      case UNKNOWN_ORGANIZATION, UNKNOWN_PATH, UNKNOWN_PLAN, UNKNOWN_CHECKOUT -> Code.NOT_FOUND;
      case METHOD_NOT_ALLOWED -> Code.METHOD_NOT_ALLOWED;
      case NOT_SELLABLE,
          ALREADY_SUBSCRIBED,
          CHECKOUT_IN_PROGRESS,
          IDEMPOTENCY_KEY_REUSED,
          IDEMPOTENCY_KEY_IN_FLIGHT ->
          Code.CONFLICT;
      case BODY_TOO_LARGE -> Code.PAYLOAD_TOO_LARGE;
      case UNSUPPORTED_MEDIA_TYPE -> Code.UNSUPPORTED_MEDIA_TYPE;
      case RATE_LIMITED, UPSTREAM_RATE_LIMITED -> Code.RATE_LIMITED;
      case BUG -> Code.INTERNAL;
      case UPSTREAM_FAILED, CATALOGUE_FAULT -> Code.BAD_GATEWAY;
      case UNAVAILABLE -> Code.UNAVAILABLE;
      case UPSTREAM_TIMEOUT -> Code.GATEWAY_TIMEOUT;
    };
  }

  private static String message(Refusal refusal) {
    return refusal.violations().isEmpty()
        ? refusal.detail()
        : refusal.violations().stream()
            .map(violation -> violation.field() + ": " + violation.plainMessage())
            .collect(Collectors.joining("; "));
  }

  private static @Nullable String cause(Refusal refusal) {
    return refusal
        .incident()
        .map(id -> "incident " + id)
        .orElseGet(
            () ->
                refusal.violations().isEmpty()
                    ? null
                    : refusal.violations().stream()
                        .map(Violation::field)
                        .collect(Collectors.joining(", ")));
  }
}
