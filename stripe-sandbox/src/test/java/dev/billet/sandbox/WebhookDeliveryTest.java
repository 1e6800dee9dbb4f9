package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.exception.SignatureVerificationException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Event;
import com.stripe.model.WebhookEndpoint;
import com.stripe.model.checkout.Session;
import com.stripe.net.Webhook;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.WebhookEndpointCreateParams.EnabledEvent;
import com.stripe.param.WebhookEndpointUpdateParams;
import dev.billet.sandbox.Receiver.Received;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How events get to webhook endpoints. */
final class WebhookDeliveryTest {

  private static final String PAYS = "4242424242424242";
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
  void verifiesWithStripesClient() throws Exception {
    customer("Ada");
    Received received = receiver.next();
    Event event = received.event(fixture.sandbox.webhookSecret());

    assertThat(received.contentType()).isEqualTo("application/json; charset=utf-8");
    assertThat(received.userAgent()).startsWith("Stripe/1.0");
    assertThat(event.getType()).isEqualTo("customer.created");
    assertThat(event.getPendingWebhooks()).isEqualTo(1);
    assertThat(event.getDataObjectDeserializer().getObject().orElseThrow())
        .isInstanceOfSatisfying(
            Customer.class, customer -> assertThat(customer.getName()).isEqualTo("Ada"));
    assertThat(received.body()).startsWith("{\n  \"id\": \"evt_");
  }

  @Test
  void verifiesEveryEventOfAPurchaseInItsOrder() throws Exception {
    Session session = fixture.create(Fixture.subscription());
    fixture.pay(session.getUrl(), PAYS);
    List<Event> listed =
        fixture
            .stripe
            .v1()
            .events()
            .list(EventListParams.builder().setCreated(now()).setLimit(100L).build())
            .getData();
    List<String> sent = new ArrayList<>();
    while (!sent.contains("checkout.session.completed")) {
      sent.add(receiver.next().event(fixture.sandbox.webhookSecret()).getType());
    }

    assertThat(sent)
        .containsSubsequence(
            "customer.created",
            "customer.subscription.created",
            "invoice.created",
            "invoice.finalized",
            "invoice.paid",
            "checkout.session.completed");
    assertThat(listed.stream().map(Event::getType)).containsAll(sent);
  }

  @Test
  void datesItsSignaturesByTheRealTimeWhateverItsOwnClockShows() throws Exception {
    fixture.sandbox.advance(Duration.ofDays(400));
    customer("Ada");
    Event event = receiver.next().event(fixture.sandbox.webhookSecret());

    assertThat(event.getCreated()).isEqualTo(fixture.sandbox.clock().instant().getEpochSecond());
  }

  @Test
  void tellsOnlyWhoWantsToHear() throws Exception {
    try (Receiver other = new Receiver()) {
      WebhookEndpoint endpoint = endpoint(other, EnabledEvent.PRODUCT__CREATED);
      customer("Ada");
      fixture.post("/v1/products", "name=Tea");
      Event product = other.next().event(endpoint.getSecret());

      assertThat(product.getType()).isEqualTo("product.created");
      assertThat(product.getPendingWebhooks()).isEqualTo(2);
      assertThat(receiver.next(2).stream().map(Received::type))
          .containsExactly("customer.created", "product.created");
      assertThat(other.rest()).isEmpty();
    }
  }

  @Test
  void tellsNobodyWhoIsDisabledOrOfAnotherAccount() throws Exception {
    try (Receiver other = new Receiver()) {
      WebhookEndpoint endpoint = endpoint(other, EnabledEvent.ALL);
      fixture
          .stripe
          .v1()
          .webhookEndpoints()
          .update(
              endpoint.getId(), WebhookEndpointUpdateParams.builder().setDisabled(true).build());
      fixture
          .client("sk_test_other")
          .v1()
          .customers()
          .create(CustomerCreateParams.builder().setName("Eve").build());
      customer("Ada");

      assertThat(receiver.next().body()).contains("\"Ada\"");
      settled();
      assertThat(receiver.rest()).isEmpty();
      assertThat(other.rest()).isEmpty();
    }
  }

  @Test
  void signsWithBothSecretsWhileOneReplacesTheOther() throws Exception {
    WebhookEndpoint endpoint = endpoint(receiver, EnabledEvent.CUSTOMER__CREATED);
    fixture.sandbox.webhooks().rollSecret(configured(), Duration.ZERO);
    String renewed = fixture.sandbox.webhooks().rollSecret(endpoint.getId(), Duration.ofHours(1));
    customer("Ada");
    Received both = signedBy(renewed);

    assertThat(both.signature()).matches("t=\\d+,v1=[0-9a-f]{64},v1=[0-9a-f]{64}");
    assertThat(both.event(endpoint.getSecret()).getId()).isEqualTo(both.event(renewed).getId());

    settled();
    receiver.rest();
    fixture.clock.advance(Duration.ofHours(1));
    customer("Bob");
    Received one = signedBy(renewed);

    assertThat(one.signature()).matches("t=\\d+,v1=[0-9a-f]{64}");
    assertThat(isSignedBy(one, endpoint.getSecret())).isFalse();
    assertThat(
            catchThrowableOfType(
                IllegalArgumentException.class,
                () ->
                    fixture.sandbox.webhooks().rollSecret(endpoint.getId(), Duration.ofHours(25))))
        .hasMessageContaining("24 hours");
  }

  @Test
  void triesThreeTimesByItsClockAndSignsEachAnew() throws Exception {
    MovableClock signing = new MovableClock();
    restart(
        Sandbox.builder()
            .webhook(receiver.url("/hook"), "customer.*")
            .webhooks(webhooks -> webhooks.signing(signing)));
    receiver.statuses(500, 404, 200);
    customer("Ada");
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
    customer("Ada");
    until("pending", 1);
    fixture.clock.advance(FIRST);
    until("pending", 2);
    fixture.clock.advance(SECOND);
    until("failed", 3);
    fixture.clock.advance(Duration.ofDays(1));
    receiver.statuses(200);
    customer("Bob");
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
    customer("Ada");
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
    customer("Ada");
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
    customer("Ada");
    until("failed", 1);

    assertThat(fixture.sandbox.webhooks().deliveries().get(0).at("/attempts/0/error").textValue())
        .isEqualTo("Nothing can be connected to there.");
  }

  @Test
  void keepsOnlyTheBeginningOfALongAnswer() throws Exception {
    receiver.behave((exchange, n) -> Receiver.answer(exchange, 200, "x".repeat(100_000)));
    customer("Ada");
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
    customer("Ada");
    until("failed", 3);

    assertThat(receiver.next(3)).hasSize(3);
  }

  @Test
  void doesNotKeepTheApiWaiting() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    receiver.behave(
        (exchange, n) -> {
          release.await();
          Receiver.answer(exchange, 200, "");
        });
    try (Receiver quick = new Receiver()) {
      endpoint(quick, EnabledEvent.ALL);
      for (int i = 0; i < 20; i++) {
        customer("Ada");
      }

      assertThat(quick.next(20)).hasSize(20);
      assertThat(receiver.next(1)).hasSize(1);
      assertThat(receiver.rest()).as("one at a time").isEmpty();
      release.countDown();
      assertThat(receiver.next(19)).hasSize(19);
    }
  }

  @Test
  void leavesInTheLogWhatItCannotHoldAndTakesItUpInOrder() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    receiver.behave(
        (exchange, n) -> {
          release.await();
          Receiver.answer(exchange, 200, "");
        });
    restart(Sandbox.builder().webhook(receiver.url("/hook")).webhooks(set -> set.held(3)));
    for (int i = 0; i < 20; i++) {
      customer("Ada " + i);
    }
    List<String> waiting =
        fixture.sandbox.webhooks().deliveries().stream()
            .map(delivery -> delivery.get("event").textValue())
            .toList();
    release.countDown();

    assertThat(waiting).hasSize(20);
    List<String> received = new ArrayList<>(receiver.next(20).stream().map(Received::id).toList());
    Collections.reverse(received);
    assertThat(received).isEqualTo(waiting);
  }

  @Test
  void sendsAgainToOneEndpoint() throws Exception {
    try (Receiver other = new Receiver()) {
      WebhookEndpoint endpoint = endpoint(other, EnabledEvent.PRODUCT__CREATED);
      customer("Ada");
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

  @Test
  void deliversNothingOfAnOperationThatWasTakenBack() throws Exception {
    String form =
        "mode=payment&success_url=https://x.example/ok&line_items[0][quantity]=1&line_items[0][price_data][currency]=usd&line_items[0][price_data][unit_amount]=1&line_items[0][price_data][product_data][name]=Gum";
    assertThat(fixture.post("/v1/checkout/sessions", form).body()).contains("amount_too_small");
    customer("Ada");

    assertThat(receiver.next().type()).isEqualTo("customer.created");
    assertThat(fixture.sandbox.webhooks().deliveries()).hasSize(1);
  }

  @Test
  void sendsTheBuyerOnOnlyAfterTheAnswer() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    receiver.behave(
        (exchange, n) -> {
          release.await();
          Receiver.answer(exchange, 200, "");
        });
    restart(Sandbox.builder().webhook(receiver.url("/hook"), "checkout.session.completed"));
    Session session = fixture.create(Fixture.payment());
    CompletableFuture<HttpResponse<String>> page =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return fixture.pay(session.getUrl(), PAYS);
              } catch (Exception e) {
                throw new IllegalStateException(e);
              }
            });
    receiver.next();

    assertThat(fixture.retrieve(session.getId()).getStatus()).isEqualTo("complete");
    assertThat(page).isNotDone();
    release.countDown();
    assertThat(page.get().statusCode()).isEqualTo(303);
  }

  @Test
  void sendsTheBuyerOnWithoutAnAnswerAfterAWhile() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    receiver.behave((exchange, n) -> release.await());
    restart(
        Sandbox.builder()
            .webhook(receiver.url("/hook"))
            .webhooks(set -> set.redirectWait(Duration.ofMillis(50))));

    assertThat(fixture.pay(fixture.create(Fixture.payment()).getUrl(), PAYS).statusCode())
        .isEqualTo(303);
    release.countDown();
  }

  @Test
  void tellsOfAnExpiryWithoutAnyRequest() throws Exception {
    Session session = fixture.create(Fixture.payment());
    fixture.clock.advance(Duration.ofDays(1));

    assertThat(receiver.next().body()).contains("checkout.session.expired", session.getId());
  }

  private void restart(Sandbox.Builder builder) {
    fixture.close();
    fixture = new Fixture(builder);
  }

  private void customer(String name) throws StripeException {
    fixture.stripe.v1().customers().create(CustomerCreateParams.builder().setName(name).build());
  }

  private WebhookEndpoint endpoint(Receiver at, EnabledEvent event) throws StripeException {
    return fixture
        .stripe
        .v1()
        .webhookEndpoints()
        .create(
            WebhookEndpointCreateParams.builder()
                .setUrl(at.url("/api").toString())
                .addEnabledEvent(event)
                .build());
  }

  /** Returns the id of the endpoint that the sandbox was started with. */
  private String configured() {
    return fixture.sandbox.webhooks().add(receiver.url("/hook"));
  }

  /** Returns the next webhook that this secret has signed. */
  private Received signedBy(String secret) throws Exception {
    Received next = receiver.next();
    while (!isSignedBy(next, secret)) {
      next = receiver.next();
    }
    return next;
  }

  private boolean isSignedBy(Received received, String secret) throws Exception {
    try {
      return Webhook.Signature.verifyHeader(received.body(), received.signature(), secret, 300);
    } catch (SignatureVerificationException e) {
      return false;
    }
  }

  private void settled() throws Exception {
    Await.until(
        "settled",
        () ->
            fixture.sandbox.webhooks().deliveries().stream()
                .noneMatch(delivery -> delivery.get("status").asText().equals("pending")));
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
    return Math.toIntExact(
        fixture.stripe.v1().events().list().getData().get(0).getPendingWebhooks());
  }

  private List<String> names(EventListParams.Builder params) throws StripeException {
    Set<String> names = new HashSet<>();
    for (Event event : fixture.stripe.v1().events().list(params.build()).getData()) {
      Customer customer = (Customer) event.getDataObjectDeserializer().getObject().orElseThrow();
      names.add(customer.getName());
    }
    return List.copyOf(names);
  }

  private long now() {
    return fixture.clock.instant().getEpochSecond();
  }
}
