package dev.billet.conformance.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.LongPredicate;

/**
 * Where one scenario is played: it tells events, looks at the account, and notes what is not as it
 * has to be. Everything is counted from what the account held when the stage was set. For one
 * thread.
 */
final class Stage {

  private final Props props;
  private final Random random;
  private final Notes notes;
  private final Instant begun;
  private final Balance balance;
  private long credited;
  private OptionalLong expected = OptionalLong.of(0);
  private String expectedText = "0";

  /**
   * Sets it.
   *
   * @throws CommandException where the account cannot be read
   */
  Stage(Props props, Random random) {
    this.props = props;
    this.random = random;
    this.notes = new Notes(props.mask());
    this.begun = props.time().now();
    this.balance = new Balance(props.account(), props.time());
  }

  Props props() {
    return props;
  }

  Till till() {
    return props.till();
  }

  Time time() {
    return props.time();
  }

  Notes notes() {
    return notes;
  }

  Random random() {
    return random;
  }

  /** Begins a checkout. */
  Purchase checkOut() {
    Purchase purchase = till().checkOut();
    notes.step("opened " + purchase.session());
    return purchase;
  }

  /** Buys, with a card. */
  Purchase buy() {
    Purchase purchase = till().buy();
    notes.step("bought " + purchase.session());
    return purchase;
  }

  /** Buys, and returns the event that says so. */
  Event paid() {
    return till().event(buy(), Till.COMPLETED);
  }

  /** Tells of events until they are acknowledged, which they have to be in the end. */
  void deliver(List<Event> events) {
    for (Event event : props.delivery().deliver(events, notes)) {
      notes.breach(
          event.type() + " was never acknowledged by a 2xx: Stripe goes on with it for days");
    }
  }

  /** The same of one event. */
  void deliver(Event event) {
    deliver(List.of(event));
  }

  /** Tells of one event once. Returns whether it was acknowledged. */
  boolean tell(Event event) {
    return props.delivery().tell(event, notes);
  }

  /** Sends what has to be refused: with a 4xx, whatever else may be wrong. */
  void refused(String what, byte[] body, Optional<String> signature) {
    Optional<Integer> status = props.delivery().attempt(what, body, signature, notes);
    if (status.filter(it -> it >= 400 && it < 500).isEmpty()) {
      String answer = status.map(String::valueOf).orElse(Answers.NONE);
      notes.breach(what + ": has to be refused with a 4xx, and was answered " + answer);
    }
  }

  /**
   * Looks whether so many purchases are credited by now, all in all: waits until they are, and then
   * a while for what should not come.
   */
  void expect(int purchases, String after) {
    expect(purchases, after, time().patience());
  }

  /** The same after a crash. Returns whether it is so. */
  boolean expectRecovered(int purchases, String after) {
    expect(purchases, after, time().recovery());
    return !notes.hasBreach();
  }

  private void expect(int purchases, String after, Duration most) {
    long former = expected.orElse(credited);
    long goal = Math.multiplyExact(props.worth(), purchases);
    expected = OptionalLong.of(goal);
    expectedText = Long.toString(goal);
    // What has gone too far will hardly come back, and is seen again after a while.
    look(it -> it == goal || former == goal || (former < goal ? it > goal : it < goal), most);
    if (credited != goal) {
      notes.breach("after %s %d had to be credited, and %d are".formatted(after, goal, credited));
    }
  }

  /** Waits for so many purchases to be credited, and judges nothing. Returns whether they are. */
  boolean comesTo(int purchases) {
    long goal = Math.multiplyExact(props.worth(), purchases);
    look(it -> it == goal);
    return credited == goal;
  }

  /** Looks whether something between nothing and one purchase is credited. */
  void expectPart(String after) {
    long worth = props.worth();
    expected = OptionalLong.empty();
    expectedText = "between 0 and " + worth;
    look(it -> it < worth);
    if (credited <= 0 || credited >= worth) {
      notes.breach("after %s there are %d, neither all nor nothing".formatted(after, credited));
    }
  }

  /** Looks whether as much is credited as when it was looked at last. */
  void expectUnchanged(String after) {
    long former = credited;
    look(it -> true);
    if (credited != former) {
      notes.breach("after %s %d became %d".formatted(after, former, credited));
    }
  }

  /** Waits so long for the account to move, where its owner decides whether it should. */
  void observe(String after, Duration most) {
    long former = credited;
    expected = OptionalLong.empty();
    expectedText = "not judged";
    look(it -> it != former, most);
    notes.remark("after %s %d are credited".formatted(after, credited));
  }

  /** Waits for a first credit, of whatever size, and returns it. */
  long awaitCredit() {
    look(it -> it != 0);
    expected = OptionalLong.of(Math.max(0, credited));
    expectedText = credited > 0 ? Long.toString(credited) : "more than 0";
    return credited;
  }

  /** What was shown, where it was played to its end. */
  Result played(Scenario scenario) {
    Verdict verdict = scenario.judged() ? Verdict.HELD : Verdict.TOLD;
    return result(scenario, notes.hasBreach() ? Verdict.BROKEN : verdict);
  }

  /** What was shown, where it came to an end before, for this reason. */
  Result cutShort(Scenario scenario, String why) {
    if (notes.hasTold()) {
      // Whatever was told may have been credited, and belongs into the sum.
      look(it -> true);
    }
    if (!notes.hasBreach()) {
      expected = OptionalLong.empty();
      expectedText = "–";
    }
    notes.remark(why);
    return result(scenario, notes.hasBreach() ? Verdict.BROKEN : Verdict.NOT_TRIED);
  }

  /** What was shown, where one of the user's commands failed. */
  Result failed(Scenario scenario, CommandException failure) {
    String why = String.valueOf(failure.getMessage());
    if (!notes.hasTold()) {
      notes.remark(why);
      expectedText = "–";
      return result(scenario, Verdict.NOT_TRIED);
    }
    notes.breach("after what was told, " + why);
    return result(scenario, Verdict.BROKEN);
  }

  private void look(LongPredicate reached) {
    look(reached, time().patience());
  }

  private void look(LongPredicate reached, Duration most) {
    credited = balance.await(reached, most);
    notes.step("the account is at %+d".formatted(credited));
  }

  private Result result(Scenario scenario, Verdict verdict) {
    return new Result(
        scenario,
        verdict,
        expectedText,
        expected,
        notes.hasTold() ? OptionalLong.of(credited) : OptionalLong.empty(),
        notes.reasons(),
        notes.answers(),
        notes.steps(),
        Duration.between(begun, time().now()));
  }
}
