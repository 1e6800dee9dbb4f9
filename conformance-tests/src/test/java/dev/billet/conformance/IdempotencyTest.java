package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a caller's {@code Idempotency-Key} does, the same in every contract. */
@ExtendWith(SuiteExtension.class)
final class IdempotencyTest {

  private final Failures failures = Failures.read();

  @TestFactory
  Stream<DynamicTest> theSameRequestAgainGetsTheSameSession(Suite suite) {
    return contracts(
        suite,
        call -> {
          Call keyed = keyed(call);
          assertThat(session(keyed)).isEqualTo(session(keyed));
        });
  }

  @TestFactory
  Stream<DynamicTest> theOrderOfMembersAndTheWhiteSpaceDoNotMatter(Suite suite) {
    return contracts(
        suite,
        call -> {
          Call keyed = keyed(call);
          assertThat(session(keyed.body(reversed(call)))).isEqualTo(session(keyed));
        });
  }

  @TestFactory
  Stream<DynamicTest> anotherBodyUnderTheSameKeyIsAConflict(Suite suite) {
    return contracts(
        suite,
        call -> {
          Call keyed = keyed(call);
          session(keyed);
          Answer answer = keyed.body(call.text().replace("/done?", "/done-otherwise?")).send();
          failures.assertTells(call.contract(), "idempotency", answer);
        });
  }

  @TestFactory
  Stream<DynamicTest> twoCredentialsNeverShareAKey(Suite suite) {
    String other = Configured.VARIABLES.get("key.billing");
    return contracts(
        suite,
        call -> {
          Call keyed = keyed(call);
          assertThat(session(keyed.key(other))).isNotEqualTo(session(keyed));
        });
  }

  @TestFactory
  Stream<DynamicTest> withoutAKeyNothingIsDeduplicated(Suite suite) {
    return contracts(suite, call -> assertThat(session(call)).isNotEqualTo(session(call)));
  }

  @TestFactory
  Stream<DynamicTest> aRequestThatWasRefusedHoldsNoKey(Suite suite) {
    return contracts(
        suite,
        call -> {
          Call keyed = keyed(call);
          Call refused = Fault.SCHEMA.in(keyed, Configured.VARIABLES);
          failures.assertTells(call.contract(), "schema", refused.send());
          assertThat(keyed.send().status()).isEqualTo(200);
        });
  }

  @TestFactory
  Stream<DynamicTest> aKeyThatTheDocumentDoesNotAllowIsRefused(Suite suite) {
    return contracts(
        suite,
        call ->
            failures.assertTells(
                call.contract(), "schema", call.header("Idempotency-Key", "k".repeat(256)).send()));
  }

  @TestFactory
  Stream<DynamicTest> ofManyAtOnceOneMakesTheSession(Suite suite) {
    HttpClient client = HttpClient.newHttpClient();
    return contracts(
        suite,
        call -> {
          Call keyed = keyed(call);
          List<CompletableFuture<Answer>> answers =
              Stream.generate(() -> keyed.sendAsync(client)).limit(8).toList();
          List<String> sessions = new ArrayList<>();
          for (CompletableFuture<Answer> future : answers) {
            Answer answer = future.join();
            if (answer.status() == 200) {
              sessions.add(answer.sessionId());
            } else {
              failures.assertTells(call.contract(), "idempotency", answer);
            }
          }
          assertThat(sessions).isNotEmpty();
          assertThat(sessions.stream().distinct()).hasSize(1);
          assertThat(session(keyed)).isEqualTo(sessions.get(0));
        });
  }

  private static Call keyed(Call call) {
    return call.header("Idempotency-Key", "order " + UUID.randomUUID());
  }

  private static String session(Call call) {
    Answer answer = call.send();
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer.sessionId();
  }

  private static String reversed(Call call) {
    List<String> members = new ArrayList<>();
    call.json()
        .properties()
        .forEach(it -> members.add("\n\t\"" + it.getKey() + "\" : " + it.getValue()));
    Collections.reverse(members);
    return "{" + String.join(",", members) + " }";
  }

  private static Stream<DynamicTest> contracts(Suite suite, Check check) {
    return ContractDocument.all().stream()
        .map(
            contract ->
                DynamicTest.dynamicTest(
                    contract.key(),
                    () -> check.of(Configured.call(Configured.target(suite), contract))));
  }

  private interface Check {
    void of(Call call);
  }
}
