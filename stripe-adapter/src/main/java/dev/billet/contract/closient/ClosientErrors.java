package dev.billet.contract.closient;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.billet.checkout.Failure;
import dev.billet.contract.ErrorDialect;
import dev.billet.contract.Refusal;
import dev.billet.contract.Violation;
import dev.billet.specs.closient.ErrorBody;
import dev.billet.specs.closient.ErrorBody.CodeEnum;
import dev.billet.specs.closient.ErrorDetail;
import dev.billet.specs.closient.ErrorResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code {"error": {code, message, status, details}}}, with {@code details} null or a list. */
final class ClosientErrors implements ErrorDialect {

  @Override
  public Answer answer(Refusal refusal) {
    CodeEnum code = code(refusal.kind());
    int status = status(code);
    return new Answer(
        status,
        new ErrorResponse()
            .error(
                new ErrorBody()
                    .code(code)
                    .message(refusal.sentence())
                    .status(status)
                    .details(details(refusal.violations()))));
  }

  private static CodeEnum code(Failure.Kind kind) {
    return switch (kind) {
      case MALFORMED_BODY, UNREADABLE_BODY, AMOUNT_BELOW_FLOOR, CLIENT_TOO_OLD, BAD_SIGNATURE ->
          CodeEnum.BAD_REQUEST;
      case NO_CREDENTIAL, BAD_CREDENTIAL -> CodeEnum.UNAUTHORIZED;
      // The document promises 403 unless the caller may buy; it does not say who exists.
      case FORBIDDEN, UNKNOWN_ORGANIZATION -> CodeEnum.FORBIDDEN;
      case UNKNOWN_PATH, UNKNOWN_PLAN, UNKNOWN_CHECKOUT -> CodeEnum.NOT_FOUND;
      case METHOD_NOT_ALLOWED -> CodeEnum.METHOD_NOT_ALLOWED;
      case NOT_SELLABLE,
          ALREADY_SUBSCRIBED,
          CHECKOUT_IN_PROGRESS,
          IDEMPOTENCY_KEY_REUSED,
          IDEMPOTENCY_KEY_IN_FLIGHT ->
          CodeEnum.CONFLICT;
      case BODY_TOO_LARGE -> CodeEnum.PAYLOAD_TOO_LARGE;
      case UNSUPPORTED_MEDIA_TYPE -> CodeEnum.UNSUPPORTED_MEDIA_TYPE;
      case INVALID_REQUEST -> CodeEnum.VALIDATION_ERROR;
      case RATE_LIMITED, UPSTREAM_RATE_LIMITED -> CodeEnum.RATE_LIMITED;
      case BUG -> CodeEnum.INTERNAL_ERROR;
      case UPSTREAM_FAILED, CATALOGUE_FAULT -> CodeEnum.BAD_GATEWAY;
      case UNAVAILABLE -> CodeEnum.SERVICE_UNAVAILABLE;
      case UPSTREAM_TIMEOUT -> CodeEnum.GATEWAY_TIMEOUT;
    };
  }

  private static int status(CodeEnum code) {
    return switch (code) {
      case BAD_REQUEST -> 400;
      case UNAUTHORIZED -> 401;
      case FORBIDDEN -> 403;
      case NOT_FOUND -> 404;
      case METHOD_NOT_ALLOWED -> 405;
      case CONFLICT -> 409;
      case PAYLOAD_TOO_LARGE -> 413;
      case UNSUPPORTED_MEDIA_TYPE -> 415;
      case VALIDATION_ERROR -> 422;
      case RATE_LIMITED -> 429;
      case INTERNAL_ERROR -> 500;
      case BAD_GATEWAY -> 502;
      case SERVICE_UNAVAILABLE -> 503;
      case GATEWAY_TIMEOUT -> 504;
    };
  }

  private static @Nullable List<ErrorDetail> details(List<Violation> violations) {
    return violations.isEmpty()
        ? null
        : violations.stream()
            .map(it -> new ErrorDetail().field(it.field()).message(it.plainMessage()))
            .toList();
  }

  /** The document's example shows {@code "details": null}. */
  abstract static class DetailsAlwaysPresent {
    @JsonInclude(JsonInclude.Include.ALWAYS)
    abstract List<ErrorDetail> getDetails();
  }
}
