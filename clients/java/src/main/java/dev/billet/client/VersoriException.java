package dev.billet.client;

import dev.billet.client.versori.ApiError;
import java.util.Optional;

/** A refusal of the contract {@code versori}. */
public final class VersoriException extends RefusedException {

  private static final long serialVersionUID = 1L;

  private final transient Optional<ApiError> error;

  VersoriException(Refusal refusal) {
    super(refusal);
    error = refusal.as(ApiError.class);
  }

  @Override
  public Optional<ApiError> error() {
    return error;
  }
}
