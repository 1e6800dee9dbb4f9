package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.billet.conformance.document.ApiDocument;
import dev.billet.conformance.document.Json;
import dev.billet.conformance.document.Resources;
import dev.billet.conformance.generate.CasePlan;
import dev.billet.conformance.generate.Givens;
import dev.billet.conformance.generate.Group;
import dev.billet.conformance.http.HttpSender;
import dev.billet.conformance.report.HtmlReport;
import dev.billet.conformance.report.Run;
import dev.billet.conformance.report.RunCoverage.OperationCoverage;
import dev.billet.conformance.run.Engine;
import dev.billet.conformance.run.Listener;
import dev.billet.conformance.run.Profile;
import dev.billet.conformance.run.Result;
import dev.billet.conformance.run.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What {@code billet-conformance.jar} sends, sent to the packaged jar, for every contract. */
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class GeneratedCasesTest {

  private static final long SEED = 20_260_101;
  private static final int RANDOM = 60;

  private final Map<String, Run> runs = new HashMap<>();

  @BeforeAll
  void runEveryContract(Suite suite) throws IOException {
    assumeFalse(suite.external(), "billet-conformance.jar does this for a server elsewhere");
    try (ServerProcess process = suite.process().start()) {
      Target target = suite.target(process, Defaults.VARIABLES);
      // A checkout to ask for, which only a contract that sells can open.
      Givens givens = Givens.demo().with("session", target.call("dreadnode").send().sessionId());
      for (ContractDocument contract : ContractDocument.served()) {
        runs.put(contract.key(), run(contract.api(), givens, target, suite));
      }
    }
  }

  private static Run run(ApiDocument document, Givens givens, Target target, Suite suite)
      throws IOException {
    Engine.Options options =
        new Engine.Options(
            Profile.RESILIENCE,
            SEED,
            RANDOM,
            0,
            Optional.empty(),
            it -> suite.deviations().excuses(document.key(), it.subject()));
    long begin = System.nanoTime();
    List<Result> results =
        new Engine(
                new CasePlan(document, givens),
                options,
                new HttpSender(target.baseUrl()),
                Listener.NONE)
            .run();
    Duration time = Duration.ofNanos(System.nanoTime() - begin);
    String profile = Profile.RESILIENCE.title();
    Run run = new Run(document, target.baseUrl(), profile, SEED, Instant.now(), time, results);
    results.stream()
        .filter(it -> it.verdict() == Verdict.HELD)
        .flatMap(it -> it.reply().stream())
        .forEach(it -> suite.coverage().saw(document.key(), it.status()));
    Path reports = Path.of(System.getProperty("billet.conformance.reports", "target/conformance"));
    Files.createDirectories(reports);
    Files.writeString(reports.resolve(document.key() + ".html"), HtmlReport.of(run));
    return run;
  }

  @TestFactory
  Stream<DynamicContainer> everyCaseHolds() {
    return runs.values().stream()
        .map(
            run ->
                DynamicContainer.dynamicContainer(
                    run.document().key(),
                    groups(run).entrySet().stream()
                        .map(
                            group ->
                                DynamicTest.dynamicTest(
                                    group.getKey(),
                                    () -> nothingIsBroken(run, group.getValue())))));
  }

  private static Map<String, List<Result>> groups(Run run) {
    return run.results().stream()
        .collect(
            Collectors.groupingBy(
                it -> it.test().operation().id() + ": " + it.test().group().title()));
  }

  private static void nothingIsBroken(Run run, List<Result> results) {
    assertThat(
            results.stream()
                .filter(it -> it.verdict() == Verdict.BROKEN)
                .map(
                    it ->
                        it.test().name()
                            + " "
                            + it.reasons()
                            + " "
                            + it.test().request().curl(run.baseUrl())))
        .isEmpty();
  }

  @Test
  void everyOperationSucceedsAtLeastOnceButTheKnownOnes() {
    Set<String> without = new TreeSet<>();
    coverage(
        (contract, it) -> {
          if (it.seen().stream().noneMatch(status -> status.startsWith("2"))) {
            without.add(contract + " " + it.operation().id());
          }
        });
    assertThat(without).isEqualTo(known("operations-without-success"));
  }

  @Test
  void everyConstraintIsTriedButTheKnownOnes() {
    Set<String> untried = new TreeSet<>();
    coverage(
        (contract, it) ->
            it.constraints()
                .forEach(
                    (constraint, tally) -> {
                      if (tally.tried() == 0) {
                        untried.add(contract + " " + it.operation().id() + " " + constraint);
                      }
                    }));
    assertThat(untried).isEqualTo(known("constraints-not-tried"));
  }

  @Test
  void everyKindOfCaseIsSentForEveryContractThatSells() {
    for (ContractDocument contract : ContractDocument.all()) {
      Set<Group> sent = new TreeSet<>();
      Objects.requireNonNull(runs.get(contract.key()))
          .results()
          .forEach(it -> sent.add(it.test().group()));
      Set<Group> expected = new TreeSet<>(List.of(Group.values()));
      if (!contract.tree().path("security").elements().hasNext()) {
        expected.remove(Group.CREDENTIAL);
      }
      assertThat(sent).as(contract.key()).isEqualTo(expected);
    }
  }

  private interface Look {
    void at(String contract, OperationCoverage coverage);
  }

  private void coverage(Look look) {
    runs.forEach(
        (contract, run) -> run.coverage().operations().forEach(it -> look.at(contract, it)));
  }

  // Each entry has its reason in the file.
  private static Set<String> known(String list) {
    Set<String> known = new TreeSet<>();
    List<Path> files = new ArrayList<>(Resources.list("not-tried.yaml", ""));
    Json.read(files.get(0)).path(list).fieldNames().forEachRemaining(known::add);
    return known;
  }
}
