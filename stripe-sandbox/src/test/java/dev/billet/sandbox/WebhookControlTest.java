package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.billet.sandbox.Receiver.Received;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Webhooks under control: over HTTP, through a reset, and through a restart. */
final class WebhookControlTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Receiver receiver = new Receiver();
  private Fixture fixture = new Fixture(Sandbox.builder().webhook(receiver.url("/hook")));

  @AfterEach
  void stop() {
    fixture.close();
    receiver.close();
  }

  @Test
  void listsDeliveriesByWhatTheyAreAndOnlyOnesOwn() throws Exception {
    fixture.post("/v1/customers", "name=Ada");
    fixture.post("/v1/products", "name=Tea");
    receiver.next(2);
    Await.until("settled", () -> deliveries("?status=succeeded").size() == 2);
    JsonNode one = deliveries("?event_type=customer.created").get(0);

    assertThat(deliveries("?limit=1")).hasSize(1);
    assertThat(deliveries("?event_type=customer.created&status=failed")).isEmpty();
    assertThat(one.get("url").textValue()).isEqualTo(receiver.url("/hook").toString());
    assertThat(one.at("/attempts/0/status").intValue()).isEqualTo(200);
    assertThat(one.at("/attempts/0/answer").textValue()).isEqualTo("ok");
    HttpResponse<String> others =
        fixture.raw(
            "GET", "/_sandbox/deliveries", "", "Authorization", "Bearer sk_test_somebodyElse");
    assertThat(JSON.readTree(others.body()).get("data")).isEmpty();
  }

  @Test
  void sendsAgain() throws Exception {
    fixture.post("/v1/customers", "name=Ada");
    String event = receiver.next().id();
    JsonNode delivery = deliveries("?event=" + event).get(0);
    String form = "webhook_endpoint=" + delivery.get("webhook_endpoint").textValue();
    JsonNode again = json(fixture.post("/_sandbox/events/" + event + "/resend", form));

    assertThat(again.get("id")).isEqualTo(delivery.get("id"));
    assertThat(receiver.next().id()).isEqualTo(event);
    assertThat(fixture.post("/_sandbox/events/evt_none/resend", form).statusCode()).isEqualTo(404);
    assertThat(
            fixture
                .post("/_sandbox/events/" + event + "/resend", "webhook_endpoint=we_none")
                .body())
        .contains("No such webhook_endpoint: 'we_none'");
  }

  @Test
  void rollsASecret() throws Exception {
    String endpoint = fixture.sandbox.webhooks().add(receiver.url("/hook"));
    String path = "/_sandbox/webhook_endpoints/" + endpoint + "/roll_secret";
    String secret = json(fixture.post(path, "overlap=60")).get("secret").textValue();
    fixture.post("/v1/customers", "name=Ada");
    Received received = receiver.next();

    assertThat(secret).startsWith("whsec_").isNotEqualTo(fixture.sandbox.webhookSecret());
    assertThat(received.event(secret).getId())
        .isEqualTo(received.event(fixture.sandbox.webhookSecret()).getId());
    assertThat(fixture.post(path, "overlap=86401").statusCode()).isEqualTo(400);
  }

  @Test
  void addsListsAndRemovesTrouble() throws Exception {
    JsonNode rule =
        json(fixture.post("/_sandbox/delivery_faults", "events=customer.*&kind=drop&times=1"));
    fixture.post("/v1/customers", "name=Ada");
    fixture.post("/v1/customers", "name=Bob");

    assertThat(receiver.next().body()).contains("\"Bob\"");
    assertThat(get("/_sandbox/delivery_faults").at("/data/0/met").intValue()).isEqualTo(1);
    assertThat(delete("/_sandbox/delivery_faults/" + rule.get("id").textValue()).statusCode())
        .isEqualTo(200);
    assertThat(delete("/_sandbox/delivery_faults/" + rule.get("id").textValue()).statusCode())
        .isEqualTo(404);
    fixture.post("/_sandbox/delivery_faults", "events=*&kind=delay&delay=5");
    delete("/_sandbox/delivery_faults");
    assertThat(get("/_sandbox/delivery_faults").get("data")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "events=*&kind=lose,kind",
    "kind=drop,events",
    "events=a+b&kind=drop,not an event type",
    "events=*&kind=drop&probability=2,a probability is above 0",
    "events=*&kind=delay&delay=0,delay",
  })
  void refusesTroubleThatMakesNoSense(String form, String message) throws Exception {
    HttpResponse<String> answer = fixture.post("/_sandbox/delivery_faults", form);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains(message);
  }

  @Test
  void keepsItsEndpointsThroughAReset() throws Exception {
    try (Receiver later = new Receiver()) {
      fixture.sandbox.webhooks().add(later.url("/hook"), "customer.created");
      fixture.post("/_sandbox/delivery_faults", "events=*&kind=drop");
      fixture.sandbox.reset();
      fixture.post("/v1/customers", "name=Ada");

      assertThat(later.next().type()).isEqualTo("customer.created");
      assertThat(receiver.next().type()).isEqualTo("customer.created");
    }
  }

  @Test
  void goesOnAfterARestartWithWhatWasLeftToTry(@TempDir Path directory) throws Exception {
    Path data = directory.resolve("sandbox.data");
    restart(Sandbox.builder().data(data).webhook(receiver.url("/hook")));
    receiver.statuses(500);
    fixture.post("/v1/customers", "name=Ada");
    String event = receiver.next().id();
    Await.until("put off", () -> deliveries("").get(0).get("next_attempt").isNumber());
    receiver.statuses(200);
    restart(Sandbox.builder().data(data).webhook(receiver.url("/hook")));
    fixture.clock.advance(Duration.ofSeconds(10));

    assertThat(receiver.next().id()).isEqualTo(event);
    Await.until("told", () -> deliveries("?status=succeeded").size() == 1);
    assertThat(List.of(fixture.v1.webhookEndpoints().list().getData())).hasSize(1);
  }

  private void restart(SandboxBuilder builder) {
    fixture.close();
    fixture = new Fixture(builder);
  }

  private JsonNode deliveries(String query) throws IOException, InterruptedException {
    return get("/_sandbox/deliveries" + query).get("data");
  }

  private JsonNode get(String path) throws IOException, InterruptedException {
    return json(
        fixture.raw("GET", path, "", "Authorization", "Bearer " + fixture.sandbox.secretKey()));
  }

  private HttpResponse<String> delete(String path) throws IOException, InterruptedException {
    return fixture.raw(
        "DELETE", path, "", "Authorization", "Bearer " + fixture.sandbox.secretKey());
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }
}
