package dev.billet.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every contract against what was released of it last. */
class BreakingChangeTest {

  static List<String> contracts() {
    return Documents.contracts();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void breaksNobodyWithoutSayingSo(String contract) {
    assertThat(Documents.lastReleased(contract))
        .as("specs/released/%s-<version>.yaml, which the next change is compared with", contract)
        .isPresent();
    assertThat(
            ReleaseGate.objections(
                contract,
                Documents.text(Documents.lastReleased(contract).orElseThrow()),
                Documents.text(Documents.document(contract)),
                Documents.text(Documents.specs().resolve("CHANGELOG.md"))))
        .isEmpty();
  }
}
