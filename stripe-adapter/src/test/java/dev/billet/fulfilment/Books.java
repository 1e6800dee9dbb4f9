package dev.billet.fulfilment;

import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.Failure;
import dev.billet.checkout.Money;
import dev.billet.checkout.ledger.Account;
import dev.billet.checkout.ledger.BookedCheckout;
import dev.billet.checkout.ledger.CheckoutFacts;
import dev.billet.checkout.ledger.Entry;
import dev.billet.checkout.ledger.Facts;
import dev.billet.checkout.ledger.Inbox;
import dev.billet.checkout.ledger.Ledger;
import dev.billet.checkout.ledger.PaymentFacts;
import dev.billet.checkout.ledger.Posting;
import dev.billet.checkout.ledger.StripeEvent;
import dev.billet.checkout.ledger.SubscriptionFacts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A ledger and an inbox in memory, one lock around both: as a database would, but forgetful. */
final class Books implements Ledger, Inbox {

  private static final class Waiting {
    final StripeEvent event;
    State state = State.RECEIVED;
    int attempts;
    Instant due = Instant.MIN;
    String reason = "";

    Waiting(StripeEvent event) {
      this.event = event;
    }
  }

  private final Clock clock;
  private final Map<String, Waiting> inbox = new LinkedHashMap<>();
  private final List<Entry> entries = new ArrayList<>();
  private final Map<String, CheckoutFacts> checkouts = new LinkedHashMap<>();
  private final Map<String, String> held = new LinkedHashMap<>();
  private final Map<String, String> payments = new LinkedHashMap<>();
  private final Map<String, SubscriptionFacts> subscriptions = new LinkedHashMap<>();
  private final Map<String, Long> versions = new LinkedHashMap<>();
  private boolean broken;

  Books(Clock clock) {
    this.clock = clock;
  }

  /** Makes every method fail, as where the database is away. */
  synchronized void breakDown(boolean down) {
    broken = down;
  }

  @Override
  public synchronized Outcome book(Facts facts, Optional<String> event) {
    requireWhole();
    if (facts.subscription().filter(this::isDoubtful).isPresent()) {
      return Outcome.DOUBTFUL;
    }
    int before = entries.size();
    boolean changed = facts.subscription().map(this::put).orElse(false);
    changed |= facts.checkout().map(this::put).orElse(false);
    facts.payment().ifPresent(payment -> pay(payment, event));
    event.ifPresent(id -> waiting(id).state = State.DONE);
    if (facts.payment().map(PaymentFacts::source).filter(held::containsKey).isPresent()) {
      return Outcome.HELD;
    }
    return changed || entries.size() > before ? Outcome.BOOKED : Outcome.NOTHING_NEW;
  }

  private boolean isDoubtful(SubscriptionFacts told) {
    SubscriptionFacts known = subscriptions.get(told.id());
    if (told.seen().isPresent()) {
      return told.seen().getAsLong() != versions.getOrDefault(told.id(), -1L);
    }
    return known != null && !known.status().isOver() && !told.asOf().isAfter(known.asOf());
  }

  private boolean put(SubscriptionFacts told) {
    SubscriptionFacts known = subscriptions.get(told.id());
    if (known != null && known.status().isOver()) {
      return false;
    }
    subscriptions.put(told.id(), told);
    versions.merge(told.id(), 1L, Long::sum);
    return known == null || !state(known).equals(state(told));
  }

  private static List<Object> state(SubscriptionFacts facts) {
    return List.of(
        facts.status(),
        facts.plan(),
        facts.periodStart(),
        facts.periodEnd(),
        facts.cancelAtPeriodEnd());
  }

  private boolean put(CheckoutFacts told) {
    CheckoutFacts known = checkouts.get(told.session());
    CheckoutFacts.State state = known == null ? told.state() : known.state().and(told.state());
    checkouts.put(
        told.session(),
        new CheckoutFacts(
            told.session(),
            told.order(),
            state,
            told.total(),
            told.subtotal(),
            told.paymentIntent(),
            told.subscription(),
            told.createdAt()));
    return known == null || known.state() != state;
  }

  private void pay(PaymentFacts facts, Optional<String> event) {
    facts.paymentIntent().ifPresent(id -> payments.put(id, facts.source()));
    Posting.objection(facts, Optional.empty()).ifPresent(why -> held.put(facts.source(), why));
    if (!held.containsKey(facts.source())) {
      List<Entry> booked =
          entries.stream().filter(it -> it.payment().equals(facts.source())).toList();
      for (Posting.Line line : Posting.missing(facts, booked)) {
        entries.add(
            new Entry(
                entries.size() + 1L,
                line.kind(),
                facts.order().organization(),
                facts.order().contract(),
                line.amount(),
                facts.source(),
                line.object(),
                event,
                line.occurredAt(),
                clock.instant()));
      }
    }
  }

  @Override
  public synchronized OptionalLong subscriptionVersion(String subscription) {
    requireWhole();
    Long version = versions.get(subscription);
    return version == null ? OptionalLong.empty() : OptionalLong.of(version);
  }

  @Override
  public synchronized Optional<BookedCheckout> checkout(String session) {
    requireWhole();
    return Optional.ofNullable(checkouts.get(session))
        .map(
            it ->
                new BookedCheckout(
                    session,
                    it.order(),
                    it.state(),
                    it.total(),
                    Optional.ofNullable(held.get(session)),
                    it.createdAt(),
                    entries.stream().filter(entry -> entry.payment().equals(session)).toList()));
  }

  @Override
  public synchronized Optional<String> paymentOf(String paymentIntent) {
    return Optional.ofNullable(payments.get(paymentIntent));
  }

  @Override
  public synchronized Account account(String organization) {
    long credits = 0;
    Map<String, Long> balances = new LinkedHashMap<>();
    for (Entry entry : entries) {
      switch (entry.amount().asset()) {
        case CREDITS -> credits += entry.amount().value();
        case BALANCE ->
            balances.merge(
                entry.amount().currency().orElseThrow(), entry.amount().value(), Long::sum);
        case PAYMENTS -> {}
      }
    }
    return new Account(
        organization,
        credits,
        balances.entrySet().stream().map(it -> new Money(it.getValue(), it.getKey())).toList(),
        subscriptions.values().stream().reduce((first, last) -> last).map(Books::subscription));
  }

  private static Account.Subscription subscription(SubscriptionFacts facts) {
    return new Account.Subscription(
        facts.id(),
        facts.plan(),
        facts.status(),
        facts.periodStart(),
        facts.periodEnd(),
        facts.cancelAtPeriodEnd());
  }

  @Override
  public synchronized List<String> paidSince(Instant since) {
    return entries.stream()
        .filter(it -> it.kind() == Entry.Kind.PURCHASE && !it.occurredAt().isBefore(since))
        .map(Entry::payment)
        .toList();
  }

  @Override
  public synchronized List<Entry> entries(String organization, long before, int limit) {
    return List.copyOf(entries);
  }

  @Override
  public synchronized List<Entry> feed(
      long after, Optional<List<String>> organizations, int limit) {
    return List.copyOf(entries);
  }

  @Override
  public synchronized Receipt receive(StripeEvent event, boolean concernsUs) {
    requireWhole();
    Waiting waiting = inbox.computeIfAbsent(event.id(), id -> new Waiting(event));
    if (waiting.state == State.DONE) {
      return Receipt.DUPLICATE;
    }
    if (!concernsUs || waiting.state == State.IGNORED) {
      waiting.state = State.IGNORED;
      return Receipt.IGNORED;
    }
    waiting.due = Instant.MIN;
    return Receipt.RECEIVED;
  }

  @Override
  public synchronized List<Claimed> claim(int limit, Duration lease) {
    requireWhole();
    Instant now = clock.instant();
    return inbox.values().stream()
        .filter(it -> it.state == State.RECEIVED || it.state == State.FAILED)
        .filter(it -> !it.due.isAfter(now))
        .limit(limit)
        .map(it -> claimed(it, now.plus(lease)))
        .toList();
  }

  private static Claimed claimed(Waiting waiting, Instant until) {
    waiting.due = until;
    waiting.attempts++;
    return new Claimed(waiting.event, waiting.attempts);
  }

  @Override
  public synchronized void ignored(String event) {
    requireWhole();
    waiting(event).state = State.IGNORED;
  }

  @Override
  public synchronized void resume() {
    requireWhole();
  }

  @Override
  public synchronized void failed(String event, Instant next, String reason) {
    requireWhole();
    Waiting waiting = waiting(event);
    waiting.state = State.FAILED;
    waiting.due = next;
    waiting.reason = reason;
  }

  @Override
  public synchronized int forget(Instant before, int limit) {
    throw new UnsupportedOperationException();
  }

  @Override
  public synchronized Map<State, Long> counts() {
    Map<State, Long> counts = new EnumMap<>(State.class);
    inbox.values().forEach(it -> counts.merge(it.state, 1L, Long::sum));
    return counts;
  }

  /** The reasons of what failed and was not done since. */
  synchronized List<String> reasons() {
    return inbox.values().stream()
        .filter(it -> it.state == State.FAILED)
        .map(it -> it.reason)
        .toList();
  }

  private Waiting waiting(String event) {
    return Optional.ofNullable(inbox.get(event)).orElseThrow();
  }

  private void requireWhole() {
    if (broken) {
      throw new CheckoutException(
          Failure.of(Failure.Kind.UNAVAILABLE, "The server cannot do this at the moment"));
    }
  }
}
