package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Customer;
import com.stripe.model.Event;
import com.stripe.model.WebhookEndpoint;
import com.stripe.model.checkout.Session;
import com.stripe.net.Webhook;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.WebhookEndpointCreateParams.EnabledEvent;
import com.stripe.param.WebhookEndpointUpdateParams;
import dev.billet.sandbox.Receiver.Received;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Which events get to which webhook endpoints, in which order, and how they are signed. */
final class WebhookDeliveryTest {

  private static final String PAYS = "4242424242424242";

  private final Receiver receiver = new Receiver();
  private Fixture fixture = new Fixture(Sandbox.builder().webhook(receiver.url("/hook")));

  @AfterEach
  void stop() {
    fixture.close();
    receiver.close();
  }

  @Test
  void verifiesWithStripesClient() throws Exception {
    fixture.customer("Ada");
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
            .v1
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
    fixture.customer("Ada");
    Event event = receiver.next().event(fixture.sandbox.webhookSecret());

    assertThat(event.getCreated()).isEqualTo(fixture.sandbox.clock().instant().getEpochSecond());
  }

  @Test
  void tellsOnlyWhoWantsToHear() throws Exception {
    try (Receiver other = new Receiver()) {
      WebhookEndpoint endpoint = fixture.endpoint(other.url("/api"), EnabledEvent.PRODUCT__CREATED);
      fixture.customer("Ada");
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
      WebhookEndpoint endpoint = fixture.endpoint(other.url("/api"), EnabledEvent.ALL);
      fixture
          .v1
          .webhookEndpoints()
          .update(
              endpoint.getId(), WebhookEndpointUpdateParams.builder().setDisabled(true).build());
      fixture
          .client("sk_test_other")
          .v1()
          .customers()
          .create(CustomerCreateParams.builder().setName("Eve").build());
      fixture.customer("Ada");

      assertThat(receiver.next().body()).contains("\"Ada\"");
      settled();
      assertThat(receiver.rest()).isEmpty();
      assertThat(other.rest()).isEmpty();
    }
  }

  @Test
  void signsWithBothSecretsWhileOneReplacesTheOther() throws Exception {
    WebhookEndpoint endpoint =
        fixture.endpoint(receiver.url("/api"), EnabledEvent.CUSTOMER__CREATED);
    fixture.sandbox.webhooks().rollSecret(configured(), Duration.ZERO);
    String renewed = fixture.sandbox.webhooks().rollSecret(endpoint.getId(), Duration.ofHours(1));
    fixture.customer("Ada");
    Received both = signedBy(renewed);

    assertThat(both.signature()).matches("t=\\d+,v1=[0-9a-f]{64},v1=[0-9a-f]{64}");
    assertThat(both.event(endpoint.getSecret()).getId()).isEqualTo(both.event(renewed).getId());

    settled();
    receiver.rest();
    fixture.clock.advance(Duration.ofHours(1));
    fixture.customer("Bob");
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
  void doesNotKeepTheApiWaiting() throws Exception {
    CountDownLatch release = new CountDownLatch(1);
    receiver.behave(
        (exchange, n) -> {
          release.await();
          Receiver.answer(exchange, 200, "");
        });
    try (Receiver quick = new Receiver()) {
      fixture.endpoint(quick.url("/api"), EnabledEvent.ALL);
      for (int i = 0; i < 20; i++) {
        fixture.customer("Ada");
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
      fixture.customer("Ada " + i);
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
  void deliversNothingOfAnOperationThatWasTakenBack() throws Exception {
    String form =
        "mode=payment&success_url=https://x.example/ok&line_items[0][quantity]=1&line_items[0][price_data][currency]=usd&line_items[0][price_data][unit_amount]=1&line_items[0][price_data][product_data][name]=Gum";
    assertThat(fixture.post("/v1/checkout/sessions", form).body()).contains("amount_too_small");
    fixture.customer("Ada");

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

  private void restart(SandboxBuilder builder) {
    fixture.close();
    fixture = new Fixture(builder);
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

  private long now() {
    return fixture.clock.instant().getEpochSecond();
  }
}
