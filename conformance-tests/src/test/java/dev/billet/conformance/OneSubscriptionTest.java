package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.conformance.FakeStripe.Behaviour;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An organization has one checkout of a subscription at a time, and none beside a subscription. */
@ExtendWith(SuiteExtension.class)
final class OneSubscriptionTest {

  private final Failures failures = Failures.read();

  @ParameterizedTest
  @ValueSource(strings = {"versori", "almanac", "starter"})
  void theSameRequestIsAnsweredWithTheOpenSession(String contract, Target target) {
    Call call = elsewhere(target.call(contract), "same");
    assertThat(session(call)).isEqualTo(session(call));
  }

  @ParameterizedTest
  @ValueSource(strings = {"versori", "almanac", "starter"})
  void anotherRequestTakesThePlaceOfTheOpenSession(String contract, Suite suite) {
    Target target = suite.target();
    String first = session(elsewhere(target.call(contract), "first"));
    String second = session(elsewhere(target.call(contract), "second"));
    assertThat(second).isNotEqualTo(first);
    target
        .sandbox()
        .ifPresent(
            stripe -> {
              assertThat(stripe.retrieve(first).path("status").asText()).isEqualTo("expired");
              assertThat(stripe.retrieve(second).path("status").asText()).isEqualTo("open");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"versori", "almanac", "starter"})
  void manyTabsGetOneSession(String contract, Target target) {
    HttpClient client = HttpClient.newHttpClient();
    Call call = elsewhere(target.call(contract), "tabs");
    List<CompletableFuture<Answer>> tabs =
        Stream.generate(() -> call.sendAsync(client)).limit(8).toList();
    assertThat(tabs.stream().map(tab -> tab.join().sessionId()).distinct()).hasSize(1);
  }

  @Test
  void besideASubscriptionNoneIsSold(Suite suite) {
    try (ServerProcess process = suite.process().start()) {
      Target target = suite.target(process, Defaults.VARIABLES);
      StripeSessions stripe = target.sandbox().orElseThrow();
      String bought = session(target.call("almanac"));
      stripe.complete(bought);
      Subscriptions.awaitStatus(
          target, stripe.retrieve(bought).path("subscription").asText(), "active");
      for (String contract : List.of("versori", "almanac", "starter")) {
        Call call = target.call(contract);
        failures.assertTells(call.contract(), "subscribed", call.send());
      }
      Subscriptions.end(target, bought);
      assertThat(session(target.call("almanac"))).isNotEqualTo(bought);
    }
  }

  @Test
  void whereStripeCannotBeAskedNothingIsSoldAndTheOpenSessionStillAnswers(Suite suite) {
    try (FakeStripe upstream = new FakeStripe();
        ServerProcess process =
            Configured.against(suite, upstream)
                .environment("BILLET_CHECKOUT_ONE_OPEN_SUBSCRIPTION", "true")
                .start()) {
      Target target = suite.targetWithoutSandbox(process, Configured.VARIABLES);
      for (String contract : List.of("versori", "almanac", "starter")) {
        upstream.behave(Behaviour.content(Duration.ZERO));
        Call call = Configured.call(target, target.call(contract).contract());
        String open = session(call);
        upstream.behave(Behaviour.error(500, "api_error", "", "Sorry"));
        Answer refused = elsewhere(call, "closed").send();
        failures.assertTells(call.contract(), "failing-closed", refused);
        assertThat(refused.headers("Retry-After")).hasSize(1);
        assertThat(session(call)).isEqualTo(open);
        assertThat(upstream.sessions()).isZero();
      }
    }
  }

  private static Call elsewhere(Call call, String page) {
    return call.edit(
        body -> {
          for (String name : List.of("success_url", "successURL")) {
            if (body.has(name)) {
              String url = body.path(name).asText();
              body.put(name, url + (url.contains("?") ? "&" : "?") + "page=" + page);
            }
          }
        });
  }

  private static String session(Call call) {
    Answer answer = call.send();
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer.sessionId();
  }
}
