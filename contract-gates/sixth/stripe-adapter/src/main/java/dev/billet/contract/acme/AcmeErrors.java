package dev.billet.contract.acme;

import dev.billet.checkout.Failure;
import dev.billet.contract.ErrorDialect;
import dev.billet.contract.Refusal;
import dev.billet.contract.Violation;
import dev.billet.specs.acme.Fault;
import dev.billet.specs.acme.Problem;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code {reason, message, faults?}}. */
final class AcmeErrors implements ErrorDialect {

  private enum Reason {
    INVALID(400),
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

    Reason(int status) {
      this.status = status;
    }
  }

  @Override
  public Answer answer(Refusal refusal) {
    Reason reason = reason(refusal.kind());
    return new Answer(
        reason.status,
        new Problem()
            .reason(reason.name().toLowerCase(Locale.ROOT))
            .message(refusal.sentence())
            .faults(faults(refusal.violations())));
  }

  private static Reason reason(Failure.Kind kind) {
    return switch (kind) {
      case MALFORMED_BODY,
          UNREADABLE_BODY,
          INVALID_REQUEST,
          AMOUNT_BELOW_FLOOR,
          CLIENT_TOO_OLD,
          BAD_SIGNATURE ->
          Reason.INVALID;
      case NO_CREDENTIAL, BAD_CREDENTIAL -> Reason.UNAUTHORIZED;
      case FORBIDDEN -> Reason.FORBIDDEN;
      case UNKNOWN_ORGANIZATION, UNKNOWN_PATH, UNKNOWN_PLAN, UNKNOWN_CHECKOUT -> Reason.NOT_FOUND;
      case METHOD_NOT_ALLOWED -> Reason.METHOD_NOT_ALLOWED;
      case NOT_SELLABLE,
          ALREADY_SUBSCRIBED,
          CHECKOUT_IN_PROGRESS,
          IDEMPOTENCY_KEY_REUSED,
          IDEMPOTENCY_KEY_IN_FLIGHT ->
          Reason.CONFLICT;
      case BODY_TOO_LARGE -> Reason.PAYLOAD_TOO_LARGE;
      case UNSUPPORTED_MEDIA_TYPE -> Reason.UNSUPPORTED_MEDIA_TYPE;
      case RATE_LIMITED, UPSTREAM_RATE_LIMITED -> Reason.RATE_LIMITED;
      case BUG -> Reason.INTERNAL;
      case UPSTREAM_FAILED, CATALOGUE_FAULT -> Reason.BAD_GATEWAY;
      case UNAVAILABLE -> Reason.UNAVAILABLE;
      case UPSTREAM_TIMEOUT -> Reason.GATEWAY_TIMEOUT;
    };
  }

  private static @Nullable List<Fault> faults(List<Violation> violations) {
    return violations.isEmpty()
        ? null
        : violations.stream()
            .map(it -> new Fault().field(it.field()).message(it.plainMessage()))
            .toList();
  }
}
