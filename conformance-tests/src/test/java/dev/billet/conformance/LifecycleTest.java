package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.conformance.FakeStripe.Behaviour;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the process starts and ends. */
@ExtendWith(SuiteExtension.class)
final class LifecycleTest {

  @Test
  void onSigtermWhatIsInFlightIsAnswered(Suite suite) {
    try (FakeStripe upstream = new FakeStripe();
        ServerProcess process =
            Configured.against(suite, upstream)
                .environment("BILLET_STRIPE_TOTAL_TIMEOUT", "20s")
                .start()) {
      Target target = suite.targetWithoutSandbox(process, Configured.VARIABLES);
      Call call = target.call("almanac");
      upstream.behave(Behaviour.content(Duration.ZERO));
      assertThat(call.send().status()).isEqualTo(200);
      upstream.behave(Behaviour.held());
      CompletableFuture<Answer> inFlight = call.sendAsync(HttpClient.newHttpClient());
      upstream.awaitArrival();
      process.terminate();
      awaitRefusal(target);
      upstream.release();
      assertThat(inFlight.join().status()).isEqualTo(200);
      assertThat(process.awaitExit()).as(process.log()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "billet.http.prot, '  http: {prot: 8080}'",
    "billet.stripe.max-retries, '  stripe: {max-retries: many}'",
    "billet.catalogue.default-plan, '  catalogue: {default-plan: platinum}'",
    "billet.stripe.total-timeout, '  stripe: {total-timeout: soon}'",
    "billet.return-urls.allowed, '  return-urls: {allowed: [\"ftp://example.com\"]}'",
    "billet.contracts.nobody, '  contracts: {nobody: {enabled: true}}'"
  })
  void aBadConfigurationIsRefusedWithTheKeysName(String key, String yaml, Suite suite) {
    try (ServerProcess process = suite.process().configuration("billet:\n" + yaml).start()) {
      assertThat(process.awaitExit()).as(process.log()).isPositive();
      assertThat(process.log()).contains(key).doesNotContain("\tat ");
    }
  }

  @Test
  void everyProblemOfAConfigurationIsListed(Suite suite) {
    String yaml = "billet:\n  http: {prot: 8080}\n  stripe: {read-timeout: soon}\n";
    try (ServerProcess process = suite.process().configuration(yaml).start()) {
      assertThat(process.awaitExit()).as(process.log()).isPositive();
      assertThat(process.log()).contains("billet.http.prot", "billet.stripe.read-timeout");
    }
  }

  @Test
  void aContractThatIsSwitchedOffIsNotServed(Suite suite) {
    String yaml = Configured.configuration() + "    almanac: {enabled: false}\n";
    try (ServerProcess process = suite.process().configuration(yaml).start()) {
      Target target = suite.target(process, Configured.VARIABLES);
      assertThat(
              RestAssured.given()
                  .post(target.baseUrl() + target.call("almanac").path())
                  .contentType())
          .startsWith("application/problem+json");
      assertThat(target.call("starter").send().status()).isEqualTo(200);
    }
  }

  @Test
  void helpAndVersionAreTold(Suite suite) {
    for (String option : new String[] {"--help", "--version"}) {
      try (ServerProcess process = suite.process().argument(option).start()) {
        assertThat(process.awaitExit()).as(process.log()).isZero();
        assertThat(process.log()).containsIgnoringCase("billet");
      }
    }
  }

  @Test
  void anUnknownOptionIsRefused(Suite suite) {
    try (ServerProcess process = suite.process().argument("--prot").start()) {
      assertThat(process.awaitExit()).as(process.log()).isEqualTo(2);
      assertThat(process.log()).contains("--prot");
    }
  }

  @Test
  void theStartTellsOfTheSandboxAndNamesEveryContract(Suite suite) {
    try (ServerProcess process = suite.process().start()) {
      process.awaitListening();
      process.awaitSandbox();
      assertThat(process.log()).containsIgnoringCase("no real payments");
      for (ContractDocument contract : ContractDocument.all()) {
        assertThat(process.log()).contains(contract.key()).contains(contract.prefix());
      }
    }
  }

  // Refused connections are how a client notices that nothing new is taken.
  private static void awaitRefusal(Target target) {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (accepts(target)) {
      assertThat(System.nanoTime()).as("connections are still accepted").isLessThan(deadline);
    }
  }

  private static boolean accepts(Target target) {
    try (Socket socket = new Socket(target.baseUrl().getHost(), target.baseUrl().getPort())) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }
}
