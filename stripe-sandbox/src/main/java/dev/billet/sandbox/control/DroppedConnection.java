package dev.billet.sandbox.control;

/** Thrown where a request is to get no answer at all, but a closed connection. */
public final class DroppedConnection extends RuntimeException {

  private static final long serialVersionUID = 1L;

  DroppedConnection() {
    super("a fault rule closed the connection", null, false, false);
  }
}
