package dev.billet.conformance.run;

import dev.billet.conformance.document.ApiDocument;
import dev.billet.conformance.document.Operation;
import dev.billet.conformance.document.Violation;
import dev.billet.conformance.generate.CasePlan;
import dev.billet.conformance.generate.Group;
import dev.billet.conformance.generate.RandomBodies;
import dev.billet.conformance.generate.TestCase;
import dev.billet.conformance.http.Reply;
import dev.billet.conformance.http.Sender;
import dev.billet.conformance.http.UnreachableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Runs the suite for one document against one server. Not for use by several threads. */
public final class Engine {

  // In a row: by then it is the server that is broken, and not what was sent to it.
  private static final int MOST_UNANSWERED = 3;

  private final ApiDocument document;
  private final CasePlan plan;
  private final Options options;
  private final Sender sender;
  private final Judge judge;
  private final Listener listener;
  private final List<Result> results = new ArrayList<>();
  private int unanswered;

  /**
   * How to run.
   *
   * @param seed what the random bodies are made from
   * @param random how many random bodies for each operation
   * @param patience how often a server is waited for that says it is asked too often
   * @param until stops after the first result like this, and makes no body smaller; empty to go on
   *     to the end
   * @param excused violations of answers that are known and let through
   */
  public record Options(
      Profile profile,
      long seed,
      int random,
      int patience,
      Optional<Predicate<Result>> until,
      Predicate<Violation> excused) {}

  /** An engine. */
  public Engine(CasePlan plan, Options options, Sender sender, Listener listener) {
    this.document = plan.document();
    this.plan = plan;
    this.options = options;
    this.sender = new PatientSender(sender, options.patience());
    this.judge = new Judge(document, options.excused());
    this.listener = listener;
  }

  /**
   * Runs everything.
   *
   * @throws UnreachableException if the server gives no answer to the first request
   */
  public List<Result> run() {
    boolean enough = false;
    for (TestCase example : plan.examples()) {
      enough = enough || done(example, Optional.empty());
    }
    for (Operation operation : document.operations()) {
      if (!enough) {
        enough = operation(operation);
      }
    }
    return List.copyOf(results);
  }

  private boolean operation(Operation operation) {
    listener.begins(operation);
    TestCase own = plan.baseline(operation);
    Optional<Reply> baseline = Optional.empty();
    boolean enough = false;
    if (options.profile().allowsBaseline(operation)) {
      enough = done(own, Optional.empty());
      baseline = last().reply();
    }
    for (TestCase test : plan.cases(operation)) {
      enough = enough || done(test, baseline);
    }
    enough = enough || random(operation, baseline);
    if (!enough && options.profile().includes(Group.RESILIENCE)) {
      new Resilience(sender, own.request(), operation).results().forEach(this::add);
    }
    listener.ends(operation, List.copyOf(results));
    return enough;
  }

  private boolean random(Operation operation, Optional<Reply> baseline) {
    for (TestCase test : plan.random(operation, options.seed(), options.random())) {
      if (options.profile().allows(test)) {
        Result result = attempt(test, baseline);
        if (result.verdict() == Verdict.BROKEN && options.until().isEmpty()) {
          RandomBodies bodies = plan.bodies(operation, options.seed());
          TestCase smallest =
              bodies.shrunk(test, it -> attempt(it, baseline).verdict() == Verdict.BROKEN);
          result = attempt(smallest, baseline);
        }
        add(result);
        if (stops(result)) {
          return true;
        }
      }
    }
    return false;
  }

  private boolean done(TestCase test, Optional<Reply> baseline) {
    if (!options.profile().allows(test) && test.group() != Group.BASELINE) {
      add(notTried(test, options.profile().reason()));
      return false;
    }
    Result result = attempt(test, baseline);
    add(result);
    return stops(result);
  }

  private boolean stops(Result result) {
    return options.until().filter(it -> it.test(result)).isPresent();
  }

  private Result attempt(TestCase test, Optional<Reply> baseline) {
    if (unanswered >= MOST_UNANSWERED) {
      return notTried(test, "nobody answers any more");
    }
    long begin = System.nanoTime();
    try {
      Reply reply = sender.send(test.request());
      unanswered = 0;
      Duration time = Duration.ofNanos(System.nanoTime() - begin);
      if (reply.status() == 429) {
        return new Result(
            test,
            Verdict.NOT_TRIED,
            List.of("the server is asked too often"),
            Optional.of(reply),
            time);
      }
      Judge.Judgement judgement = judge.judge(test, reply, baseline);
      return new Result(test, judgement.verdict(), judgement.reasons(), Optional.of(reply), time);
    } catch (UnreachableException e) {
      if (results.stream().allMatch(it -> it.reply().isEmpty())) {
        throw e;
      }
      unanswered++;
      return new Result(
          test,
          Verdict.BROKEN,
          List.of(String.valueOf(e.getMessage())),
          Optional.empty(),
          Duration.ofNanos(System.nanoTime() - begin));
    }
  }

  private static Result notTried(TestCase test, String reason) {
    return new Result(test, Verdict.NOT_TRIED, List.of(reason), Optional.empty(), Duration.ZERO);
  }

  private Result last() {
    return results.get(results.size() - 1);
  }

  private void add(Result result) {
    results.add(result);
    listener.finished(result);
  }
}
