package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Price;
import com.stripe.model.checkout.Session;
import dev.billet.sandbox.control.FaultRule;
import dev.billet.sandbox.control.FaultRule.Kind;
import dev.billet.sandbox.control.RequestLog;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Forgetting, exporting and importing what a sandbox holds, and what it was asked. */
final class StateTest {

  private final Fixture fixture = new Fixture();

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void isAsItWasAtFirstAfterAReset() throws Exception {
    Instant begin = fixture.sandbox.clock().instant();
    Session session = fixture.create(Fixture.payment());
    fixture.post("/v1/customers", "name=Ada", "Idempotency-Key", "k");
    fixture.client("sk_test_other").v1().customers().create();
    fixture.sandbox.advance(Duration.ofDays(400));
    fixture.sandbox.faults().add(FaultRule.on("/v1/x", Kind.RATE_LIMIT));

    fixture.sandbox.reset();

    assertThat(fixture.sandbox.requests()).isEmpty();
    assertThat(fixture.sandbox.faults().list()).isEmpty();
    assertThat(fixture.sandbox.clock().instant()).isEqualTo(begin);
    assertThatThrownBy(() -> fixture.retrieve(session.getId()))
        .isInstanceOf(InvalidRequestException.class);
    assertThat(fixture.v1.customers().list().getData()).isEmpty();
    assertThat(fixture.client("sk_test_other").v1().customers().list().getData()).isEmpty();
    assertThat(fixture.v1.prices().retrieve("price_pro").getUnitAmount()).isEqualTo(2900);
    assertThat(
            fixture
                .post("/v1/customers", "name=Bob", "Idempotency-Key", "k")
                .headers()
                .firstValue("Idempotent-Replayed"))
        .isEmpty();
  }

  @Test
  void givesEveryKeyThePricesThatExistFromTheStart() throws Exception {
    assertThat(fixture.client("sk_test_other").v1().prices().retrieve("price_pro").getUnitAmount())
        .isEqualTo(2900);
    fixture.post("/v1/customers", "name=Ada");
    fixture.sandbox.reset();
    assertThat(fixture.client("sk_test_other").v1().prices().list().getData()).hasSize(3);
    assertThat(fixture.client("sk_test_other").v1().customers().list().getData()).isEmpty();
  }

  @Test
  void forgetsOneAccountOnlyWhereThatIsAskedFor() throws Exception {
    fixture.v1.customers().create();
    fixture.client("sk_test_other").v1().customers().create();
    fixture.sandbox.advance(Duration.ofDays(1));

    assertThat(fixture.post("/_sandbox/reset", "").body()).contains("\"scope\":\"account\"");

    assertThat(fixture.v1.customers().list().getData()).isEmpty();
    assertThat(fixture.v1.prices().list().getData()).hasSize(3);
    assertThat(fixture.client("sk_test_other").v1().customers().list().getData()).hasSize(1);
    assertThat(fixture.post("/_sandbox/reset", "scope=all").body()).contains("\"scope\":\"all\"");
    assertThat(fixture.client("sk_test_other").v1().customers().list().getData()).isEmpty();
  }

  @Test
  void takesAStateToAnotherSandbox() throws Exception {
    Session paid = fixture.create(Fixture.subscription());
    fixture.sandbox.complete(paid.getId());
    Session open = fixture.create(Fixture.payment());
    fixture.sandbox.advance(Duration.ofHours(1));
    HttpResponse<String> first = fixture.post("/v1/customers", "name=Ada", "Idempotency-Key", "k");
    String exported = fixture.sandbox.exportState();

    try (Fixture other = new Fixture()) {
      other.sandbox.importState(exported);

      assertThat(other.retrieve(paid.getId()).getSubscription()).isNotNull();
      assertThat(other.sandbox.clock().instant()).isEqualTo(fixture.sandbox.clock().instant());
      assertThat(other.post("/v1/customers", "name=Ada", "Idempotency-Key", "k").body())
          .isEqualTo(first.body());
      other.sandbox.advance(Duration.ofHours(23));
      assertThat(other.retrieve(open.getId()).getStatus()).isEqualTo("expired");
      assertThat(other.stripe.v1().prices().list().getData()).hasSize(3);
    }
  }

  @Test
  void takesAStateToAnotherAccountOverHttp() throws Exception {
    Session session = fixture.create(Fixture.payment());
    String exported = send("GET", "/_sandbox/state", fixture.sandbox.secretKey(), "").body();
    assertThat(exported).doesNotContain("sk_test_");

    HttpResponse<String> answer = send("POST", "/_sandbox/state", "sk_test_other", exported);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(
            fixture
                .client("sk_test_other")
                .v1()
                .checkout()
                .sessions()
                .retrieve(session.getId())
                .getStatus())
        .isEqualTo("open");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{}",
        "{\"version\":1,\"now\":1} x",
        "{\"version\":1,\"now\":1,\"changes\":{}}",
        "{\"version\":2,\"now\":1,\"changes\":[]}",
        "{\"version\":1,\"now\":\"x\",\"changes\":[]}",
        "{\"version\":1,\"now\":9223372036854775807,\"changes\":[]}",
        "{\"version\":1,\"now\":1,\"changes\":[{\"put\":\"price\",\"object\":{}}]}",
        "{\"version\":1,\"now\":1,\"changes\":[{\"due\":\"x\"}]}",
        "{\"version\":1,\"now\":1,\"changes\":[{\"key\":\"k\"}]}",
        "{\"version\":1,\"now\":1,\"changes\":[7]}",
      })
  void refusesWhatWasNotExportedAndChangesNothing(String body) throws Exception {
    Session session = fixture.create(Fixture.payment());

    HttpResponse<String> answer =
        send("POST", "/_sandbox/state", fixture.sandbox.secretKey(), body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThatThrownBy(() -> fixture.sandbox.importState(body))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(fixture.retrieve(session.getId()).getStatus()).isEqualTo("open");
  }

  @Test
  void createsAPriceWithAChosenId() throws Exception {
    String form = "id=price_x&product_name=Box&currency=eur&unit_amount=500&interval=year";

    assertThat(fixture.post("/_sandbox/prices", form).statusCode()).isEqualTo(200);
    assertThat(fixture.post("/_sandbox/prices", form).statusCode()).isEqualTo(200);
    fixture.sandbox.addPrice(new SeedPrice("price_y", "Bag", "usd", 700, null));

    Price price = fixture.v1.prices().retrieve("price_x");
    assertThat(price.getUnitAmount()).isEqualTo(500);
    assertThat(price.getRecurring().getInterval()).isEqualTo("year");
    assertThat(fixture.v1.products().retrieve(price.getProduct()).getName()).isEqualTo("Box");
    assertThat(fixture.v1.prices().list().getData()).hasSize(5);
    assertThat(fixture.post("/_sandbox/prices", form.replace("price_x", "a/b")).statusCode())
        .isEqualTo(400);
  }

  @Test
  void remembersWhatItWasAsked() throws Exception {
    fixture.post("/v1/customers", "name=Ada", "Idempotency-Key", "k");
    fixture.post("/v1/customers", "name=Ada", "Idempotency-Key", "k");
    fixture.post("/v1/customers", "nam=secret");

    JsonNode all = requests("");
    assertThat(all).hasSize(3);
    JsonNode refused = all.get(0);
    assertThat(refused.get("status").intValue()).isEqualTo(400);
    assertThat(refused.get("error").get("code").textValue()).isEqualTo("parameter_unknown");
    assertThat(refused.get("error").get("param").textValue()).isEqualTo("nam");
    assertThat(refused.get("id").textValue()).startsWith("req_");
    assertThat(all.get(1).get("replayed").booleanValue()).isTrue();
    assertThat(all.get(2).get("replayed").booleanValue()).isFalse();
    assertThat(all.get(2).get("idempotency_key").textValue()).isEqualTo("k");
    assertThat(all.get(2).get("error").isNull()).isTrue();
    assertThat(all.toString()).doesNotContain("sk_test_").doesNotContain("secret");
    assertThat(requests("?limit=1")).hasSize(1);
    assertThat(requests("?status=200")).hasSize(2);
  }

  @Test
  void showsAnAccountItsOwnRequestsOnly() throws Exception {
    fixture.client("sk_test_other").v1().customers().create();

    assertThat(requests("")).isEmpty();
    assertThat(fixture.sandbox.requests())
        .singleElement()
        .satisfies(entry -> assertThat(entry.toString()).doesNotContain("sk_test_"));
  }

  @Test
  void remembersADroppedConnection() throws Exception {
    fixture.sandbox.faults().add(FaultRule.on("/v1/customers", Kind.DROP_AFTER_COMMIT));

    assertThatThrownBy(() -> fixture.v1.customers().list());

    assertThat(fixture.sandbox.requests())
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.status()).isZero());
  }

  @Test
  void forgetsTheOldestRequests() throws Exception {
    for (int i = 0; i <= RequestLog.SIZE; i++) {
      fixture.raw("GET", "/v1/n" + i, "");
    }

    assertThat(fixture.sandbox.requests()).hasSize(RequestLog.SIZE);
    assertThat(fixture.sandbox.requests().get(0).path()).isEqualTo("/v1/n" + RequestLog.SIZE);
  }

  @Test
  void describesItselfForAPerson() {
    assertThat(fixture.sandbox.describe())
        .contains(fixture.sandbox.baseUrl().toString())
        .contains(fixture.sandbox.secretKey())
        .contains("in memory");
  }

  private JsonNode requests(String query) throws Exception {
    HttpResponse<String> answer =
        send("GET", "/_sandbox/requests" + query, fixture.sandbox.secretKey(), "");
    return new ObjectMapper().readTree(answer.body()).get("data");
  }

  private HttpResponse<String> send(String method, String path, String key, String body)
      throws Exception {
    return fixture.raw(
        method, path, body, "Authorization", "Bearer " + key, "Content-Type", "application/json");
  }
}
