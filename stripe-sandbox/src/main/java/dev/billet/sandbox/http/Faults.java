package dev.billet.sandbox.http;

/**
 * Where trouble can be put in the way of a request: before an operation runs, and after it has run
 * but before its answer is given. Either method may wait, or throw what is to be answered; an
 * exception that is no {@link dev.billet.sandbox.wire.ApiError} becomes a 500. To be safe for use
 * by several threads.
 */
public interface Faults {

  /** No trouble. */
  Faults NONE =
      new Faults() {
        @Override
        public void before(String method, String path) {}

        @Override
        public void after(String method, String path) {}
      };

  /** Called when a request's execution has begun; nothing is changed yet. */
  void before(String method, String path);

  /** Called when an operation's changes are made. */
  void after(String method, String path);
}
