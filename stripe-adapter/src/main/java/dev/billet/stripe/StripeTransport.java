package dev.billet.stripe;

import com.stripe.Stripe;
import com.stripe.exception.ApiConnectionException;
import com.stripe.net.HttpContent;
import com.stripe.net.HttpHeaders;
import com.stripe.net.StripeRequest;
import com.stripe.net.StripeResponse;
import dev.billet.checkout.Deadline;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicHeader;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Carries single attempts to Stripe over pooled connections, each ended at its deadline whatever
 * the other side does. Safe for use by many threads; the calling thread blocks, so under virtual
 * threads it costs a connection and no more.
 *
 * <p>Apache HttpClient's timeout is one of silence: an upstream that sends a byte a second never
 * meets it. So every attempt is also cancelled from outside when its time is up.
 */
final class StripeTransport implements AutoCloseable {

  /** The largest answer that is read, in bytes; a session is a few kilobytes. */
  static final int MAX_ANSWER = 4 * 1024 * 1024;

  // A thousand callers take turns on these; more would be more than Stripe's own rate limit allows.
  private static final int MAX_CONNECTIONS = 512;
  private static final int MAX_HEADERS = 256;
  private static final int MAX_HEADER_LINE = 32 * 1024;

  // How long a connection lives, so that a change of Stripe's addresses is noticed.
  private static final TimeValue CONNECTION_LIFE = TimeValue.ofMinutes(5);

  private final CloseableHttpClient client;
  private final BoundedDnsResolver dns;
  private final Duration readTimeout;
  private final ScheduledThreadPoolExecutor deadlines =
      new ScheduledThreadPoolExecutor(1, daemons("stripe-deadline"));

  /**
   * A transport.
   *
   * @param clientDescription what {@code X-Stripe-Client-User-Agent} says
   */
  StripeTransport(StripeSettings settings, String clientDescription) {
    readTimeout = settings.readTimeout();
    dns = new BoundedDnsResolver(SystemDefaultDnsResolver.INSTANCE, settings.connectTimeout());
    client = client(connections(settings.connectTimeout(), dns), clientDescription);
    // Nearly every call ends in time, and its cancellation should not wait for the deadline.
    deadlines.setRemoveOnCancelPolicy(true);
  }

  private static PoolingHttpClientConnectionManager connections(
      Duration connectTimeout, BoundedDnsResolver dns) {
    Http1Config bounds =
        Http1Config.custom()
            .setMaxHeaderCount(MAX_HEADERS)
            .setMaxLineLength(MAX_HEADER_LINE)
            .build();
    return PoolingHttpClientConnectionManagerBuilder.create()
        .setConnectionFactory(
            ManagedHttpClientConnectionFactory.builder().http1Config(bounds).build())
        .setDnsResolver(dns)
        .setMaxConnTotal(MAX_CONNECTIONS)
        .setMaxConnPerRoute(MAX_CONNECTIONS)
        .setDefaultConnectionConfig(
            ConnectionConfig.custom()
                .setConnectTimeout(Timeout.of(connectTimeout))
                .setTimeToLive(CONNECTION_LIFE)
                .build())
        .setDefaultTlsConfig(
            TlsConfig.custom().setHandshakeTimeout(Timeout.of(connectTimeout)).build())
        .build();
  }

  private static CloseableHttpClient client(
      PoolingHttpClientConnectionManager connections, String clientDescription) {
    // What HttpClient would do on its own account is either somebody else's here (retries) or
    // nothing that an API answer should be able to set off.
    return HttpClients.custom()
        .setConnectionManager(connections)
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .disableContentCompression()
        .setUserAgent("Stripe/v1 JavaBindings/" + Stripe.VERSION + " Billet")
        .setDefaultHeaders(
            List.of(new BasicHeader("X-Stripe-Client-User-Agent", clientDescription)))
        .build();
  }

  /**
   * Makes one attempt.
   *
   * @throws ApiConnectionException where there is no answer that could be read; its cause is a
   *     {@link SocketTimeoutException} where the time ran out
   */
  StripeResponse send(StripeRequest request, Deadline deadline) throws ApiConnectionException {
    Duration left = deadline.remaining();
    if (left.isZero()) {
      throw timedOut(null);
    }
    HttpUriRequestBase attempt = attempt(request, left);
    Future<?> end =
        deadlines.schedule((Runnable) attempt::cancel, left.toNanos(), TimeUnit.NANOSECONDS);
    try {
      return answer(client.executeOpen(null, attempt, null));
    } catch (IOException e) {
      throw deadline.hasPassed() ? timedOut(e) : new ApiConnectionException("no answer: " + e, e);
    } finally {
      end.cancel(false);
      // An answer read to its end has given its connection back; any other's is closed by this.
      attempt.cancel();
    }
  }

  private HttpUriRequestBase attempt(StripeRequest request, Duration left)
      throws ApiConnectionException {
    HttpUriRequestBase attempt;
    try {
      attempt = new HttpUriRequestBase(request.method().name(), request.url().toURI());
    } catch (URISyntaxException e) {
      throw new ApiConnectionException("no URL: " + request.url(), e);
    }
    request
        .headers()
        .map()
        .forEach((name, values) -> attempt.setHeader(name, String.join(",", values)));
    HttpContent content = request.content();
    if (content != null) {
      attempt.setEntity(
          new ByteArrayEntity(
              content.byteArrayContent(), ContentType.parseLenient(content.contentType())));
    }
    attempt.setConfig(
        RequestConfig.custom()
            .setConnectionRequestTimeout(timeout(left))
            .setResponseTimeout(timeout(left.compareTo(readTimeout) < 0 ? left : readTimeout))
            .setAuthenticationEnabled(false)
            .setProtocolUpgradeEnabled(false)
            .build());
    return attempt;
  }

  // Sockets count in milliseconds and take zero for ever.
  private static Timeout timeout(Duration duration) {
    return Timeout.ofMilliseconds(Math.max(1, duration.toMillis()));
  }

  private static StripeResponse answer(ClassicHttpResponse answer)
      throws IOException, ApiConnectionException {
    Map<String, List<String>> headers = new HashMap<>();
    for (Header header : answer.getHeaders()) {
      headers.computeIfAbsent(header.getName(), name -> new ArrayList<>()).add(header.getValue());
    }
    return new StripeResponse(answer.getCode(), HttpHeaders.of(headers), body(answer.getEntity()));
  }

  private static String body(HttpEntity entity) throws IOException, ApiConnectionException {
    if (entity == null) {
      return "";
    }
    InputStream content = entity.getContent();
    byte[] bytes = content.readNBytes(MAX_ANSWER + 1);
    if (bytes.length > MAX_ANSWER) {
      throw new ApiConnectionException("the answer is larger than " + MAX_ANSWER + " bytes");
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static ApiConnectionException timedOut(@Nullable IOException e) {
    SocketTimeoutException cause = new SocketTimeoutException("the total time has run out");
    cause.initCause(e);
    return new ApiConnectionException("no answer before the deadline", cause);
  }

  /** Threads that do not keep the process alive. */
  static ThreadFactory daemons(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /** Ends everything under way. */
  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
    deadlines.shutdownNow();
    dns.close();
  }
}
