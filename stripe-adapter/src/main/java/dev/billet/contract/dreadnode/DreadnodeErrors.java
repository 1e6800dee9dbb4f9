package dev.billet.contract.dreadnode;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.billet.checkout.Failure;
import dev.billet.contract.ErrorDialect;
import dev.billet.contract.Refusal;
import dev.billet.contract.Violation;
import dev.billet.specs.dreadnode.APIErrorItem;
import dev.billet.specs.dreadnode.APIErrorPayload;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code {code, detail, errors?, type}}, with one of the eleven codes that the document knows. */
final class DreadnodeErrors implements ErrorDialect {

  private enum Type {
    INVALID_REQUEST_ERROR(APIErrorPayload.CodeEnum.NUMBER_400),
    AUTHENTICATION_ERROR(APIErrorPayload.CodeEnum.NUMBER_401),
    PERMISSION_ERROR(APIErrorPayload.CodeEnum.NUMBER_403),
    NOT_FOUND_ERROR(APIErrorPayload.CodeEnum.NUMBER_404),
    CONFLICT_ERROR(APIErrorPayload.CodeEnum.NUMBER_409),
    VALIDATION_ERROR(APIErrorPayload.CodeEnum.NUMBER_422),
    UPGRADE_REQUIRED_ERROR(APIErrorPayload.CodeEnum.NUMBER_426),
    RATE_LIMIT_ERROR(APIErrorPayload.CodeEnum.NUMBER_429),
    INTERNAL_ERROR(APIErrorPayload.CodeEnum.NUMBER_500),
    BAD_GATEWAY_ERROR(APIErrorPayload.CodeEnum.NUMBER_502),
    GATEWAY_TIMEOUT_ERROR(APIErrorPayload.CodeEnum.NUMBER_504);

    private final APIErrorPayload.CodeEnum code;

    Type(APIErrorPayload.CodeEnum code) {
      this.code = code;
    }
  }

  @Override
  public Answer answer(Refusal refusal) {
    Type type = type(refusal.kind());
    return new Answer(
        type.code.value(),
        new APIErrorPayload()
            .code(type.code)
            .detail(detail(refusal))
            .errors(items(refusal.violations()))
            .type(type.name().toLowerCase(Locale.ROOT)));
  }

  private static Type type(Failure.Kind kind) {
    return switch (kind) {
      case MALFORMED_BODY,
          BAD_SIGNATURE,
          UNREADABLE_BODY,
          UNSUPPORTED_MEDIA_TYPE,
          BODY_TOO_LARGE,
          METHOD_NOT_ALLOWED ->
          Type.INVALID_REQUEST_ERROR;
      case NO_CREDENTIAL, BAD_CREDENTIAL -> Type.AUTHENTICATION_ERROR;
      case FORBIDDEN -> Type.PERMISSION_ERROR;
      case UNKNOWN_ORGANIZATION, UNKNOWN_PATH, UNKNOWN_PLAN, UNKNOWN_CHECKOUT ->
          Type.NOT_FOUND_ERROR;
      case NOT_SELLABLE,
          ALREADY_SUBSCRIBED,
          CHECKOUT_IN_PROGRESS,
          IDEMPOTENCY_KEY_REUSED,
          IDEMPOTENCY_KEY_IN_FLIGHT ->
          Type.CONFLICT_ERROR;
      case INVALID_REQUEST, AMOUNT_BELOW_FLOOR -> Type.VALIDATION_ERROR;
      case CLIENT_TOO_OLD -> Type.UPGRADE_REQUIRED_ERROR;
      case RATE_LIMITED, UPSTREAM_RATE_LIMITED -> Type.RATE_LIMIT_ERROR;
      case BUG -> Type.INTERNAL_ERROR;
      case UPSTREAM_FAILED, CATALOGUE_FAULT, UNAVAILABLE -> Type.BAD_GATEWAY_ERROR;
      case UPSTREAM_TIMEOUT -> Type.GATEWAY_TIMEOUT_ERROR;
    };
  }

  private static String detail(Refusal refusal) {
    return switch (refusal.kind()) {
      // The document's own example answer has these words.
      case NO_CREDENTIAL, BAD_CREDENTIAL -> "Authentication failed";
      default -> refusal.sentence();
    };
  }

  private static @Nullable List<APIErrorItem> items(List<Violation> violations) {
    return violations.isEmpty()
        ? null
        : violations.stream()
            .map(it -> new APIErrorItem().loc(it.location()).msg(it.message()).type(it.type()))
            .toList();
  }

  /** The order in which the document lists the members of an item. */
  @JsonPropertyOrder({"loc", "msg", "type"})
  interface ItemOrder {}

  /** The document's codes are numbers; the generated enum would write them as text. */
  abstract static class CodeAsNumber {
    @JsonValue
    abstract Integer value();

    @Override
    @JsonValue(false)
    public abstract String toString();
  }
}
