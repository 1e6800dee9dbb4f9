package dev.billet.client;

import dev.billet.client.acme.Problem;
import java.util.Optional;

/** A refusal of the contract {@code acme}. */
public final class AcmeException extends RefusedException {

  private static final long serialVersionUID = 1L;

  private final transient Optional<Problem> error;

  AcmeException(Refusal refusal) {
    super(refusal);
    error = refusal.as(Problem.class);
  }

  @Override
  public Optional<Problem> error() {
    return error;
  }
}
