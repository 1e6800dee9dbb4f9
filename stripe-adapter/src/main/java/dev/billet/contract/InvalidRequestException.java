package dev.billet.contract;

import dev.billet.checkout.Failure;
import java.util.List;

/** The request's own fields are to blame; carries all of them at once. */
public final class InvalidRequestException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Failure.Kind kind;
  private final transient List<Violation> violations;

  /** A request that breaks these rules. */
  public InvalidRequestException(Failure.Kind kind, List<Violation> violations) {
    super(kind + ": " + violations.stream().map(Violation::field).toList());
    this.kind = kind;
    this.violations = List.copyOf(violations);
  }

  Failure.Kind kind() {
    return kind;
  }

  List<Violation> violations() {
    return violations;
  }
}
