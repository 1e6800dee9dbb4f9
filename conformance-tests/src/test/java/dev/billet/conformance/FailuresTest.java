package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** Every kind of failure of a caller's, in every contract's own envelope, and which goes first. */
@ExtendWith(SuiteExtension.class)
final class FailuresTest {

  private static final Set<Fault> OF_CONFIGURATION =
      EnumSet.of(Fault.OLD_CLIENT, Fault.ALLOW_LIST, Fault.NOT_SELLABLE);
  private static final Set<Fault> OF_CREDENTIALS =
      EnumSet.of(Fault.NO_CREDENTIAL, Fault.BAD_CREDENTIAL, Fault.WRONG_ROLE);

  private final Failures failures = Failures.read();

  @TestFactory
  Stream<DynamicTest> isToldInTheContractsEnvelope(Suite suite) {
    Target target = target(suite);
    return ContractDocument.all().stream()
        .flatMap(
            contract ->
                Stream.of(Fault.values())
                    .filter(fault -> failures.canHappen(contract, fault.kind()))
                    .filter(fault -> canBeProvoked(suite, target, contract, fault))
                    .map(
                        fault ->
                            DynamicTest.dynamicTest(
                                contract + ": " + fault.kind(),
                                () ->
                                    failures.assertTells(
                                        contract, fault.kind(), call(target, contract, fault)))));
  }

  @TestFactory
  Stream<DynamicTest> theFirstOfTwoFailuresIsTold(Suite suite) {
    Target target = target(suite);
    List<DynamicTest> tests = new ArrayList<>();
    for (ContractDocument contract : ContractDocument.all()) {
      List<Fault> order =
          failures.order(contract).stream()
              .map(Fault::of)
              .filter(fault -> canBeProvoked(suite, target, contract, fault))
              .toList();
      assertThat(order).as("order of checks of %s", contract).hasSizeGreaterThan(2);
      for (int first = 0; first < order.size(); first++) {
        for (int second = first + 1; second < order.size(); second++) {
          String kind = order.get(first).kind();
          Fault[] faults = {order.get(first), order.get(second)};
          tests.add(
              DynamicTest.dynamicTest(
                  contract + ": " + kind + " before " + faults[1].kind(),
                  () -> failures.assertTells(contract, kind, call(target, contract, faults))));
        }
      }
    }
    return tests.stream();
  }

  @TestFactory
  Stream<DynamicTest> aBodyIsReadUpToTheLimitAndNoFurther(Suite suite) {
    Target target = Configured.target(suite);
    HttpClient client = HttpClient.newHttpClient();
    return ContractDocument.all().stream()
        .map(
            contract ->
                DynamicTest.dynamicTest(
                    contract.key(),
                    () -> {
                      Call call = Configured.call(target, contract);
                      String body = call.text();
                      Call largest = call.body(body + " ".repeat(Fault.LIMIT - body.length()));
                      assertThat(largest.send().status()).isEqualTo(200);
                      assertThat(largest.sendChunked(client).join().status()).isEqualTo(200);
                      Call larger = Fault.TOO_LARGE.in(call, target.variables());
                      failures.assertTells(
                          contract, "too-large", larger.sendChunked(client).join());
                    }));
  }

  private static Target target(Suite suite) {
    return suite.external() ? suite.target() : Configured.target(suite);
  }

  // A server elsewhere is configured as it is, and a contract may ask for no credential there.
  private static boolean canBeProvoked(
      Suite suite, Target target, ContractDocument contract, Fault fault) {
    return !suite.external()
        || (!OF_CONFIGURATION.contains(fault)
            && (!OF_CREDENTIALS.contains(fault) || target.call(contract).hasCredential()));
  }

  private static Answer call(Target target, ContractDocument contract, Fault... faults) {
    return Fault.all(Configured.call(target, contract), target.variables(), faults).send();
  }
}
