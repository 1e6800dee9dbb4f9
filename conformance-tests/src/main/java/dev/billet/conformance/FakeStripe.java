package dev.billet.conformance;

import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;

/**
 * An upstream that behaves, or misbehaves, as it is told to. It is no Stripe: it knows no state,
 * and answers with just what a client needs to be content. Safe for use by many threads.
 */
public final class FakeStripe implements AutoCloseable {

  private final Server server = new Server();
  private final ServerConnector connector;
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2);
  private final ConcurrentLinkedQueue<Runnable> held = new ConcurrentLinkedQueue<>();
  private final Set<String> heldKeys = ConcurrentHashMap.newKeySet();
  private final Queue<String> idempotencyKeys = new ConcurrentLinkedQueue<>();
  private final Semaphore arrivals = new Semaphore(0);
  private final AtomicInteger sessions = new AtomicInteger();
  private volatile Behaviour behaviour = Behaviour.content(Duration.ZERO);

  /** Starts one on a free port of this machine. */
  public FakeStripe() {
    connector = new ServerConnector(server, new HttpConnectionFactory(new HttpConfiguration()));
    connector.setHost("127.0.0.1");
    connector.setAcceptQueueSize(4096);
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            if (request.getMethod().equals("POST")) {
              idempotencyKeys.add(
                  Objects.requireNonNullElse(request.getHeaders().get("Idempotency-Key"), ""));
              arrivals.release();
            }
            behaviour.answer(FakeStripe.this, request, response, callback);
            return true;
          }
        });
    try {
      server.start();
    } catch (Exception e) {
      throw new IllegalStateException("the fake upstream did not start", e);
    }
  }

  /** Where it listens. */
  public URI url() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  /** Behaves so from now on, and forgets the requests it has seen. */
  public void behave(Behaviour behaviour) {
    this.behaviour = behaviour;
    arrivals.drainPermits();
    idempotencyKeys.clear();
    sessions.set(0);
  }

  /** How many sessions have been asked for since it was last told how to behave. */
  public int sessions() {
    return sessions.get();
  }

  /** The idempotency keys of the requests to create something since then, in order. */
  public List<String> idempotencyKeys() {
    return List.copyOf(idempotencyKeys);
  }

  /**
   * Waits until a request to create something arrives.
   *
   * @throws AssertionError if none does
   */
  public void awaitArrival() {
    try {
      if (!arrivals.tryAcquire(30, TimeUnit.SECONDS)) {
        throw new AssertionError("nothing has asked the fake upstream");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for a request", e);
    }
  }

  /** Answers what {@link Behaviour#held()} holds, and behaves well from now on. */
  public void release() {
    behave(Behaviour.content(Duration.ZERO));
    heldKeys.clear();
    for (Runnable answer = held.poll(); answer != null; answer = held.poll()) {
      answer.run();
    }
  }

  @Override
  public void close() {
    try {
      timer.shutdownNow();
      server.stop();
    } catch (Exception e) {
      throw new IllegalStateException("the fake upstream did not stop", e);
    }
  }

  private void answerWell(Request request, Response response, Callback callback) {
    String path = Request.getPathInContext(request);
    String id = UUID.randomUUID().toString().replace("-", "");
    String answer;
    boolean listed = path.equals("/v1/subscriptions") || path.equals("/v1/checkout/sessions");
    if (listed && request.getMethod().equals("GET")) {
      answer = "{\"object\":\"list\",\"data\":[],\"has_more\":false,\"url\":\"" + path + "\"}";
    } else if (path.equals("/v1/account")) {
      answer = "{\"id\":\"acct_fake\",\"object\":\"account\"}";
    } else if (path.endsWith("/expire")) {
      answer = "{\"id\":\"cs_test_old\",\"object\":\"checkout.session\",\"status\":\"expired\"}";
    } else if (path.equals("/v1/checkout/sessions")) {
      sessions.incrementAndGet();
      answer =
          """
          {"id":"cs_test_%1$s","object":"checkout.session","status":"open","livemode":false,\
          "metadata":{},"url":"%2$s/c/pay/cs_test_%1$s"}\
          """
              .formatted(id, url());
    } else if (path.equals("/v1/customers")) {
      answer = "{\"id\":\"cus_%s\",\"object\":\"customer\",\"livemode\":false}".formatted(id);
    } else {
      answer = "{\"id\":\"%s\",\"object\":\"unknown\"}".formatted(id);
    }
    write(response, callback, 200, answer);
  }

  private static void write(Response response, Callback callback, int status, String body) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
    response.getHeaders().put("Request-Id", "req_fake");
    response.write(true, ByteBuffer.wrap(body.getBytes(StandardCharsets.UTF_8)), callback);
  }

  private void drip(Response response, Callback callback, int left) {
    response.write(
        left == 0,
        ByteBuffer.wrap(new byte[] {' '}),
        Callback.from(
            () -> {
              if (left == 0) {
                callback.succeeded();
              } else {
                later(Duration.ofMillis(200), () -> drip(response, callback, left - 1));
              }
            },
            callback::failed));
  }

  private void later(Duration delay, Runnable task) {
    if (delay.isZero()) {
      task.run();
    } else {
      CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, timer)
          .execute(task);
    }
  }

  /** What an upstream does with a request. */
  @FunctionalInterface
  public interface Behaviour {

    /** Answers, now or later, or not at all. */
    void answer(FakeStripe fake, Request request, Response response, Callback callback);

    /** Creates whatever is asked for, after a while. */
    static Behaviour content(Duration after) {
      return (fake, request, response, callback) ->
          fake.later(after, () -> fake.answerWell(request, response, callback));
    }

    /** Answers with Stripe's error object. */
    static Behaviour error(int status, String type, String code, String message) {
      String body =
          "{\"error\":{\"type\":\"%s\",\"code\":\"%s\",\"message\":\"%s\"}}"
              .formatted(type, code, message);
      return (fake, request, response, callback) -> write(response, callback, status, body);
    }

    /** Refuses a parameter as no URL, in Stripe's words. */
    static Behaviour refusingUrl(String parameter) {
      String body =
          "{\"error\":{\"type\":\"invalid_request_error\",\"code\":\"url_invalid\","
              + "\"message\":\"Not a valid URL\",\"param\":\"%s\"}}".formatted(parameter);
      return (fake, request, response, callback) -> write(response, callback, 400, body);
    }

    /** Fails once, and behaves well from then on. */
    static Behaviour failingOnce() {
      AtomicBoolean failed = new AtomicBoolean();
      Behaviour failure = error(500, "api_error", "", "Sorry");
      return (fake, request, response, callback) -> {
        if (failed.compareAndSet(false, true)) {
          failure.answer(fake, request, response, callback);
        } else {
          fake.answerWell(request, response, callback);
        }
      };
    }

    /** Answers 200 with something that is no JSON. */
    static Behaviour garbage() {
      return (fake, request, response, callback) ->
          write(response, callback, 200, "<html>it's us, a proxy</html>");
    }

    /** Answers 200 with JSON that is no session. */
    static Behaviour emptyObject() {
      return (fake, request, response, callback) -> write(response, callback, 200, "{}");
    }

    /** Never answers. */
    static Behaviour hanging() {
      return (fake, request, response, callback) ->
          fake.held.add(() -> callback.failed(new IllegalStateException("hung")));
    }

    /** Closes the connection instead of answering. */
    static Behaviour dropping() {
      return (fake, request, response, callback) -> {
        request.getConnectionMetaData().getConnection().getEndPoint().close();
        callback.failed(new IllegalStateException("dropped"));
      };
    }

    /** Answers a byte at a time, for longer than anybody waits. */
    static Behaviour dripping() {
      return (fake, request, response, callback) -> {
        response.setStatus(200);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        fake.drip(response, callback, 600);
      };
    }

    /**
     * Holds every answer until {@link FakeStripe#release()}; as Stripe does, another request under
     * the idempotency key of one that is held is a conflict.
     */
    static Behaviour held() {
      return (fake, request, response, callback) -> {
        String key = request.getHeaders().get("Idempotency-Key");
        if (key != null && !fake.heldKeys.add(key)) {
          error(409, "idempotency_error", "idempotency_key_in_use", "In use")
              .answer(fake, request, response, callback);
        } else {
          fake.held.add(() -> fake.answerWell(request, response, callback));
        }
      };
    }
  }
}
