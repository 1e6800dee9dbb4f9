package dev.billet.checkout;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The books as they should be, as long as the test lasts. Leases do not run out by themselves. */
final class MemoryBooks implements CustomerBook, CheckoutBook {

  final Map<String, String> customers = new HashMap<>();
  final Map<String, Opened> opened = new LinkedHashMap<>();
  final Set<String> over = new HashSet<>();
  final Map<String, String> subscriptions = new HashMap<>();
  final Map<String, OpenSubscription> open = new HashMap<>();
  final Map<String, String> claims = new HashMap<>();
  private int tokens;

  @Override
  public synchronized Optional<String> find(String organization) {
    return Optional.ofNullable(customers.get(organization));
  }

  @Override
  public synchronized String keep(String organization, String customer) {
    return customers.computeIfAbsent(organization, any -> customer);
  }

  @Override
  public synchronized void forget(String organization, String customer) {
    customers.remove(organization, customer);
  }

  @Override
  public synchronized void opened(Opened checkout) {
    opened.putIfAbsent(checkout.session(), checkout);
  }

  @Override
  public synchronized boolean isOver(String session) {
    return over.contains(session);
  }

  @Override
  public synchronized Claim claim(String organization, Duration lease) {
    String subscription = subscriptions.get(organization);
    if (subscription != null) {
      return new Claim.Subscribed(subscription);
    }
    String token = "token" + ++tokens;
    return claims.putIfAbsent(organization, token) == null
        ? new Claim.Granted(token, Optional.ofNullable(open.get(organization)))
        : new Claim.Taken();
  }

  @Override
  public synchronized boolean replace(
      String token, String organization, OpenSubscription now, Opened checkout) {
    if (!claims.remove(organization, token)) {
      return false;
    }
    open.put(organization, now);
    opened(checkout);
    return true;
  }

  @Override
  public synchronized void release(String token, String organization) {
    claims.remove(organization, token);
  }
}
