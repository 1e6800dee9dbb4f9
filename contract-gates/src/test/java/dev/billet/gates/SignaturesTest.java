package dev.billet.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a change of a document changes in Java stands in a checked-in file, where a reviewer sees
 * it.
 */
class SignaturesTest {

  private static final String ACCEPT =
      "mvn -pl contract-gates -am test -Dtest=SignaturesTest"
          + " -Dsurefire.failIfNoSpecifiedTests=false -Dbillet.accept-signatures";

  static List<String> contracts() {
    return Documents.contracts();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void areThoseThatAreCheckedIn(String contract) throws IOException {
    Path file = file(contract);
    if (System.getProperty("billet.accept-signatures") != null) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, Signatures.of(contract));
    }

    assertThat(file).as("The signatures of %s; make the file with: %s", contract, ACCEPT).exists();
    assertThat(Signatures.of(contract))
        .as(
            "What the generator makes of specs/%s.yaml. If the change is meant: %s",
            contract, ACCEPT)
        .isEqualTo(Documents.text(file));
  }

  @Test
  void areThereForNoContractThatIsGone() throws IOException {
    try (Stream<Path> files = Files.list(file("any").getParent())) {
      assertThat(files.map(it -> it.getFileName().toString().replace(".txt", "")))
          .containsExactlyInAnyOrderElementsOf(contracts());
    }
  }

  @Test
  void showTheOperationTheModelsAndTheNamesInJson() {
    assertThat(Signatures.of("closient"))
        .contains("interface ClosientApi")
        .containsPattern("@POST .*createCheckoutSession\\(.*CheckoutRequest")
        .containsPattern("@Json\\(amount_cents\\) .*Long getAmountCents\\(\\)");
  }

  private static Path file(String contract) {
    return Documents.specs().resolve("signatures").resolve(contract + ".txt");
  }
}
