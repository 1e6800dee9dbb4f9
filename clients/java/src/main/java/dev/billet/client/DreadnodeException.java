package dev.billet.client;

import dev.billet.client.dreadnode.APIErrorPayload;
import java.util.Optional;

/** A refusal of the contract {@code dreadnode}. */
public final class DreadnodeException extends RefusedException {

  private static final long serialVersionUID = 1L;

  private final transient Optional<APIErrorPayload> error;

  DreadnodeException(Refusal refusal) {
    super(refusal);
    error = refusal.as(APIErrorPayload.class);
  }

  @Override
  public Optional<APIErrorPayload> error() {
    return error;
  }
}
