package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The suite knows nothing of what it tests, and calls nobody it was not told to. */
final class BlackBoxTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "dev/billet/server",
        "dev/billet/contract",
        "dev/billet/stripe",
        "dev/billet/checkout",
        "dev/billet/sandbox",
        "com/stripe"
      })
  void noClassOfTheServersIsOnTheClassPath(String directory) {
    assertThat(BlackBoxTest.class.getClassLoader().getResource(directory)).isNull();
  }

  @Test
  void noVendorsHostIsEverCalled() {
    AnswerChecker checker = new AnswerChecker(new Coverage(), KnownDeviations.read());
    for (ContractDocument contract : ContractDocument.all()) {
      contract.tree().path("servers").findValuesAsText("url").stream()
          .map(URI::create)
          .filter(server -> !"localhost".equals(server.getHost()))
          .forEach(
              server ->
                  assertThatThrownBy(
                          () ->
                              new Target(
                                  server, Optional.empty(), new Variables(Map.of()), checker))
                      .isInstanceOf(IllegalArgumentException.class));
    }
  }
}
