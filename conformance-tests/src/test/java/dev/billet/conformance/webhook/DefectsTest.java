package dev.billet.conformance.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.conformance.ServerProcess;
import dev.billet.conformance.Suite;
import dev.billet.conformance.SuiteExtension;
import dev.billet.conformance.sandbox.SandboxClient;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The scenarios can fail: whatever people get wrong is noticed by the scenario that is there for
 * it, and a shop that is right holds all of them.
 */
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DefectsTest {

  private static final Duration SETTLE = Duration.ofMillis(30);
  private static final Set<String> CRASHES = Set.of("killed-meanwhile", "killed-afterwards");

  private final ServerProcess sandbox;

  DefectsTest(Suite suite) {
    sandbox = suite.process().argument("sandbox").argument("--port=0").start();
  }

  @AfterAll
  void stop() {
    sandbox.close();
  }

  @Test
  void aShopThatIsRightHoldsAll(@TempDir Path directory) throws Exception {
    Run run = played(Duration.ofSeconds(10), EnumSet.noneOf(Defect.class), directory, List.of());
    assertThat(verdicts(run)).as(FileReports.json(run)).doesNotContainValue(Verdict.BROKEN);
    assertThat(run.held()).isTrue();
    assertThat(run.worth()).isEqualTo(HandwrittenShop.PRICE * 5);
    assertThat(run.of(Verdict.NOT_TRIED))
        .extracting(it -> it.scenario().key())
        .containsExactlyInAnyOrderElementsOf(CRASHES);
    assertThat(run.of(Verdict.TOLD))
        .extracting(it -> it.scenario().key())
        .containsExactly("dispute");
  }

  @Test
  void aShopThatIsRightHoldsWhereItIsKilled(@TempDir Path directory) {
    Run run = killed(Duration.ofSeconds(10), directory.resolve("journal"), List.copyOf(CRASHES));
    assertThat(run.held()).as(FileReports.json(run)).isTrue();
    assertThat(run.of(Verdict.NOT_TRIED)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Defect.class)
  void aDefectIsNoticedByTheScenarioThatIsThereForIt(Defect defect, @TempDir Path directory)
      throws Exception {
    Duration patience = Duration.ofMillis(500);
    Run run =
        defect.needsAProcess()
            ? killed(patience, directory.resolve("journal"), defect.scenarios(), defect)
            : played(patience, EnumSet.of(defect), directory, defect.scenarios());
    Map<String, Verdict> verdicts = verdicts(run);
    for (String scenario : defect.scenarios()) {
      assertThat(verdicts).as(FileReports.json(run)).containsEntry(scenario, Verdict.BROKEN);
    }
    assertThat(run.held()).isFalse();
  }

  private Run played(Duration patience, Set<Defect> defects, Path directory, List<String> scenarios)
      throws Exception {
    URI stripe = sandbox.awaitSandbox();
    try (HandwrittenShop shop =
        new HandwrittenShop(0, stripe, directory.resolve("journal"), defects)) {
      Time time = time(patience);
      Props props =
          new Props(
              new Till(shop::checkOut, new SandboxClient(stripe)),
              new Delivery(shop.webhooks(), HandwrittenShop.SECRET, time),
              shop::account,
              Optional.empty(),
              time,
              1,
              UnaryOperator.identity());
      return run(props, shop.webhooks(), stripe, scenarios);
    }
  }

  /** In a process of its own, that is killed. */
  private Run killed(Duration patience, Path journal, List<String> scenarios, Defect... defects) {
    URI stripe = sandbox.awaitSandbox();
    ShopProcess shop = new ShopProcess();
    Time time = time(patience);
    try (ServerCommand server =
        new ServerCommand(shop.command(stripe, journal, defects), shop.webhooks(), time)) {
      server.start();
      Props props =
          new Props(
              new Till(shop::checkOut, new SandboxClient(stripe)),
              new Delivery(shop.webhooks(), HandwrittenShop.SECRET, time),
              shop::account,
              Optional.of(server),
              time,
              3,
              UnaryOperator.identity());
      return run(props, shop.webhooks(), stripe, scenarios);
    }
  }

  private static Run run(Props props, URI url, URI stripe, List<String> scenarios) {
    List<Scenario> chosen =
        Scenarios.all().stream()
            .filter(
                it ->
                    scenarios.isEmpty()
                        || it.equals(Scenarios.PLAIN)
                        || scenarios.contains(it.key()))
            .toList();
    return new Rehearsal(props, 1, new Silent()).play(url, stripe, chosen);
  }

  private static Time time(Duration patience) {
    return new Time(Clock.systemUTC(), Pause.real(), patience, patience, SETTLE);
  }

  private static Map<String, Verdict> verdicts(Run run) {
    return run.results().stream()
        .collect(Collectors.toMap(it -> it.scenario().key(), Result::verdict));
  }

  /** Tells nobody. */
  private static final class Silent implements Rehearsal.Listener {

    @Override
    public void begins(Scenario scenario) {}

    @Override
    public void ends(Result result) {}
  }
}
