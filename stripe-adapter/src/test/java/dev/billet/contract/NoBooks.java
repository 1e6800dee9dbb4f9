package dev.billet.contract;

import dev.billet.checkout.CheckoutBook;
import dev.billet.checkout.CustomerBook;
import java.time.Duration;
import java.util.Optional;

/** Books that forget everything, for tests of what does not depend on them. */
final class NoBooks implements CustomerBook, CheckoutBook {

  @Override
  public Optional<String> find(String organization) {
    return Optional.empty();
  }

  @Override
  public String keep(String organization, String customer) {
    return customer;
  }

  @Override
  public void forget(String organization, String customer) {}

  @Override
  public void opened(Opened checkout) {}

  @Override
  public boolean isOver(String session) {
    return false;
  }

  @Override
  public Claim claim(String organization, Duration lease) {
    return new Claim.Granted("token", Optional.empty());
  }

  @Override
  public boolean replace(
      String token, String organization, OpenSubscription open, Opened checkout) {
    return true;
  }

  @Override
  public void release(String token, String organization) {}
}
