package dev.billet.sandbox.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.billet.sandbox.control.FaultRule.Kind;
import dev.billet.sandbox.wire.ApiError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which requests meet a rule, and how often. */
final class FaultRulesTest {

  private final List<Duration> pauses = new ArrayList<>();
  private final FaultRules rules = new FaultRules(pauses::add);

  @ParameterizedTest
  @CsvSource({
    "POST /v1/checkout/sessions, POST, /v1/checkout/sessions, true",
    "POST /v1/checkout/sessions, GET, /v1/checkout/sessions, false",
    "POST /v1/checkout/sessions, POST, /v1/checkout/sessions/cs_1, false",
    "/v1/prices, GET, /v1/prices, true",
    "* /v1/prices, DELETE, /v1/prices, true",
    "GET /v1/prices/{id}, GET, /v1/prices/price_pro, true",
    "GET /v1/prices/*, GET, /v1/prices, false",
    "GET /v1/*/x, GET, /v1/a/b/x, false",
    "/v1/**, POST, /v1/checkout/sessions, true",
    "/v1/**, POST, /v10, false",
    "/v1/a.b, POST, /v1/aXb, false",
  })
  void meetsTheEndpointItNames(String endpoint, String method, String path, boolean met) {
    String id = rules.add(FaultRule.on(endpoint, Kind.RATE_LIMIT));

    rules.meet(method, path);

    assertThat(rules.met(id)).isEqualTo(met ? 1 : 0);
  }

  @Test
  void isUsedUpAfterSoManyRequests() {
    rules.add(FaultRule.on("/v1/prices", Kind.LOCK_TIMEOUT).times(2));

    assertThat(refused(5)).containsExactly(true, true, false, false, false);
  }

  @Test
  void drawsTheSameChancesFromTheSameSeed() {
    rules.add(FaultRule.on("/v1/prices", Kind.RATE_LIMIT).withProbability(0.5, 7));
    List<Boolean> first = refused(64);
    rules.clear();
    rules.add(FaultRule.on("/v1/prices", Kind.RATE_LIMIT).withProbability(0.5, 7));

    assertThat(refused(64)).isEqualTo(first).contains(true, false);
  }

  @Test
  void addsDelaysUpAndLetsTheOldestRuleDecide() {
    rules.add(FaultRule.slow("/v1/prices", Duration.ofMillis(300)));
    rules.add(FaultRule.on("/v1/prices", Kind.DROP_AFTER_COMMIT).after(Duration.ofMillis(20)));
    rules.add(FaultRule.on("/v1/prices", Kind.RATE_LIMIT));

    FaultRules.Hit hit = rules.meet("GET", "/v1/prices");
    hit.before();

    assertThat(hit.dropsAnswer()).isTrue();
    assertThat(pauses).containsExactly(Duration.ofMillis(320));
  }

  @Test
  void dropsBeforeTheCommit() {
    rules.add(FaultRule.on("/v1/prices", Kind.DROP_BEFORE_COMMIT));

    FaultRules.Hit hit = rules.meet("GET", "/v1/prices");

    assertThatThrownBy(hit::before).isInstanceOf(DroppedConnection.class);
  }

  @Test
  void removesOneRule() {
    String one = rules.add(FaultRule.on("/v1/a", Kind.SLOW));
    String other = rules.add(FaultRule.on("/v1/b", Kind.SLOW));

    assertThat(rules.remove(one)).isTrue();
    assertThat(rules.remove(one)).isFalse();
    assertThat(rules.list()).containsOnlyKeys(other);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "v1", "FETCH /v1", "POST  /v1", "/v1?x=1", "POST /v1 x"})
  void refusesWhatIsNoEndpoint(String endpoint) {
    assertThatThrownBy(() -> FaultRule.on(endpoint, Kind.SLOW))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void refusesNumbersThatCannotBe() {
    FaultRule rule = FaultRule.on("/v1/a", Kind.RATE_LIMIT);

    assertThatThrownBy(() -> rule.times(-1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rule.withProbability(0, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rule.withProbability(Double.NaN, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> rule.after(Duration.ofMinutes(2)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private List<Boolean> refused(int requests) {
    List<Boolean> refused = new ArrayList<>();
    for (int i = 0; i < requests; i++) {
      FaultRules.Hit hit = rules.meet("GET", "/v1/prices");
      try {
        hit.before();
        refused.add(false);
      } catch (ApiError e) {
        refused.add(e.status() == 429);
      }
    }
    return refused;
  }
}
