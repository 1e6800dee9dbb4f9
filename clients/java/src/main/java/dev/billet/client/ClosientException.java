package dev.billet.client;

import dev.billet.client.closient.ErrorResponse;
import java.util.Optional;

/** A refusal of the contract {@code closient}. */
public final class ClosientException extends RefusedException {

  private static final long serialVersionUID = 1L;

  private final transient Optional<ErrorResponse> error;

  ClosientException(Refusal refusal) {
    super(refusal);
    error = refusal.as(ErrorResponse.class);
  }

  @Override
  public Optional<ErrorResponse> error() {
    return error;
  }
}
