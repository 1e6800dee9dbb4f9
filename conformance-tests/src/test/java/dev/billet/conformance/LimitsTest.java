package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The limits that closient documents: 300 requests a minute for a key, and headers that say so. */
@ExtendWith(SuiteExtension.class)
final class LimitsTest {

  @Test
  @Case(contract = "closient", id = "every-answer-carries-the-rate-limit-headers")
  void everyAnswerCarriesTheRateLimitHeaders(Target target) {
    Call call = target.call("closient");
    for (Answer answer : List.of(call.send(), call.method("PUT").send(), call.body("{").send())) {
      assertThat(answer.headers())
          .containsKeys(
              "RateLimit-Policy", "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset");
    }
  }

  @Test
  @Case(contract = "closient", id = "the-301st-request-in-a-minute-is-answered-429")
  void the301stRequestInAMinuteIsAnswered429(Suite suite) {
    try (ServerProcess process =
        suite.process().configuration(Configured.configuration()).start()) {
      Target target = suite.target(process, Configured.VARIABLES);
      List<Integer> statuses = new ArrayList<>();
      for (int request = 0; request <= 300; request++) {
        statuses.add(target.call("closient").body("{").send().status());
      }
      assertThat(statuses).contains(429);
    }
  }
}
