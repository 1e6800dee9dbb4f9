package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Event;
import com.stripe.model.WebhookEndpoint;
import com.stripe.param.EventListParams;
import com.stripe.param.WebhookEndpointCreateParams.EnabledEvent;
import dev.billet.sandbox.Receiver.Received;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is taken for an answer to a webhook, and when it is sent again. */
final class WebhookRetryTest {

  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration SECOND = Duration.ofSeconds(100);

  private final Receiver receiver = new Receiver();
  private Fixture fixture = new Fixture(Sandbox.builder().webhook(receiver.url("/hook")));

  @AfterEach
  void stop() {
    fixture.close();
    receiver.close();
  }

  @Test
  void triesThreeTimesByItsClockAndSignsEachAnew() throws Exception {
    MovableClock signing = new MovableClock();
    restart(
        Sandbox.builder()
            .webhook(receiver.url("/hook"), "customer.*")
            .webhooks(webhooks -> webhooks.signing(signing)));
    receiver.statuses(500, 404, 200);
    fixture.customer("Ada");
    Received first = receiver.next();
    until("pending", 1);
    fixture.clock.advance(FIRST.minusSeconds(1));
    assertThat(pending()).isEqualTo(1);
    signing.advance(FIRST);
    fixture.clock.advance(Duration.ofSeconds(1));
    Received second = receiver.next();
    until("pending", 2);
    signing.advance(SECOND);
    fixture.clock.advance(SECOND);
    Received third = receiver.next();
    until("succeeded", 3);
    ObjectNode delivery = fixture.sandbox.webhooks().deliveries().get(0);

    assertThat(List.of(second.id(), third.id())).containsOnly(first.id());
    assertThat(Set.of(first.signature(), second.signature(), third.signature())).hasSize(3);
    third.event(fixture.sandbox.webhookSecret(), signing);
    assertThat(delivery.at("/attempts/0/status").intValue()).isEqualTo(500);
    assertThat(delivery.at("/attempts/0/answer").textValue()).isEqualTo("answer 1");
    assertThat(delivery.at("/attempts/1/status").intValue()).isEqualTo(404);
    assertThat(delivery.at("/attempts/1/at").longValue())
        .isEqualTo(delivery.at("/attempts/0/at").longValue() + 10);
    assertThat(delivery.at("/attempts/2/status").intValue()).isEqualTo(200);
    assertThat(delivery.get("next_attempt").isNull()).isTrue();
    assertThat(pending()).isZero();
  }

  @Test
  void givesUpAfterTheLastTryAndShowsTheEventAsUndelivered() throws Exception {
    receiver.statuses(500);
    fixture.customer("Ada");
    until("pending", 1);
    fixture.clock.advance(FIRST);
    until("pending", 2);
    fixture.clock.advance(SECOND);
    until("failed", 3);
    fixture.clock.advance(Duration.ofDays(1));
    receiver.statuses(200);
    fixture.customer("Bob");
    until("succeeded", 1);

    assertThat(names(EventListParams.builder().setDeliverySuccess(false))).containsExactly("Ada");
    assertThat(names(EventListParams.builder().setDeliverySuccess(true).setType("customer.*")))
        .containsExactly("Bob");
  }

  @Test
  void takesARedirectForAFailure() throws Exception {
    receiver.behave(
        (exchange, n) -> {
          exchange.getResponseHeaders().set("Location", receiver.url("/elsewhere").toString());
          Receiver.answer(exchange, 302, "");
        });
    fixture.customer("Ada");
    until("pending", 1);

    assertThat(fixture.sandbox.webhooks().deliveries().get(0).at("/attempts/0/status").intValue())
        .isEqualTo(302);
    assertThat(receiver.rest()).hasSize(1);
  }

  @Test
  void endsAnAnswerThatTakesTooLong() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    restart(
        Sandbox.builder()
            .webhook(receiver.url("/slow"))
            .webhooks(set -> set.timeout(Duration.ofMillis(200)).backOff()));
    receiver.behave(
        (exchange, n) -> {
          // The head comes in time, and the rest never.
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('x');
          exchange.getResponseBody().flush();
          release.await();
        });
    fixture.customer("Ada");
    until("failed", 1);
    release.countDown();

    assertThat(fixture.sandbox.webhooks().deliveries().get(0).at("/attempts/0/error").textValue())
        .isEqualTo("No answer within 200 ms.");
  }

  @Test
  void saysThatNobodyListens() throws Exception {
    URI nobody = receiver.url("/x");
    receiver.close();
    restart(Sandbox.builder().webhook(nobody).webhooks(set -> set.backOff()));
    fixture.customer("Ada");
    until("failed", 1);

    assertThat(fixture.sandbox.webhooks().deliveries().get(0).at("/attempts/0/error").textValue())
        .isEqualTo("Nothing can be connected to there.");
  }

  @Test
  void keepsOnlyTheBeginningOfALongAnswer() throws Exception {
    receiver.behave((exchange, n) -> Receiver.answer(exchange, 200, "x".repeat(100_000)));
    fixture.customer("Ada");
    until("succeeded", 1);

    assertThat(fixture.sandbox.webhooks().deliveries().get(0).at("/attempts/0/answer").textValue())
        .isEqualTo("x".repeat(1_000));
  }

  @Test
  void retriesAtOnceWhereItIsToldTo() throws Exception {
    restart(
        Sandbox.builder()
            .webhook(receiver.url("/hook"))
            .webhooks(set -> set.backOff(Duration.ZERO, Duration.ZERO)));
    receiver.statuses(500);
    fixture.customer("Ada");
    until("failed", 3);

    assertThat(receiver.next(3)).hasSize(3);
  }

  @Test
  void sendsAgainToOneEndpoint() throws Exception {
    try (Receiver other = new Receiver()) {
      WebhookEndpoint endpoint = fixture.endpoint(other.url("/api"), EnabledEvent.PRODUCT__CREATED);
      fixture.customer("Ada");
      String event = receiver.next().id();
      until("succeeded", 1);
      fixture.sandbox.webhooks().resend(event, configured());
      assertThat(receiver.next().id()).isEqualTo(event);
      until("succeeded", 2);

      fixture.sandbox.webhooks().resend(event, endpoint.getId());
      assertThat(other.next().event(endpoint.getSecret()).getId()).isEqualTo(event);
      Await.until("told", () -> pending() == 0);
      assertThat(
              catchThrowableOfType(
                  IllegalArgumentException.class,
                  () -> fixture.sandbox.webhooks().resend("evt_none", endpoint.getId())))
          .hasMessageContaining("No such event: 'evt_none'");
    }
  }

  private void restart(SandboxBuilder builder) {
    fixture.close();
    fixture = new Fixture(builder);
  }

  /** Returns the id of the endpoint that the sandbox was started with. */
  private String configured() {
    return fixture.sandbox.webhooks().add(receiver.url("/hook"));
  }

  /** Waits until the newest delivery has this status after so many tries. */
  private void until(String status, int attempts) throws Exception {
    Await.until(
        status + " after " + attempts,
        () -> {
          List<ObjectNode> deliveries = fixture.sandbox.webhooks().deliveries();
          return !deliveries.isEmpty()
              && deliveries.get(0).get("status").asText().equals(status)
              && deliveries.get(0).get("attempts").size() == attempts
              && (!status.equals("pending") || deliveries.get(0).get("next_attempt").isNumber());
        });
  }

  private int pending() throws StripeException {
    return Math.toIntExact(fixture.v1.events().list().getData().get(0).getPendingWebhooks());
  }

  private List<String> names(EventListParams.Builder params) throws StripeException {
    Set<String> names = new HashSet<>();
    for (Event event : fixture.v1.events().list(params.build()).getData()) {
      Customer customer = (Customer) event.getDataObjectDeserializer().getObject().orElseThrow();
      names.add(customer.getName());
    }
    return List.copyOf(names);
  }
}
