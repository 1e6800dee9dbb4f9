package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every documented example, replayed literally and with its placeholders filled in. */
@ExtendWith(SuiteExtension.class)
final class DocumentedExamplesTest {

  @Test
  void everyContractHasExamplesToReplay() {
    assertThat(ContractDocument.served()).isNotEmpty();
    assertThat(ContractDocument.served())
        .allSatisfy(
            contract ->
                assertThat(Examples.of(contract))
                    .as("examples of %s", contract)
                    .isNotEmpty()
                    .allSatisfy(example -> assertThat(example.replays()).isNotEmpty()));
  }

  @TestFactory
  Stream<DynamicContainer> isAnsweredAsExpected(Target target) {
    return ContractDocument.served().stream()
        .map(
            contract ->
                DynamicContainer.dynamicContainer(
                    contract.key(),
                    Examples.of(contract).stream()
                        .flatMap(
                            example ->
                                example.replays().stream()
                                    .map(
                                        replay ->
                                            DynamicTest.dynamicTest(
                                                example.title() + ", " + replay.name(),
                                                () -> isAnsweredAsExpected(target, replay))))));
  }

  private static void isAnsweredAsExpected(Target target, Replay replay) {
    Answer answer = replay.call(target).send();
    assertThat(answer.status()).as("status of %s", answer).isEqualTo(replay.status());
    assertThat(replay.complaints(answer.json())).as("%s", answer).isEmpty();
  }
}
