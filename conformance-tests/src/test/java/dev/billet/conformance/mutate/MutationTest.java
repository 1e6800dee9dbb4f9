package dev.billet.conformance.mutate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.billet.conformance.ContractDocument;
import dev.billet.conformance.ServerProcess;
import dev.billet.conformance.Suite;
import dev.billet.conformance.SuiteExtension;
import dev.billet.conformance.document.ApiDocument;
import dev.billet.conformance.generate.CasePlan;
import dev.billet.conformance.generate.Givens;
import dev.billet.conformance.http.HttpSender;
import dev.billet.conformance.run.Engine;
import dev.billet.conformance.run.Listener;
import dev.billet.conformance.run.Profile;
import dev.billet.conformance.run.Result;
import dev.billet.conformance.run.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The suite notices at least 95 in 100 of the faults that a proxy plants, one at a time. */
@ExtendWith(SuiteExtension.class)
final class MutationTest {

  private static final double WANTED = 0.95;
  private static final long SEED = 1;
  // So many of each contract, drawn by the seed; -Dbillet.mutations=100000 tries them all.
  private static final int SAMPLE = Integer.getInteger("billet.mutations", 200);
  private static final int RANDOM = 10;

  @Test
  void atLeast95In100PlantedFaultsAreNoticed(Suite suite) throws IOException {
    assumeFalse(suite.external(), "the faults are planted in answers of a server of its own");
    MutationScore score = new MutationScore();
    try (ServerProcess process = suite.process().start()) {
      URI server = process.awaitListening();
      for (ContractDocument contract : ContractDocument.served()) {
        mutate(contract.api(), suite, server, score);
      }
    }
    Path report = Path.of(System.getProperty("billet.conformance.reports", "target/conformance"));
    Files.createDirectories(report);
    Files.writeString(report.resolve("mutation.txt"), score.toString());
    System.out.println(score);
    assertThat(score.ratio()).as("%s", score).isGreaterThanOrEqualTo(WANTED);
  }

  private static void mutate(ApiDocument document, Suite suite, URI server, MutationScore score)
      throws IOException {
    try (MutatingProxy proxy = new MutatingProxy(new HttpSender(server))) {
      CasePlan plan = new CasePlan(document, Givens.demo());
      List<Result> unchanged = run(plan, suite, proxy, false);
      assertThat(unchanged).noneMatch(it -> it.verdict() == Verdict.BROKEN);
      List<Mutation> mutations = new ArrayList<>(Mutations.of(document, proxy.exchanged()));
      int all = mutations.size();
      Collections.shuffle(mutations, new Random(SEED));
      for (Mutation mutation : mutations.subList(0, Math.min(SAMPLE, all))) {
        proxy.mutate(mutation);
        boolean noticed =
            run(plan, suite, proxy, true).stream().anyMatch(it -> it.verdict() == Verdict.BROKEN);
        score.add(document, mutation, noticed, proxy.changed());
      }
      score.drawn(document, Math.min(SAMPLE, all), all);
    }
  }

  private static List<Result> run(
      CasePlan plan, Suite suite, MutatingProxy proxy, boolean untilFirstBroken) {
    Engine.Options options =
        new Engine.Options(
            Profile.FULL,
            SEED,
            RANDOM,
            0,
            untilFirstBroken,
            it -> suite.deviations().excuses(plan.document().key(), it.subject()));
    return new Engine(plan, options, new HttpSender(proxy.url()), Listener.NONE).run();
  }
}
