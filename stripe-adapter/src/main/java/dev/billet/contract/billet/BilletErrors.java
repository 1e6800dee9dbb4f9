package dev.billet.contract.billet;

import dev.billet.checkout.Failure;
import dev.billet.contract.ErrorDialect;
import dev.billet.contract.Refusal;
import dev.billet.contract.Violation;
import dev.billet.specs.billet.Problem;
import dev.billet.specs.billet.Problem.CodeEnum;
import dev.billet.specs.billet.ProblemItem;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Problem details (RFC 9457); the errors name pointers into the body, or parameters. */
final class BilletErrors implements ErrorDialect {

  // Pydantic's way of naming a rule that is no schema's; ours is to say the rule.
  private static final String PYDANTIC = "Value error, ";

  @Override
  public Answer answer(Refusal refusal) {
    CodeEnum code = code(refusal.kind());
    int status = status(code);
    return new Answer(
        status,
        new Problem()
            .type(Problem.TypeEnum.ABOUT_BLANK)
            .title(title(status))
            .status(status)
            .detail(refusal.detail())
            .code(code)
            .errors(errors(refusal.violations()))
            .incident(refusal.incident().orElse(null))
            .requestId(refusal.requestId()));
  }

  private static CodeEnum code(Failure.Kind kind) {
    return switch (kind) {
      // No plan and no amount is ever named here, nor a client's version.
      case MALFORMED_BODY,
          UNREADABLE_BODY,
          INVALID_REQUEST,
          AMOUNT_BELOW_FLOOR,
          UNKNOWN_PLAN,
          CLIENT_TOO_OLD ->
          CodeEnum.INVALID_REQUEST;
      case BAD_SIGNATURE -> CodeEnum.BAD_SIGNATURE;
      case NO_CREDENTIAL, BAD_CREDENTIAL -> CodeEnum.UNAUTHORIZED;
      case FORBIDDEN -> CodeEnum.FORBIDDEN;
      case UNKNOWN_ORGANIZATION -> CodeEnum.UNKNOWN_ORGANIZATION;
      case UNKNOWN_CHECKOUT -> CodeEnum.UNKNOWN_CHECKOUT;
      case UNKNOWN_PATH -> CodeEnum.UNKNOWN_PATH;
      case METHOD_NOT_ALLOWED -> CodeEnum.METHOD_NOT_ALLOWED;
      case NOT_SELLABLE,
          ALREADY_SUBSCRIBED,
          CHECKOUT_IN_PROGRESS,
          IDEMPOTENCY_KEY_REUSED,
          IDEMPOTENCY_KEY_IN_FLIGHT ->
          CodeEnum.CONFLICT;
      case BODY_TOO_LARGE -> CodeEnum.PAYLOAD_TOO_LARGE;
      case UNSUPPORTED_MEDIA_TYPE -> CodeEnum.UNSUPPORTED_MEDIA_TYPE;
      case RATE_LIMITED, UPSTREAM_RATE_LIMITED -> CodeEnum.RATE_LIMITED;
      case BUG -> CodeEnum.INTERNAL;
      case UPSTREAM_FAILED, CATALOGUE_FAULT -> CodeEnum.BAD_GATEWAY;
      case UNAVAILABLE -> CodeEnum.UNAVAILABLE;
      case UPSTREAM_TIMEOUT -> CodeEnum.GATEWAY_TIMEOUT;
    };
  }

  private static int status(CodeEnum code) {
    return switch (code) {
      case INVALID_REQUEST, BAD_SIGNATURE -> 400;
      case UNAUTHORIZED -> 401;
      case FORBIDDEN -> 403;
      case UNKNOWN_ORGANIZATION, UNKNOWN_CHECKOUT, UNKNOWN_PATH -> 404;
      case METHOD_NOT_ALLOWED -> 405;
      case CONFLICT -> 409;
      case PAYLOAD_TOO_LARGE -> 413;
      case UNSUPPORTED_MEDIA_TYPE -> 415;
      case RATE_LIMITED -> 429;
      case INTERNAL -> 500;
      case BAD_GATEWAY -> 502;
      case UNAVAILABLE -> 503;
      case GATEWAY_TIMEOUT -> 504;
    };
  }

  // Of a problem whose type is about:blank, the title is the status code's own phrase.
  private static String title(int status) {
    return switch (status) {
      case 413 -> "Content Too Large";
      default -> Response.Status.fromStatusCode(status).getReasonPhrase();
    };
  }

  private static @Nullable List<ProblemItem> errors(List<Violation> violations) {
    return violations.isEmpty() ? null : violations.stream().map(BilletErrors::item).toList();
  }

  private static ProblemItem item(Violation violation) {
    String message = violation.plainMessage();
    ProblemItem item =
        new ProblemItem()
            .detail(message.startsWith(PYDANTIC) ? message.substring(PYDANTIC.length()) : message);
    return violation.location().get(0).equals("body")
        ? item.pointer(pointer(violation.location()))
        : item.parameter(violation.field());
  }

  // RFC 6901, sections 3 and 4.
  private static String pointer(List<Object> location) {
    return location.stream()
        .skip(1)
        .map(step -> "/" + step.toString().replace("~", "~0").replace("/", "~1"))
        .collect(Collectors.joining());
  }
}
