package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.ApiException;
import com.stripe.exception.IdempotencyException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.net.RequestOptions;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.ProductCreateParams;
import dev.billet.sandbox.http.Faults;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an idempotency key makes of a second request. */
final class IdempotencyTest {

  private static final String PATH = "/v1/customers";

  private final Trouble trouble = new Trouble();
  private final Fixture fixture = new Fixture(Sandbox.builder().faults(trouble));

  @AfterEach
  void stop() {
    trouble.release.countDown();
    fixture.close();
  }

  @Test
  void givesTheSameAnswerAgain() throws Exception {
    HttpResponse<String> first = fixture.post(PATH, "name=Ada", "Idempotency-Key", "k1");
    HttpResponse<String> second = fixture.post(PATH, "name=Ada", "Idempotency-Key", "k1");

    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body());
    assertThat(header(first, "Idempotent-Replayed")).isNull();
    assertThat(header(second, "Idempotent-Replayed")).isEqualTo("true");
    assertThat(header(second, "Idempotency-Key")).isEqualTo("k1");
    assertThat(header(second, "Original-Request")).isEqualTo(header(first, "Request-Id"));
    assertThat(header(second, "Request-Id")).isNotEqualTo(header(first, "Request-Id"));
    assertThat(fixture.v1.customers().list().getData()).hasSize(1);
  }

  @Test
  void takesTheOrderOfParametersForNothing() throws Exception {
    String first = fixture.post(PATH, "name=A&phone=1", "Idempotency-Key", "k").body();

    assertThat(fixture.post(PATH, "phone=1&name=A", "Idempotency-Key", "k").body())
        .isEqualTo(first);
  }

  @Test
  void refusesOtherParametersUnderTheSameKey() throws StripeException {
    create("Ada", "k");

    IdempotencyException error =
        catchThrowableOfType(IdempotencyException.class, () -> create("Bob", "k"));
    assertThat(error.getStatusCode()).isEqualTo(400);
    assertThat(error)
        .hasMessageContaining(
            "Keys for idempotent requests can only be used with the same parameters they were first used with.");
  }

  @Test
  void refusesAnotherEndpointUnderTheSameKey() throws StripeException {
    create("Ada", "k");

    IdempotencyException error =
        catchThrowableOfType(
            IdempotencyException.class,
            () ->
                fixture
                    .v1
                    .products()
                    .create(ProductCreateParams.builder().setName("Ada").build(), keyed("k")));
    assertThat(error).hasMessageContaining("('/v1/customers' vs '/v1/products')");
  }

  @Test
  void keepsTheKeysOfAccountsApart() throws StripeException {
    Customer ours = create("Ada", "k");
    Customer theirs =
        fixture
            .client("sk_test_other")
            .v1()
            .customers()
            .create(CustomerCreateParams.builder().setName("Bob").build(), keyed("k"));

    assertThat(theirs.getId()).isNotEqualTo(ours.getId());
  }

  @Test
  void forgetsAKeyAfterADay() throws StripeException {
    Customer first = create("Ada", "k");
    fixture.clock.advance(Duration.ofHours(24));

    assertThat(create("Bob", "k").getId()).isNotEqualTo(first.getId());
  }

  @Test
  void doesNotKeepWhatValidationRefused() throws Exception {
    assertThat(fixture.post(PATH, "nam=Ada", "Idempotency-Key", "k").statusCode()).isEqualTo(400);

    assertThat(fixture.post(PATH, "name=Ada", "Idempotency-Key", "k").statusCode()).isEqualTo(200);
  }

  @Test
  void keepsARefusalOfTheExecution() throws Exception {
    String session = "mode=payment&success_url=https://x.example&customer=cus_none";
    String form = session + "&line_items[0][price]=price_credits&line_items[0][quantity]=1";
    fixture.post("/v1/checkout/sessions", form, "Idempotency-Key", "k");
    HttpResponse<String> again =
        fixture.post("/v1/checkout/sessions", form, "Idempotency-Key", "k");

    assertThat(again.statusCode()).isEqualTo(400);
    assertThat(header(again, "Idempotent-Replayed")).isEqualTo("true");
  }

  @Test
  void keepsAFailureThatCameAfterTheChange() throws Exception {
    trouble.failAfter = true;
    HttpResponse<String> first = fixture.post(PATH, "name=Ada", "Idempotency-Key", "k");
    trouble.failAfter = false;
    HttpResponse<String> second = fixture.post(PATH, "name=Ada", "Idempotency-Key", "k");

    assertThat(first.statusCode()).isEqualTo(500);
    assertThat(first.body()).contains("api_error").doesNotContain("something broke");
    assertThat(second.statusCode()).isEqualTo(500);
    assertThat(header(second, "Idempotent-Replayed")).isEqualTo("true");
    assertThat(fixture.v1.customers().list().getData()).hasSize(1);
  }

  @Test
  void refusesARequestWhoseTwinIsInFlight() throws Exception {
    trouble.hold = true;
    CompletableFuture<HttpResponse<String>> first = CompletableFuture.supplyAsync(this::keyedPost);
    assertThat(trouble.held.await(10, TimeUnit.SECONDS)).isTrue();

    StripeException error = catchThrowableOfType(StripeException.class, () -> create("Ada", "k"));
    assertThat(error).isInstanceOf(ApiException.class);
    assertThat(error.getStatusCode()).isEqualTo(409);
    assertThat(error.getCode()).isEqualTo("idempotency_key_in_use");

    trouble.release.countDown();
    assertThat(first.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    assertThat(create("Ada", "k").getName()).isEqualTo("Ada");
    assertThat(fixture.v1.customers().list().getData()).hasSize(1);
  }

  @Test
  void finishesARequestInFlightBeforeItCloses() throws Exception {
    trouble.hold = true;
    CompletableFuture<HttpResponse<String>> request =
        CompletableFuture.supplyAsync(this::keyedPost);
    assertThat(trouble.held.await(10, TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Void> closing = CompletableFuture.runAsync(fixture::close);
    while (isListening()) {
      Thread.onSpinWait();
    }
    trouble.release.countDown();

    assertThat(request.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    closing.get(10, TimeUnit.SECONDS);
  }

  @Test
  void refusesAnOverlongKey() throws Exception {
    HttpResponse<String> answer =
        fixture.post(PATH, "name=Ada", "Idempotency-Key", "k".repeat(256));

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("up to 255 characters");
  }

  private HttpResponse<String> keyedPost() {
    try {
      return fixture.post(PATH, "name=Ada", "Idempotency-Key", "k");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean isListening() {
    URI base = fixture.sandbox.baseUrl();
    try (Socket socket = new Socket(base.getHost(), base.getPort())) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private Customer create(String name, String key) throws StripeException {
    return fixture
        .v1
        .customers()
        .create(CustomerCreateParams.builder().setName(name).build(), keyed(key));
  }

  private static RequestOptions keyed(String key) {
    return RequestOptions.builder().setIdempotencyKey(key).build();
  }

  private static @org.jspecify.annotations.Nullable String header(
      HttpResponse<String> response, String name) {
    return response.headers().firstValue(name).orElse(null);
  }

  /** Fails or holds a request when told to. */
  private static final class Trouble implements Faults {

    final CountDownLatch held = new CountDownLatch(1);
    final CountDownLatch release = new CountDownLatch(1);
    volatile boolean hold;
    volatile boolean failAfter;

    @Override
    public void before(String method, String path) {
      if (!hold) {
        return;
      }
      held.countDown();
      try {
        if (!release.await(30, TimeUnit.SECONDS)) {
          throw new IllegalStateException("was not released");
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void after(String method, String path) {
      if (failAfter) {
        throw new IllegalStateException("something broke");
      }
    }
  }
}
