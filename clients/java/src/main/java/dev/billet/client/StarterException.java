package dev.billet.client;

import dev.billet.client.starter.HTTPError;
import dev.billet.client.starter.HTTPValidationError;
import java.util.Optional;

/** A refusal of the contract {@code starter}, which has an envelope of its own for 422. */
public final class StarterException extends RefusedException {

  private static final long serialVersionUID = 1L;

  private final transient Optional<HTTPError> error;
  private final transient Optional<HTTPValidationError> validationError;

  StarterException(Refusal refusal) {
    super(refusal);
    boolean invalid = refusal.status() == 422;
    error = invalid ? Optional.empty() : refusal.as(HTTPError.class);
    validationError = invalid ? refusal.as(HTTPValidationError.class) : Optional.empty();
  }

  /** The envelope of every refusal but 422; empty with that one. */
  @Override
  public Optional<HTTPError> error() {
    return error;
  }

  /** With 422, everything that is wrong with the request; empty with any other status. */
  public Optional<HTTPValidationError> validationError() {
    return validationError;
  }
}
