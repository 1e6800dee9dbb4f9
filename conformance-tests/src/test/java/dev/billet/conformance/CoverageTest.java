package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Comes last: whether the others have reached every status that the documents list. */
@ExtendWith(SuiteExtension.class)
@Order(Integer.MAX_VALUE)
final class CoverageTest {

  // Statuses that nothing from outside can bring about, or nothing yet.
  private static final Map<Integer, String> OUT_OF_REACH =
      Map.of(500, "a defect of the server's own; tested where one can be planted");
  private static final Map<String, Map<Integer, String>> NOT_YET =
      Map.of(
          "billet",
              Map.of(
                  429,
                      "Stripe and the ledger have to fail; BilletPortalTest and BilletReadingTest"
                          + " make them",
                  502, "likewise",
                  503, "likewise",
                  504, "likewise"),
          "closient", Map.of(503, "there is no load to shed yet"),
          "almanac", Map.of(429, "there is no limit of our own yet"),
          "starter", Map.of(429, "there is no limit of our own yet"));

  @TestFactory
  Stream<DynamicTest> everyDocumentedStatusHasBeenSeen(Suite suite) {
    assumeFalse(suite.external(), "some statuses take a server process of one's own");
    return ContractDocument.served().stream()
        .map(
            contract ->
                DynamicTest.dynamicTest(
                    contract.key(),
                    () -> {
                      Set<Integer> expected = new TreeSet<>(contract.statuses());
                      Map<Integer, String> notYet = NOT_YET.getOrDefault(contract.key(), Map.of());
                      expected.removeAll(OUT_OF_REACH.keySet());
                      expected.removeAll(notYet.keySet());
                      assertThat(new TreeSet<>(suite.coverage().of(contract.key())))
                          .as(
                              "seen of %s; where more than expected, shorten the lists above",
                              contract)
                          .isEqualTo(expected);
                    }));
  }

  @Test
  void everyKnownDeviationNamesACase(Suite suite) {
    List<String> cases =
        Stream.of(LimitsTest.class)
            .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
            .map((Method method) -> method.getAnnotation(Case.class))
            .filter(Objects::nonNull)
            .map(it -> it.contract() + " " + it.id())
            .toList();
    assertThat(suite.deviations().all())
        .allSatisfy(it -> assertThat(cases).contains(it.contract() + " " + it.id()));
  }
}
