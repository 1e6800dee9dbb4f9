package dev.billet.conformance.http;

/** Sends a request and waits for what comes back. Safe for use by many threads. */
@FunctionalInterface
public interface Sender {

  /**
   * Sends it.
   *
   * @throws UnreachableException if there is no HTTP answer
   */
  Reply send(Request request);
}
