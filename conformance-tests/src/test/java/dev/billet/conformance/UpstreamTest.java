package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.conformance.FakeStripe.Behaviour;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An upstream that refuses, fails, hangs, drips, drops the connection or talks nonsense: every
 * contract answers in its own envelope, and the server goes on serving. The server gives up after
 * two seconds; a client that waits for ten hears of it.
 */
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class UpstreamTest {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Failures failures = Failures.read();
  private final HttpClient client = HttpClient.newHttpClient();
  private final FakeStripe upstream = new FakeStripe();
  private Target target;

  @BeforeAll
  void start(Suite suite) {
    target =
        suite.targetWithoutSandbox(
            suite.keep(Configured.against(suite, upstream).start()), Configured.VARIABLES);
  }

  @AfterAll
  void stop() {
    upstream.close();
  }

  @TestFactory
  Stream<DynamicTest> isToldInTheContractsEnvelope() {
    Map<String, Behaviour> failing = new LinkedHashMap<>();
    failing.put("answers 500", Behaviour.error(500, "api_error", "", "Sorry, sk_test_secret"));
    failing.put("answers 503", Behaviour.error(503, "api_error", "", "Down"));
    failing.put("refuses the key", Behaviour.error(401, "invalid_request_error", "", "Bad key"));
    failing.put("may not", Behaviour.error(403, "invalid_request_error", "", "No permission"));
    failing.put(
        "knows no such price",
        Behaviour.error(400, "invalid_request_error", "resource_missing", "No such price: 'p'"));
    failing.put(
        "has retired the price",
        Behaviour.error(400, "invalid_request_error", "", "The price specified is inactive."));
    failing.put("drops the connection", Behaviour.dropping());
    failing.put("answers garbage", Behaviour.garbage());
    failing.put("answers an empty object", Behaviour.emptyObject());
    Map<String, Behaviour> slow = new LinkedHashMap<>();
    slow.put("hangs", Behaviour.hanging());
    slow.put("drips", Behaviour.dripping());
    return Stream.of(
            failing.entrySet().stream().map(it -> upstream("upstream-failure", it)),
            slow.entrySet().stream().map(it -> upstream("upstream-timeout", it)),
            Map.of(
                    "says too often",
                    Behaviour.error(429, "invalid_request_error", "rate_limit", "Slow"))
                .entrySet()
                .stream()
                .map(it -> upstream("upstream-limit", it)))
        .flatMap(tests -> tests);
  }

  private DynamicTest upstream(String kind, Map.Entry<String, Behaviour> how) {
    return DynamicTest.dynamicTest(
        how.getKey(),
        () -> {
          upstream.behave(how.getValue());
          everyContract(
              (contract, answer) -> {
                failures.assertTells(contract, kind, answer);
                assertThat(answer.text()).doesNotContain("price", "Sorry", "permission");
              });
          upstream.release();
          everyContract((contract, answer) -> assertThat(answer.status()).isEqualTo(200));
        });
  }

  // All at once, so that five that run into the same timeout take as long as one.
  private void everyContract(BiConsumer<ContractDocument, Answer> check) {
    Map<ContractDocument, CompletableFuture<Answer>> answers = new LinkedHashMap<>();
    for (ContractDocument contract : ContractDocument.all()) {
      answers.put(
          contract,
          Configured.call(target, contract)
              .sendAsync(client)
              .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS));
    }
    answers.forEach((contract, answer) -> check.accept(contract, answer.join()));
  }

  @Test
  void aRequestThatIsStillInFlightHoldsItsKey() {
    for (ContractDocument contract : ContractDocument.all()) {
      upstream.behave(Behaviour.content(Duration.ZERO));
      Call call = Configured.call(target, contract);
      assertThat(call.send().status()).isEqualTo(200);
      Call keyed = call.header("Idempotency-Key", "in flight");
      upstream.behave(Behaviour.held());
      CompletableFuture<Answer> first = keyed.sendAsync(client);
      upstream.awaitArrival();
      try {
        failures.assertTells(contract, "idempotency", keyed.send());
      } finally {
        upstream.release();
      }
      assertThat(first.join().status()).isEqualTo(200);
    }
  }

  @Test
  void aUrlThatStripeRefusesIsTheCallersFault() {
    upstream.behave(Behaviour.content(Duration.ZERO));
    everyContract((contract, answer) -> assertThat(answer.status()).isEqualTo(200));
    upstream.behave(Behaviour.refusingUrl("success_url"));
    everyContract(
        (contract, answer) -> {
          failures.assertTells(contract, "allow-list", answer);
          assertThat(answer.text()).containsPattern("success(_url|URL)");
        });
  }

  @Test
  void aFailureThatPassesIsTriedAgainUnderTheSameKey() {
    for (ContractDocument contract : ContractDocument.all()) {
      upstream.behave(Behaviour.content(Duration.ZERO));
      Call call = Configured.call(target, contract);
      assertThat(call.send().status()).isEqualTo(200);
      upstream.behave(Behaviour.failingOnce());
      assertThat(call.send().status()).isEqualTo(200);
      assertThat(upstream.idempotencyKeys()).hasSize(2).doesNotContain("");
      assertThat(upstream.idempotencyKeys().stream().distinct()).hasSize(1);
    }
  }

  @Test
  void stripeSeesAKeyThatIsTheCallersAloneAndTellsNothing() {
    for (ContractDocument contract : ContractDocument.all()) {
      upstream.behave(Behaviour.content(Duration.ZERO));
      Call call = Configured.call(target, contract);
      assertThat(call.send().status()).isEqualTo(200);
      upstream.behave(Behaviour.content(Duration.ZERO));
      Call keyed = call.header("Idempotency-Key", "order-1042");
      String billing = Configured.VARIABLES.get("key.billing");
      for (Call each : List.of(keyed, keyed, keyed.key(billing))) {
        assertThat(each.send().status()).isEqualTo(200);
      }
      List<String> keys = upstream.idempotencyKeys();
      assertThat(keys).hasSize(3).allMatch(key -> key.matches("[0-9a-f]{64}"));
      assertThat(keys.get(0)).isEqualTo(keys.get(1)).isNotEqualTo(keys.get(2));
    }
  }

  @Test
  void callersWhoAreRefusedCostNoCallUpstream() {
    upstream.behave(Behaviour.content(Duration.ZERO));
    for (ContractDocument contract : ContractDocument.all()) {
      Call call = Configured.call(target, contract);
      assertThat(call.anonymous().send().status()).isEqualTo(401);
      assertThat(Fault.SCHEMA.in(call, Configured.VARIABLES).send().status()).isLessThan(500);
    }
    assertThat(upstream.sessions()).isZero();
  }
}
