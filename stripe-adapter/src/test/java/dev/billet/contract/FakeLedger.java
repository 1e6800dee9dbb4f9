package dev.billet.contract;

import dev.billet.checkout.Money;
import dev.billet.checkout.ledger.Account;
import dev.billet.checkout.ledger.Amount;
import dev.billet.checkout.ledger.BookedCheckout;
import dev.billet.checkout.ledger.Entry;
import dev.billet.checkout.ledger.Facts;
import dev.billet.checkout.ledger.Ledger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A ledger in a list, which is filled by hand, and fails where it is told to. For one thread. */
final class FakeLedger implements Ledger {

  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, BookedCheckout> checkouts = new HashMap<>();
  private final Map<String, Account.Subscription> subscriptions = new HashMap<>();
  private @Nullable RuntimeException failure;

  /** Books a line; positions have gaps, as those of a real one may. */
  Entry add(String organization, Entry.Kind kind, Amount amount, Optional<String> event) {
    int number = entries.size() + 1;
    Entry entry =
        new Entry(
            number * 3L,
            kind,
            organization,
            "dreadnode",
            amount,
            "cs_test_" + number,
            "cs_test_" + number,
            event,
            NOON,
            NOON.plusMillis(1_250));
    entries.add(entry);
    return entry;
  }

  Entry grant(String organization, long credits) {
    return add(organization, Entry.Kind.GRANT, Amount.credits(credits), Optional.of("evt_1"));
  }

  void know(BookedCheckout checkout) {
    checkouts.put(checkout.session(), checkout);
  }

  void subscribe(String organization, Account.Subscription subscription) {
    subscriptions.put(organization, subscription);
  }

  void failWith(RuntimeException thrown) {
    this.failure = thrown;
  }

  private void failIfTold() {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public Outcome book(Facts facts, Optional<String> event) {
    throw new UnsupportedOperationException("nothing is booked by reading");
  }

  @Override
  public OptionalLong subscriptionVersion(String subscription) {
    return OptionalLong.empty();
  }

  @Override
  public Optional<BookedCheckout> checkout(String session) {
    failIfTold();
    return Optional.ofNullable(checkouts.get(session));
  }

  @Override
  public Optional<String> paymentOf(String paymentIntent) {
    return Optional.empty();
  }

  @Override
  public List<String> paidSince(Instant since) {
    return List.of();
  }

  @Override
  public Account account(String organization) {
    failIfTold();
    long credits = 0;
    Map<String, Long> balances = new TreeMap<>();
    for (Entry entry : entries) {
      if (entry.organization().equals(organization)) {
        switch (entry.amount().asset()) {
          case CREDITS -> credits += entry.amount().value();
          case BALANCE ->
              balances.merge(
                  entry.amount().currency().orElseThrow(), entry.amount().value(), Long::sum);
          case PAYMENTS -> {}
        }
      }
    }
    return new Account(
        organization,
        credits,
        balances.entrySet().stream()
            .map(balance -> new Money(balance.getValue(), balance.getKey()))
            .toList(),
        Optional.ofNullable(subscriptions.get(organization)));
  }

  @Override
  public List<Entry> entries(String organization, long before, int limit) {
    failIfTold();
    return entries.stream()
        .filter(entry -> entry.organization().equals(organization) && entry.position() < before)
        .sorted(Comparator.comparingLong(Entry::position).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public List<Entry> feed(long after, Optional<List<String>> organizations, int limit) {
    failIfTold();
    return entries.stream()
        .filter(entry -> entry.position() > after)
        .filter(entry -> organizations.map(it -> it.contains(entry.organization())).orElse(true))
        .limit(limit)
        .toList();
  }
}
