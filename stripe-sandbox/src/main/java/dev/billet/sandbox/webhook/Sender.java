package dev.billet.sandbox.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.billet.sandbox.api.DeliveryLog.Attempt;
import dev.billet.sandbox.api.DeliveryLog.Outcome;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends one webhook as Stripe does and says what came of it. Nothing waits in a thread; the whole
 * exchange is bounded in time, and what is kept of an answer in length.
 */
final class Sender {

  /** As Stripe sends it: two spaces deep, so that only the body's own bytes verify. */
  private static final ObjectWriter PRETTY =
      new JsonMapper()
          .writer(
              new DefaultPrettyPrinter(
                      Separators.createDefaultInstance()
                          .withObjectFieldValueSpacing(Separators.Spacing.AFTER))
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private final Clock clock;
  private final Duration timeout;
  private final ScheduledExecutorService executor;
  private final Map<Object, CompletableFuture<?>> underWay = new ConcurrentHashMap<>();
  private volatile @Nullable HttpClient client;

  /**
   * Makes a sender.
   *
   * @param clock by which signatures are dated: not one that a test puts forward, because who
   *     verifies them compares with their own
   * @param timeout how long an exchange may take in all
   * @param executor runs what follows an answer, and ends what takes too long
   */
  Sender(Clock clock, Duration timeout, ScheduledExecutorService executor) {
    this.clock = clock;
    this.timeout = timeout;
    this.executor = executor;
  }

  /** Sends; what is returned always completes, and never with an exception. */
  CompletableFuture<Outcome> send(Attempt attempt) {
    long begun = System.nanoTime();
    CompletableFuture<HttpResponse<String>> exchange;
    try {
      exchange = client().sendAsync(request(attempt), unused -> new Excerpt());
    } catch (IllegalArgumentException e) {
      return CompletableFuture.completedFuture(
          failure("The URL cannot be sent to.", Duration.ZERO));
    }
    Object key = new Object();
    underWay.put(key, exchange);
    ScheduledFuture<?> deadline =
        executor.schedule(() -> exchange.cancel(true), timeout.toMillis(), TimeUnit.MILLISECONDS);
    return exchange.handle(
        (response, error) -> {
          deadline.cancel(false);
          underWay.remove(key);
          Duration took = Duration.ofNanos(System.nanoTime() - begun);
          return response == null
              ? failure(reason(error), took)
              : new Outcome(response.statusCode(), response.body(), null, took);
        });
  }

  /** Ends every exchange that is under way. */
  void close() {
    underWay.values().forEach(exchange -> exchange.cancel(true));
  }

  private HttpRequest request(Attempt attempt) {
    String body = render(attempt);
    long now = clock.instant().getEpochSecond();
    return HttpRequest.newBuilder(attempt.url())
        .timeout(timeout)
        .header("Accept", "*/*; q=0.5, application/xml")
        .header("Cache-Control", "no-cache")
        .header("Content-Type", "application/json; charset=utf-8")
        .header("Stripe-Signature", Signature.header(attempt.secrets(), now, body))
        .header("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static String render(Attempt attempt) {
    try {
      return PRETTY.writeValueAsString(attempt.event());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree that cannot be written", e);
    }
  }

  private static Outcome failure(String reason, Duration took) {
    return new Outcome(null, "", reason, took);
  }

  private String reason(@Nullable Throwable error) {
    Throwable cause = error;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof CancellationException || cause instanceof HttpTimeoutException) {
      return "No answer within " + timeout.toMillis() + " ms.";
    }
    return cause instanceof ConnectException
        ? "Nothing can be connected to there."
        : "The connection broke before there was an answer.";
  }

  /** Made when there is first something to send: it has a thread of its own. */
  private HttpClient client() {
    HttpClient made = client;
    if (made == null) {
      synchronized (this) {
        made = client;
        if (made == null) {
          made =
              HttpClient.newBuilder()
                  .connectTimeout(timeout)
                  .executor(executor)
                  .followRedirects(HttpClient.Redirect.NEVER)
                  .version(HttpClient.Version.HTTP_1_1)
                  .build();
          client = made;
        }
      }
    }
    return Objects.requireNonNull(made);
  }
}
