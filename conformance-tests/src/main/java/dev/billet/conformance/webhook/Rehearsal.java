package dev.billet.conformance.webhook;

import dev.billet.conformance.sandbox.SandboxException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;

/** Plays scenarios one after the other, the plain one first, and adds up. For one thread. */
final class Rehearsal {

  /** Told how far it is. */
  interface Listener {

    /** One begins. */
    void begins(Scenario scenario);

    /** One is over. */
    void ends(Result result);
  }

  private final Props props;
  private final long seed;
  private final Listener listener;
  private boolean lost;

  Rehearsal(Props props, long seed, Listener listener) {
    this.props = props;
    this.seed = seed;
    this.listener = listener;
  }

  /**
   * Plays these.
   *
   * @param scenarios the plain one first
   * @throws CommandException where the first purchase cannot be made, or the account not be read
   */
  Run play(URI url, URI sandbox, List<Scenario> scenarios) {
    Instant begun = props.time().now();
    Balance balance = new Balance(props.account(), props.time());
    List<Result> results = new ArrayList<>();
    for (Scenario scenario : scenarios) {
      listener.begins(scenario);
      Result result = play(scenario);
      results.add(result);
      listener.ends(result);
    }
    return new Run(
        url,
        sandbox,
        seed,
        begun,
        Duration.between(begun, props.time().now()),
        props.worth(),
        List.copyOf(results),
        results.stream().mapToLong(it -> it.expectedAmount().orElse(it.credited().orElse(0))).sum(),
        sum(balance));
  }

  private OptionalLong sum(Balance balance) {
    if (lost) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(balance.settled());
    } catch (CommandException e) {
      return OptionalLong.empty();
    }
  }

  private Result play(Scenario scenario) {
    boolean first = scenario.equals(Scenarios.PLAIN);
    if (!first && props.worth() == 0) {
      return notPlayed(scenario, "it is not known what a purchase is worth");
    }
    if (lost) {
      return notPlayed(scenario, "the account could not be read any more");
    }
    Stage stage;
    try {
      // Each has chances of its own, so that one alone is played as among the others.
      stage = new Stage(props, new Random(seed ^ scenario.key().hashCode()));
    } catch (CommandException e) {
      lost = true;
      return notPlayed(scenario, String.valueOf(e.getMessage()));
    }
    return play(scenario, stage, first);
  }

  private Result play(Scenario scenario, Stage stage, boolean first) {
    try {
      try {
        scenario.play().on(stage);
        return stage.played(scenario);
      } catch (NotTriedException | SandboxException e) {
        return stage.cutShort(scenario, String.valueOf(e.getMessage()));
      }
    } catch (CommandException e) {
      if (first && !stage.notes().hasTold()) {
        throw e;
      }
      return stage.failed(scenario, e);
    }
  }

  private Result notPlayed(Scenario scenario, String why) {
    return new Result(
        scenario,
        Verdict.NOT_TRIED,
        "–",
        OptionalLong.empty(),
        OptionalLong.empty(),
        List.of(props.mask().apply(why)),
        "",
        List.of(),
        Duration.ZERO);
  }
}
