package dev.billet.client.typescript;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A shop's two pages, the client's modules, and the API, all from one origin: the server sends no
 * CORS headers, so a page that calls it has to come from behind the same proxy.
 */
final class Shop implements AutoCloseable {

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpClient http = HttpClient.newHttpClient();
  private final URI api;
  private final Path modules;

  Shop(Installed client, URI api) throws IOException {
    this.api = api;
    this.modules = client.client().resolve("dist");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::forward);
    server.createContext("/client/", this::module);
    server.createContext("/thanks", exchange -> page(exchange, "thanks.html"));
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void module(HttpExchange exchange) throws IOException {
    Path file = modules.resolve(exchange.getRequestURI().getPath().substring("/client/".length()));
    if (Files.isRegularFile(file)) {
      answer(exchange, 200, "text/javascript", Files.readAllBytes(file));
    } else {
      answer(exchange, 404, "text/plain", new byte[0]);
    }
  }

  private static void page(HttpExchange exchange, String name) throws IOException {
    try (InputStream page =
        Objects.requireNonNull(Shop.class.getResourceAsStream("/shop/" + name), name)) {
      answer(exchange, 200, "text/html; charset=utf-8", page.readAllBytes());
    }
  }

  private void forward(HttpExchange exchange) throws IOException {
    if (exchange.getRequestURI().getPath().equals("/")) {
      page(exchange, "index.html");
      return;
    }
    HttpRequest.Builder request =
        HttpRequest.newBuilder(api.resolve(exchange.getRequestURI()))
            .method(
                exchange.getRequestMethod(),
                HttpRequest.BodyPublishers.ofByteArray(exchange.getRequestBody().readAllBytes()));
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (name.matches("(?i)authorization|content-type|idempotency-key|x-api-key")) {
                request.header(name, values.get(0));
              }
            });
    try {
      HttpResponse<byte[]> answer =
          http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      String type = answer.headers().firstValue("Content-Type").orElse("text/plain");
      answer(exchange, answer.statusCode(), type, answer.body());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  private static void answer(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
