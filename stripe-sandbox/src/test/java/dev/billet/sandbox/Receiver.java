package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.SignatureVerificationException;
import com.stripe.model.Event;
import com.stripe.net.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Somebody's server that takes webhooks, and answers as a test wants it to. */
final class Receiver implements AutoCloseable {

  /** A webhook as it arrived. */
  record Received(String signature, String body, String contentType, String userAgent) {

    /** Returns the event as Stripe's client verifies and reads it. */
    Event event(String secret) {
      return event(secret, Clock.systemUTC());
    }

    /** As {@link #event(String)}, for signatures that bear another time. */
    Event event(String secret, Clock clock) {
      try {
        return Webhook.constructEvent(body, signature, secret, 300, clock);
      } catch (SignatureVerificationException e) {
        throw new AssertionError("a webhook that does not verify", e);
      }
    }

    String type() {
      return com.stripe.net.ApiResource.GSON.fromJson(body, Event.class).getType();
    }

    String id() {
      return com.stripe.net.ApiResource.GSON.fromJson(body, Event.class).getId();
    }
  }

  /** How a webhook is answered. */
  @FunctionalInterface
  interface Behaviour {
    void answer(HttpExchange exchange, int number) throws Exception;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private volatile Behaviour behaviour = (exchange, number) -> answer(exchange, 200, "ok");
  private int number;

  Receiver() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::take);
    server.start();
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
  }

  /** Answers the n-th webhook with the n-th status, and those after the last with the last. */
  void statuses(int... statuses) {
    behaviour =
        (exchange, n) ->
            answer(exchange, statuses[Math.min(n, statuses.length) - 1], "answer " + n);
  }

  void behave(Behaviour behaviour) {
    this.behaviour = behaviour;
  }

  static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  Received next() throws InterruptedException {
    Received next = received.poll(20, TimeUnit.SECONDS);
    assertThat(next).as("another webhook").isNotNull();
    return next;
  }

  List<Received> next(int number) throws InterruptedException {
    List<Received> all = new ArrayList<>();
    while (all.size() < number) {
      all.add(next());
    }
    return all;
  }

  /** Returns those that have arrived and were not taken yet. */
  List<Received> rest() {
    List<Received> all = new ArrayList<>();
    received.drainTo(all);
    return all;
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var headers = exchange.getRequestHeaders();
    int mine;
    synchronized (this) {
      mine = ++number;
    }
    received.add(
        new Received(
            headers.getFirst("Stripe-Signature"),
            body,
            headers.getFirst("Content-Type"),
            headers.getFirst("User-Agent")));
    try {
      behaviour.answer(exchange, mine);
    } catch (Exception e) {
      exchange.close();
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
