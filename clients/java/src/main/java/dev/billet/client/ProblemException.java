package dev.billet.client;

import dev.billet.client.billet.Problem;
import java.util.Optional;

/** A refusal of the contract {@code billet}. */
public final class ProblemException extends RefusedException {

  private static final long serialVersionUID = 1L;

  private final transient Optional<Problem> error;

  ProblemException(Refusal refusal) {
    super(refusal);
    error = refusal.as(Problem.class);
  }

  @Override
  public Optional<Problem> error() {
    return error;
  }
}
