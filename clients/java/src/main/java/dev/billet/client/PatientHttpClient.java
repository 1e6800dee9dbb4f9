package dev.billet.client;

import java.io.IOException;
import java.net.Authenticator;
import java.net.CookieHandler;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.PushPromiseHandler;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/**
 * Sends what the generated operations give it: with an idempotency key, within a time, and again
 * where that can help. Safe for use by many threads.
 */
final class PatientHttpClient extends HttpClient {

  private static final String IDEMPOTENCY_KEY = "Idempotency-Key";
  private static final Set<Integer> PASSING = Set.of(429, 502, 503, 504);

  private final HttpClient http;
  private final Patience patience;

  PatientHttpClient(HttpClient http, Patience patience) {
    this.http = http;
    this.patience = patience;
  }

  /**
   * Sends a request until it is answered for good.
   *
   * @throws NoAnswerException if no attempt was answered
   */
  @Override
  public <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler)
      throws IOException, InterruptedException {
    HttpRequest keyed = keyed(request);
    boolean lost = false;
    for (int failures = 0; ; ) {
      Optional<Duration> asked = Optional.empty();
      boolean last = failures == patience.retries();
      try {
        HttpResponse<byte[]> answer = attempt(keyed);
        if (last || !isPassing(answer, lost) || Patience.isTooLong(answer.headers())) {
          return BufferedAnswer.of(answer, handler);
        }
        asked = Patience.retryAfter(answer.headers());
      } catch (IOException e) {
        if (last) {
          throw new NoAnswerException(e, key(keyed));
        }
        lost = true;
      }
      Thread.sleep(Patience.pause(++failures, asked).toMillis());
    }
  }

  // A conflict after an attempt of ours was lost is that attempt, still under way.
  private static boolean isPassing(HttpResponse<?> answer, boolean lost) {
    return PASSING.contains(answer.statusCode()) || (lost && answer.statusCode() == 409);
  }

  private static HttpRequest keyed(HttpRequest request) {
    if (!request.method().equals("POST") || key(request) != null) {
      return request;
    }
    return HttpRequest.newBuilder(request, (name, value) -> true)
        .header(IDEMPOTENCY_KEY, UUID.randomUUID().toString())
        .build();
  }

  private static @Nullable String key(HttpRequest request) {
    return request.headers().firstValue(IDEMPOTENCY_KEY).orElse(null);
  }

  // A request's own timeout ends with the headers, in most releases: this one holds for a body that
  // drips, too.
  private HttpResponse<byte[]> attempt(HttpRequest request)
      throws IOException, InterruptedException {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray());
    try {
      return answer.get(patience.attempt().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new HttpTimeoutException("no answer within " + patience.attempt());
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
    } finally {
      answer.cancel(true);
    }
  }

  /** Sends a request once; the generated operations do not use it. */
  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler) {
    return http.sendAsync(keyed(request), handler);
  }

  /** Sends a request once; the generated operations do not use it. */
  @Override
  public <T> CompletableFuture<HttpResponse<T>> sendAsync(
      HttpRequest request, BodyHandler<T> handler, @Nullable PushPromiseHandler<T> pushes) {
    return http.sendAsync(keyed(request), handler, pushes);
  }

  @Override
  public Optional<CookieHandler> cookieHandler() {
    return http.cookieHandler();
  }

  @Override
  public Optional<Duration> connectTimeout() {
    return http.connectTimeout();
  }

  @Override
  public Redirect followRedirects() {
    return http.followRedirects();
  }

  @Override
  public Optional<ProxySelector> proxy() {
    return http.proxy();
  }

  @Override
  public SSLContext sslContext() {
    return http.sslContext();
  }

  @Override
  public SSLParameters sslParameters() {
    return http.sslParameters();
  }

  @Override
  public Optional<Authenticator> authenticator() {
    return http.authenticator();
  }

  @Override
  public Version version() {
    return http.version();
  }

  @Override
  public Optional<Executor> executor() {
    return http.executor();
  }
}
