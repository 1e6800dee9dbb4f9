package dev.billet.conformance.mutate;

import dev.billet.conformance.document.ApiDocument;
import dev.billet.conformance.document.Violation;
import dev.billet.conformance.generate.CasePlan;
import dev.billet.conformance.http.Reply;
import dev.billet.conformance.http.Request;
import dev.billet.conformance.run.Engine;
import dev.billet.conformance.run.Listener;
import dev.billet.conformance.run.Profile;
import dev.billet.conformance.run.Result;
import dev.billet.conformance.run.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Repeats a run that is over, with one fault at a time planted in its answers. Not for use by
 * several threads.
 */
public final class MutationRun {

  private final ApiDocument document;
  private final CasePlan plan;
  private final Engine.Options options;
  private final MutatingProxy proxy;

  /**
   * After a run.
   *
   * @param plan the plan of that run
   * @param options its options; the seed also draws the faults
   * @param proxy what that run was sent through
   */
  public MutationRun(CasePlan plan, Engine.Options options, MutatingProxy proxy) {
    this.document = plan.document();
    this.plan = plan;
    this.options = options;
    this.proxy = proxy;
  }

  /**
   * Plants faults.
   *
   * @param most how many at most; fewer where fewer are possible
   * @param listener is told what became of each, as soon as it is known
   */
  public MutationScore play(int most, Consumer<Fate> listener) {
    List<Mutation> drawn = new ArrayList<>(Mutations.of(document, proxy.exchanged()));
    int possible = drawn.size();
    Collections.shuffle(drawn, new Random(options.seed()));
    Set<String> known = brokenAnyway();
    List<MutationScore.Planted> planted = new ArrayList<>();
    for (Mutation mutation : drawn.subList(0, Math.min(most, possible))) {
      proxy.plant(mutation);
      Predicate<Result> broken = it -> isBroken(it) && !known.contains(told(it));
      boolean noticed = repeated(broken).stream().anyMatch(broken);
      Fate fate = fate(mutation, noticed);
      planted.add(new MutationScore.Planted(mutation.name(), mutation.kind(), fate));
      listener.accept(fate);
    }
    return new MutationScore(possible, planted);
  }

  // Repeated as well, as in the run itself random bodies that broke were made smaller.
  private Set<String> brokenAnyway() {
    proxy.replay();
    Set<String> known = new HashSet<>();
    repeated(result -> false).stream()
        .filter(MutationRun::isBroken)
        .forEach(it -> known.add(told(it)));
    return known;
  }

  private List<Result> repeated(Predicate<Result> until) {
    // Many at once show a server's state, and these answers have none: nothing is planted in them.
    Profile profile = options.profile() == Profile.RESILIENCE ? Profile.FULL : options.profile();
    Engine.Options again =
        new Engine.Options(
            profile, options.seed(), options.random(), 0, Optional.of(until), options.excused());
    return new Engine(plan, again, proxy, Listener.NONE).run();
  }

  private Fate fate(Mutation mutation, boolean noticed) {
    List<MutatingProxy.Changed> changed = proxy.changed();
    if (changed.isEmpty()) {
      return Fate.WITHOUT_EFFECT;
    }
    if (noticed) {
      return Fate.NOTICED;
    }
    return switch (mutation.kind()) {
      // Whatever the document says of the answer, it is not the answer to this request.
      case STATUS, CONSTRAINT, BOUND, ACCEPTANCE -> Fate.SURVIVED;
      case MEDIA_TYPE, HEADER, DROPPED, RENAMED, RETYPED, NULL ->
          changed.stream().allMatch(this::isAllowed) ? Fate.ALLOWED : Fate.SURVIVED;
    };
  }

  /** Whether an answer breaks nothing of the document that the server's own does not. */
  private boolean isAllowed(MutatingProxy.Changed it) {
    return violations(it.request(), it.before()).containsAll(violations(it.request(), it.after()));
  }

  private List<Violation> violations(Request request, Reply reply) {
    return document.violations(request.method(), request.path(), reply);
  }

  private static boolean isBroken(Result result) {
    return result.verdict() == Verdict.BROKEN;
  }

  // With the reasons: what breaks anyway may break in another way as well.
  private static String told(Result result) {
    return result.test().name() + ": " + result.reasons();
  }
}
