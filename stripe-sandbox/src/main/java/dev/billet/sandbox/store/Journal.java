package dev.billet.sandbox.store;

import java.time.Duration;
import java.util.List;

/** Where accounts write down what they change. To be safe for use by several threads. */
interface Journal {

  /** Writes nothing down. */
  Journal NONE =
      new Journal() {
        @Override
        public void append(String account, List<Change> changes) {}

        @Override
        public void append(Duration clockOffset) {}
      };

  /**
   * Writes down what an operation changed, whole or not at all.
   *
   * @throws java.io.UncheckedIOException if that is not possible; then the operation fails
   */
  void append(String account, List<Change> changes);

  /**
   * Writes down by how much the sandbox's clock is ahead.
   *
   * @throws java.io.UncheckedIOException if that is not possible
   */
  void append(Duration clockOffset);
}
