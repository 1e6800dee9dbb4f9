package dev.billet.contract.almanac;

import dev.billet.contract.ErrorDialect;
import dev.billet.contract.Refusal;
import dev.billet.contract.Violation;
import dev.billet.contract.fastapi.FastApi;
import dev.billet.specs.almanac.HTTPError;
import dev.billet.specs.almanac.HTTPValidationError;
import dev.billet.specs.almanac.ValidationError;
import org.jspecify.annotations.Nullable;

/** FastAPI's two shapes: a list of items where fields are at fault, a sentence elsewhere. */
final class AlmanacErrors implements ErrorDialect {

  @Override
  public Answer answer(Refusal refusal) {
    int status = FastApi.status(refusal.kind());
    return new Answer(
        status, status == 422 ? items(refusal) : new HTTPError().detail(detail(refusal)));
  }

  private static String detail(Refusal refusal) {
    return switch (refusal.kind()) {
      case BAD_CREDENTIAL -> "Not authenticated";
      default -> FastApi.detail(refusal);
    };
  }

  private static HTTPValidationError items(Refusal refusal) {
    return new HTTPValidationError()
        .detail(refusal.violations().stream().map(AlmanacErrors::item).toList());
  }

  private static ValidationError item(Violation violation) {
    return new ValidationError()
        .type(violation.type())
        .loc(violation.location())
        .msg(violation.message())
        .input(violation.input())
        .ctx(context(violation));
  }

  private static @Nullable Object context(Violation violation) {
    return violation.context().isEmpty() ? null : violation.context();
  }
}
