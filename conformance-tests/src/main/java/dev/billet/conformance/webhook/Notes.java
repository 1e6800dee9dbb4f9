package dev.billet.conformance.webhook;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What is noted while a scenario is played. Safe for use by many threads. */
final class Notes implements Delivery.Log {

  // Who reads more of them reads the server's own log.
  private static final int MOST_STEPS = 60;

  private final UnaryOperator<String> mask;
  private final Answers answers = new Answers();
  private final List<String> steps = new ArrayList<>();
  private final List<String> breaches = new ArrayList<>();
  private final List<String> remarks = new ArrayList<>();
  private boolean told;

  /**
   * Nothing yet.
   *
   * @param mask takes secrets out of what is noted
   */
  Notes(UnaryOperator<String> mask) {
    this.mask = mask;
  }

  @Override
  public synchronized void accept(String what, String answer) {
    told = true;
    answers.add(answer);
    step("sent " + what + ": " + answer);
  }

  synchronized void step(String what) {
    if (steps.size() < MOST_STEPS) {
      steps.add(mask.apply(what));
    } else if (steps.size() == MOST_STEPS) {
      steps.add("…");
    }
  }

  /** Notes something that must not be so. */
  synchronized void breach(String what) {
    String masked = mask.apply(what);
    if (!breaches.contains(masked)) {
      breaches.add(masked);
    }
  }

  /** Notes something that is worth knowing, and right or nobody's to judge. */
  synchronized void remark(String what) {
    remarks.add(mask.apply(what));
  }

  /** Whether the endpoint was told anything. */
  synchronized boolean hasTold() {
    return told;
  }

  synchronized boolean hasBreach() {
    return !breaches.isEmpty();
  }

  /** What is wrong, and then what is worth knowing. */
  synchronized List<String> reasons() {
    List<String> reasons = new ArrayList<>(breaches);
    reasons.addAll(remarks);
    return List.copyOf(reasons);
  }

  synchronized List<String> steps() {
    return List.copyOf(steps);
  }

  String answers() {
    return answers.toString();
  }
}
