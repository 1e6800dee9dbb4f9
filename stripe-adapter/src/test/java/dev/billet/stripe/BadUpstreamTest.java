package dev.billet.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.checkout.CheckoutException;
import dev.billet.checkout.CheckoutSession;
import dev.billet.checkout.Deadline;
import dev.billet.checkout.Failure.Kind;
import dev.billet.checkout.SessionOrder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Upstreams that are slow, silent, or break off. The read timeout is ten seconds throughout and the
 * deadline a fraction of one, so a call that only minds silence fails these tests by the clock.
 */
@Timeout(value = 8, threadMode = ThreadMode.SEPARATE_THREAD)
class BadUpstreamTest {

  private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";

  static Stream<Named<FakeUpstream.Behaviour>> endless() {
    return Stream.of(
        Named.of("says nothing", (number, client) -> client.hang()),
        Named.of("drips a status line", (number, client) -> client.drip("H")),
        Named.of(
            "drips headers",
            (number, client) -> {
              client.write(HEAD);
              client.drip("X-More: and more\r\n");
            }),
        Named.of(
            "drips a counted body",
            (number, client) -> {
              client.write(HEAD + "Content-Length: 100000\r\n\r\n");
              client.drip(" ");
            }),
        Named.of(
            "drips a chunked body",
            (number, client) -> {
              client.write(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
              client.drip("1\r\n \r\n");
            }),
        Named.of(
            "drips a body without an end",
            (number, client) -> {
              client.write(HEAD + "Connection: close\r\n\r\n");
              client.drip(" ");
            }),
        Named.of(
            "says to go on and on",
            (number, client) -> client.drip("HTTP/1.1 100 Continue\r\n\r\n")),
        Named.of(
            "stops halfway",
            (number, client) -> {
              client.write(HEAD + "Content-Length: 100\r\n\r\n{\"id\":");
              client.hang();
            }));
  }

  @ParameterizedTest
  @MethodSource("endless")
  void endsAtTheDeadline(FakeUpstream.Behaviour behaviour) throws IOException {
    assertThat(failure(behaviour, 2, Orders.soon()).failure().kind())
        .isEqualTo(Kind.UPSTREAM_TIMEOUT);
  }

  @Test
  void readsAnAnswerOfTheLargestSize() throws IOException {
    String body = Orders.SESSION + " ".repeat(StripeTransport.MAX_ANSWER - Orders.SESSION.length());
    try (FakeUpstream upstream = FakeUpstream.answering(200, body);
        StripePayments payments = Orders.payments(upstream.url(), 0)) {
      assertThat(payments.createCheckoutSession(Orders.of(Orders.PLAN), Orders.far()).id())
          .isEqualTo("cs_test_1");
    }
  }

  @Test
  void asksNothingOnceTheDeadlineHasPassed() throws IOException {
    try (FakeUpstream upstream = FakeUpstream.answering(200, Orders.SESSION);
        StripePayments payments = Orders.payments(upstream.url(), 2)) {
      Deadline passed = Deadline.after(Duration.ZERO);
      CheckoutException failed =
          Orders.failure(() -> payments.createCheckoutSession(Orders.of(Orders.PLAN), passed));
      assertThat(failed.failure().kind()).isEqualTo(Kind.UPSTREAM_TIMEOUT);
      assertThat(upstream.requests()).isEmpty();
    }
  }

  @Test
  void callsSilenceATimeoutEvenWhereTimeIsLeft() throws IOException {
    try (FakeUpstream upstream = new FakeUpstream((number, client) -> client.hang());
        StripePayments payments =
            new StripePayments(
                new StripeConnection(
                    new StripeSettings(
                        Orders.KEY,
                        upstream.url(),
                        Duration.ofSeconds(2),
                        Duration.ofMillis(50),
                        Duration.ofSeconds(20),
                        1),
                    Duration.ofMillis(1)))) {
      CheckoutException failed =
          Orders.failure(
              () -> payments.createCheckoutSession(Orders.of(Orders.PLAN), Orders.far()));
      assertThat(failed.failure().kind()).isEqualTo(Kind.UPSTREAM_TIMEOUT);
      assertThat(upstream.requests()).hasSize(2);
    }
  }

  static Stream<Named<FakeUpstream.Behaviour>> broken() {
    return Stream.of(
        Named.of("drops before the answer", (number, client) -> client.drop()),
        Named.of(
            "drops within the head",
            (number, client) -> {
              client.write(HEAD);
              client.drop();
            }),
        Named.of(
            "drops within the body",
            (number, client) -> {
              client.write(HEAD + "Content-Length: 100\r\n\r\n{\"id\":");
              client.drop();
            }),
        Named.of(
            "speaks another protocol",
            (number, client) -> {
              client.write("220 mail.example ESMTP\r\n");
              client.drop();
            }),
        Named.of(
            "counts wrongly",
            (number, client) -> {
              client.write(HEAD + "Transfer-Encoding: chunked\r\n\r\nmany\r\n");
              client.drop();
            }),
        Named.of(
            "sends a huge body",
            (number, client) ->
                client.answer(200, Orders.SESSION + " ".repeat(StripeTransport.MAX_ANSWER))),
        Named.of(
            "sends a huge header",
            (number, client) ->
                client.answer(200, Orders.SESSION, "X-Huge: " + "x".repeat(100_000))),
        Named.of(
            "sends very many headers",
            (number, client) ->
                client.answer(200, Orders.SESSION, "X-Many: x\r\n".repeat(10_000) + "X: y")),
        Named.of(
            "sends a body without an end",
            (number, client) -> {
              client.write(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
              while (true) {
                client.write("1000\r\n" + " ".repeat(4_096) + "\r\n");
              }
            }));
  }

  @ParameterizedTest
  @MethodSource("broken")
  void tellsAnUpstreamThatBreaksOff(FakeUpstream.Behaviour behaviour) throws IOException {
    CheckoutException failed = failure(behaviour, 1, Orders.far());
    assertThat(failed.failure().kind()).isEqualTo(Kind.UPSTREAM_FAILED);
    assertThat(failed.getMessage()).doesNotContain(Orders.KEY);
  }

  @Test
  void tellsAnUpstreamThatIsNotThere() throws IOException {
    URI nobody;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
    try (StripePayments payments = Orders.payments(nobody, 2)) {
      CheckoutException failed =
          Orders.failure(
              () -> payments.createCheckoutSession(Orders.of(Orders.PLAN), Orders.far()));
      assertThat(failed.failure().kind()).isEqualTo(Kind.UPSTREAM_FAILED);
    }
  }

  @Test
  void followsNoRedirect() throws IOException {
    try (FakeUpstream elsewhere = FakeUpstream.answering(200, Orders.SESSION)) {
      CheckoutException failed =
          failure(
              (number, client) -> client.answer(307, "", "Location: " + elsewhere.url()),
              2,
              Orders.far());
      assertThat(failed.failure().kind()).isEqualTo(Kind.UPSTREAM_FAILED);
      assertThat(elsewhere.requests()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {409, 500, 503})
  void repeatsWhatFailsInPassingUnderOneKey(int status) throws IOException {
    repeatsUnderOneKey((number, client) -> client.answer(status, "{}"));
  }

  @Test
  void repeatsWhatStripeAsksToRepeat() throws IOException {
    repeatsUnderOneKey((number, client) -> client.answer(429, "{}", "Stripe-Should-Retry: true"));
  }

  @Test
  void repeatsAfterADroppedConnection() throws IOException {
    repeatsUnderOneKey((number, client) -> client.drop());
  }

  @Test
  void doesNotRepeatWhatStripeAsksNotToRepeat() throws IOException {
    assertThat(attempts(Orders.of(Orders.PLAN), 500, "Stripe-Should-Retry: false")).isOne();
  }

  @Test
  void doesNotRepeatARefusal() throws IOException {
    assertThat(attempts(Orders.of(Orders.PLAN), 400)).isOne();
  }

  @Test
  void givesUpAfterTheLastRetry() throws IOException {
    assertThat(attempts(Orders.of(Orders.PLAN), 503)).isEqualTo(3);
  }

  @Test
  void doesNotKeepTheCallersDuplicateWaiting() throws IOException {
    assertThat(attempts(Orders.keyed(Orders.PLAN, "key-1"), 409, "Stripe-Should-Retry: true"))
        .isOne();
  }

  @Test
  void repeatsAConflictWithAnAttemptOfItsOwn() throws IOException {
    try (FakeUpstream upstream =
            new FakeUpstream(
                (number, client) -> {
                  switch (number) {
                    case 1 -> client.drop();
                    case 2 -> client.answer(409, "{}");
                    default -> client.answer(200, Orders.SESSION);
                  }
                });
        StripePayments payments = Orders.payments(upstream.url(), 2)) {
      CheckoutSession session =
          payments.createCheckoutSession(Orders.keyed(Orders.PLAN, "key-1"), Orders.far());
      assertThat(session.id()).isEqualTo("cs_test_1");
      assertThat(upstream.requests()).hasSize(3);
    }
  }

  @Test
  void doesNotWaitForATimeThatWillNotCome() throws IOException {
    try (FakeUpstream upstream = FakeUpstream.answering(503, "{}");
        StripePayments payments =
            new StripePayments(
                new StripeConnection(Orders.settings(upstream.url(), 2), Duration.ofMinutes(1)))) {
      CheckoutException failed =
          Orders.failure(
              () -> payments.createCheckoutSession(Orders.of(Orders.PLAN), Orders.soon()));
      assertThat(failed.failure().kind()).isEqualTo(Kind.UPSTREAM_FAILED);
      assertThat(upstream.requests()).hasSize(1);
    }
  }

  @Test
  void keepsServingAfterAnUpstreamHasFailed() throws IOException {
    try (FakeUpstream upstream =
            new FakeUpstream(
                (number, client) -> {
                  if (number == 1) {
                    client.write(HEAD + "Content-Length: 100\r\n\r\n{");
                    client.hang();
                  }
                  client.answer(200, Orders.SESSION);
                });
        StripePayments payments = Orders.payments(upstream.url(), 0)) {
      SessionOrder order = Orders.of(Orders.PLAN);
      assertThat(Orders.failure(() -> payments.createCheckoutSession(order, Orders.soon())))
          .isNotNull();
      assertThat(payments.createCheckoutSession(order, Orders.far()).id()).isEqualTo("cs_test_1");
    }
  }

  private static void repeatsUnderOneKey(FakeUpstream.Behaviour first) throws IOException {
    try (FakeUpstream upstream =
            new FakeUpstream(
                (number, client) -> {
                  if (number == 1) {
                    first.answer(number, client);
                  } else {
                    client.answer(200, Orders.SESSION);
                  }
                });
        StripePayments payments = Orders.payments(upstream.url(), 2)) {
      payments.createCheckoutSession(Orders.of(Orders.PLAN), Orders.far());
      assertThat(upstream.requests()).hasSize(2);
      assertThat(upstream.requests().get(1)).isEqualTo(upstream.requests().get(0));
    }
  }

  private static int attempts(SessionOrder order, int status, String... headers)
      throws IOException {
    try (FakeUpstream upstream = FakeUpstream.answering(status, "{}", headers);
        StripePayments payments = Orders.payments(upstream.url(), 2)) {
      assertThat(Orders.failure(() -> payments.createCheckoutSession(order, Orders.far())))
          .isNotNull();
      return upstream.requests().size();
    }
  }

  private static CheckoutException failure(
      FakeUpstream.Behaviour behaviour, int maxRetries, Deadline deadline) throws IOException {
    try (FakeUpstream upstream = new FakeUpstream(behaviour);
        StripePayments payments = Orders.payments(upstream.url(), maxRetries)) {
      return Orders.failure(() -> payments.createCheckoutSession(Orders.of(Orders.PLAN), deadline));
    }
  }
}
