package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The packaged jar on every release it is made for: a sale and a refusal of each contract. */
@ExtendWith(SuiteExtension.class)
final class JavaVersionsTest {

  private final Failures failures = Failures.read();

  @ParameterizedTest
  @ValueSource(ints = {17, 25})
  void theJarRunsOn(int feature, Suite suite) {
    Optional<Path> java = JavaRuntimes.find(feature);
    assumeTrue(
        java.isPresent(),
        "no JDK %1$d is installed; JAVA_%1$d_HOME can name one".formatted(feature));
    try (ServerProcess process = suite.process().java(java.orElseThrow()).start()) {
      Target target = suite.target(process, Defaults.VARIABLES);
      for (ContractDocument contract : ContractDocument.all()) {
        Call call = target.call(contract);
        assertThat(call.send().status()).as("%s", contract).isEqualTo(200);
        failures.assertTells(contract, "schema", Fault.SCHEMA.in(call, target.variables()).send());
      }
      process.terminate();
      assertThat(process.awaitExit()).as(process.log()).isZero();
    }
  }
}
