package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
    assertThat(ContractDocument.all()).isNotEmpty();
    assertThat(ContractDocument.all())
        .allSatisfy(
            contract ->
                assertThat(Examples.of(contract))
                    .as("examples of %s", contract)
                    .isNotEmpty()
                    .allSatisfy(example -> assertThat(example.replays()).isNotEmpty()));
  }

  @TestFactory
  Stream<DynamicContainer> isAnsweredAsExpected(Target target) {
    return ContractDocument.all().stream()
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
    if (!replay.fields().isMissingNode()) {
      List<String> expected = new ArrayList<>();
      replay.fields().forEach(field -> expected.add(field.asText()));
      assertThat(new TreeSet<>(blamedFields(answer.json())))
          .as("fields blamed in %s", answer)
          .isEqualTo(new TreeSet<>(expected));
    }
    if (!replay.response().isMissingNode()) {
      assertSameShape(replay.response(), answer.json(), answer.toString());
    }
  }

  /** The last step of every {@code loc}, and every {@code field}, wherever they are. */
  private static List<String> blamedFields(JsonNode answer) {
    List<String> fields = new ArrayList<>();
    answer.findValues("loc").forEach(loc -> fields.add(loc.path(loc.size() - 1).asText()));
    answer.findValues("field").forEach(field -> fields.add(field.asText()));
    return fields;
  }

  // What is printed are placeholders: the types count, and an empty object stands for any.
  private static void assertSameShape(JsonNode printed, JsonNode actual, String answer) {
    assertThat(actual.getNodeType()).as(answer).isEqualTo(printed.getNodeType());
    if (printed.isObject() && !printed.isEmpty()) {
      assertThat(names(actual)).as(answer).isEqualTo(names(printed));
      printed
          .properties()
          .forEach(
              member -> assertSameShape(member.getValue(), actual.path(member.getKey()), answer));
    } else if (printed.isArray()) {
      actual.forEach(item -> assertSameShape(printed.path(0), item, answer));
    }
  }

  private static Set<String> names(JsonNode object) {
    Set<String> names = new TreeSet<>();
    object.properties().stream().map(Map.Entry::getKey).forEach(names::add);
    return names;
  }
}
