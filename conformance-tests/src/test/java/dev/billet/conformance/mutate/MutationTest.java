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
import dev.billet.conformance.report.HtmlReport;
import dev.billet.conformance.report.Run;
import dev.billet.conformance.run.Engine;
import dev.billet.conformance.run.Listener;
import dev.billet.conformance.run.Profile;
import dev.billet.conformance.run.Result;
import dev.billet.conformance.run.Verdict;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The suite notices at least 95 in 100 of all faults that can be planted, one at a time. */
@ExtendWith(SuiteExtension.class)
final class MutationTest {

  private static final double WANTED = 0.95;
  private static final long SEED = 1;
  private static final int RANDOM = 10;

  @Test
  void atLeast95In100PlantedFaultsAreNoticedAndTheReportsSayWhichAreNot(Suite suite)
      throws IOException {
    assumeFalse(suite.external(), "the faults are planted in answers of a server of its own");
    MutationScore all = new MutationScore(0, List.of());
    try (ServerProcess process = suite.process().start()) {
      URI server = process.awaitListening();
      for (ContractDocument contract : ContractDocument.served()) {
        MutationScore score = score(contract.api(), suite, server);
        String page = reported(contract.key());
        assertThat(page)
            .contains(percent(score) + " of " + score.faults() + " planted faults noticed")
            .contains("<h3>Survived</h3>");
        assertThat(score.names(Fate.SURVIVED)).allSatisfy(it -> assertThat(page).contains(it));
        assertThat(score.names(Fate.ALLOWED)).allSatisfy(it -> assertThat(page).contains(it));
        System.out.printf(
            "%s: %s noticed, survived: %s%n",
            contract.key(), percent(score), score.names(Fate.SURVIVED));
        all = all.and(score);
      }
    }
    System.out.println("all: " + percent(all) + " of " + all.faults() + " noticed");
    assertThat(all.ratio().orElseThrow())
        .as("%s", all.names(Fate.SURVIVED))
        .isGreaterThanOrEqualTo(WANTED);
  }

  private static MutationScore score(ApiDocument document, Suite suite, URI server)
      throws IOException {
    MutatingProxy proxy = new MutatingProxy(new HttpSender(server));
    CasePlan plan = new CasePlan(document, Givens.demo());
    Engine.Options options =
        new Engine.Options(
            Profile.FULL,
            SEED,
            RANDOM,
            0,
            Optional.empty(),
            it -> suite.deviations().excuses(document.key(), it.subject()));
    Instant begun = Instant.now();
    List<Result> results = new Engine(plan, options, proxy, Listener.NONE).run();
    assertThat(results).noneMatch(it -> it.verdict() == Verdict.BROKEN);
    Duration time = Duration.between(begun, Instant.now());
    MutationScore score = new MutationRun(plan, options, proxy).play(Integer.MAX_VALUE, fate -> {});
    Run run = new Run(document, server, Profile.FULL.title(), SEED, begun, time, results);
    Files.createDirectories(folder());
    Files.writeString(page(document.key()), HtmlReport.of(run.with(score)));
    return score;
  }

  private static String reported(String contract) throws IOException {
    return Files.readString(page(contract));
  }

  private static Path page(String contract) {
    return folder().resolve(contract + ".html");
  }

  private static Path folder() {
    return Path.of(System.getProperty("billet.conformance.reports", "target/conformance"))
        .resolve("mutation");
  }

  private static String percent(MutationScore score) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * score.ratio().orElseThrow());
  }
}
