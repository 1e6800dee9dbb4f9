package dev.billet.client;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between a client and the server, sees every request, and fails as it is told. */
final class Tap implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Headers> requests = new CopyOnWriteArrayList<>();

  private Tap(HttpHandler handler) throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          requests.add(exchange.getRequestHeaders());
          handler.handle(exchange);
        });
    server.start();
  }

  /** Answers everything with this. */
  static Tap answering(int status, String body) throws IOException {
    return new Tap(exchange -> answer(exchange, status, body));
  }

  /** Takes requests and never answers them. */
  static Tap silent() throws IOException {
    return new Tap(exchange -> {});
  }

  /** Begins an answer, and never ends it. */
  static Tap dripping() throws IOException {
    return new Tap(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write('{');
          exchange.getResponseBody().flush();
        });
  }

  /** Asks the server each time, keeps what it says, and loses the first answers. */
  static Tap losing(int answers, URI server, List<String> said) throws IOException {
    AtomicInteger left = new AtomicInteger(answers);
    return forwarding(
        server,
        (exchange, answer) -> {
          said.add(answer.body());
          if (left.getAndDecrement() > 0) {
            exchange.close();
          } else {
            answer(exchange, answer.statusCode(), answer.body());
          }
        });
  }

  /** Asks the server each time, and says of the first answers that it was too busy. */
  static Tap busy(int requests, URI server) throws IOException {
    AtomicInteger left = new AtomicInteger(requests);
    return forwarding(
        server,
        (exchange, answer) -> {
          if (left.getAndDecrement() > 0) {
            exchange.getResponseHeaders().set("Retry-After", "0");
            answer(exchange, 503, "");
          } else {
            answer(exchange, answer.statusCode(), answer.body());
          }
        });
  }

  private interface Turn {
    void take(HttpExchange exchange, HttpResponse<String> answer) throws IOException;
  }

  private static Tap forwarding(URI server, Turn turn) throws IOException {
    HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    return new Tap(exchange -> turn.take(exchange, forward(http, server, exchange)));
  }

  private static HttpResponse<String> forward(HttpClient http, URI server, HttpExchange exchange)
      throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(server.resolve(exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    for (String name : List.of("Authorization", "Content-Type", "Idempotency-Key", "X-API-Key")) {
      String value = exchange.getRequestHeaders().getFirst(name);
      if (value != null) {
        request.header(name, value);
      }
    }
    try {
      return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What every request carried in a header; the word null where it carried none. */
  List<String> sent(String header) {
    return requests.stream().map(it -> String.valueOf(it.getFirst(header))).toList();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
