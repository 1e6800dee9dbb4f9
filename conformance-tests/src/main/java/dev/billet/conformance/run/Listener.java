package dev.billet.conformance.run;

import dev.billet.conformance.document.Operation;
import java.util.List;

/** Is told what the engine does while it does it. */
public interface Listener {

  /** Hears nothing. */
  Listener NONE = new Listener() {};

  /** An operation's cases begin. */
  default void begins(Operation operation) {}

  /** A case is done. */
  default void finished(Result result) {}

  /**
   * An operation's cases are done.
   *
   * @param results of everything so far
   */
  default void ends(Operation operation, List<Result> results) {}
}
