package dev.billet.conformance.webhook;

import java.util.Optional;
import java.util.function.UnaryOperator;

/** What every scenario is played with. For one thread. */
final class Props {

  private final Till till;
  private final Delivery delivery;
  private final Account account;
  private final Optional<Server> server;
  private final Time time;
  private final int crashes;
  private final UnaryOperator<String> mask;
  private long worth;

  /**
   * These.
   *
   * @param server empty where it cannot be killed
   * @param crashes how often it is killed in each scenario that kills it
   * @param mask takes secrets out of what is printed
   */
  Props(
      Till till,
      Delivery delivery,
      Account account,
      Optional<Server> server,
      Time time,
      int crashes,
      UnaryOperator<String> mask) {
    this.till = till;
    this.delivery = delivery;
    this.account = account;
    this.server = server;
    this.time = time;
    this.crashes = crashes;
    this.mask = mask;
  }

  Till till() {
    return till;
  }

  Delivery delivery() {
    return delivery;
  }

  Account account() {
    return account;
  }

  /**
   * The server.
   *
   * @throws NotTriedException where it cannot be killed
   */
  Server server() {
    return server.orElseThrow(
        () -> new NotTriedException("it takes --server, so that the server can be killed"));
  }

  Time time() {
    return time;
  }

  int crashes() {
    return crashes;
  }

  UnaryOperator<String> mask() {
    return mask;
  }

  /** What one purchase is worth; 0 as long as that is not known. */
  long worth() {
    return worth;
  }

  /** Notes what one purchase is worth. */
  void learn(long credited) {
    worth = credited;
  }
}
