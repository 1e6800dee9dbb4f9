package dev.billet.server;

import dev.billet.checkout.CheckoutBook;
import dev.billet.checkout.CustomerBook;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Remembers customers for as long as the process lives, and no checkouts. Safe for use by many
 * threads.
 */
final class ForgetfulBooks implements CustomerBook, CheckoutBook {

  private final ConcurrentMap<String, String> customers = new ConcurrentHashMap<>();

  @Override
  public Optional<String> find(String organization) {
    return Optional.ofNullable(customers.get(organization));
  }

  @Override
  public String keep(String organization, String customer) {
    String first = customers.putIfAbsent(organization, customer);
    return first == null ? customer : first;
  }

  @Override
  public void forget(String organization, String customer) {
    customers.remove(organization, customer);
  }

  @Override
  public void opened(Opened checkout) {}

  @Override
  public boolean isOver(String session) {
    return false;
  }

  @Override
  public Claim claim(String organization, Duration lease) {
    return new Claim.Granted("", Optional.empty());
  }

  @Override
  public boolean replace(
      String token, String organization, OpenSubscription open, Opened checkout) {
    return true;
  }

  @Override
  public void release(String token, String organization) {}
}
