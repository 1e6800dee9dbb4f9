package dev.billet.contract;

/**
 * One question a contract asks of a request before it reaches the resource. A contract is a list of
 * them, in the order its document or a real server of its kind shows. Implementations are
 * immutable; what they learn, they leave in the exchange.
 */
@FunctionalInterface
public interface Check {

  /**
   * Lets the request pass, or throws.
   *
   * @throws dev.billet.checkout.CheckoutException where the request is refused
   * @throws InvalidRequestException where its fields are to blame
   */
  void pass(Exchange exchange);
}
