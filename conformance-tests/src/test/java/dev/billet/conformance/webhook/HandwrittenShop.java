package dev.billet.conformance.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.billet.conformance.document.Json;
import dev.billet.conformance.http.UnreachableException;
import dev.billet.conformance.sandbox.SandboxClient;
import dev.billet.conformance.sandbox.SandboxException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A shop as somebody might write it in an afternoon: it opens checkouts, takes webhooks, and counts
 * what its one customer was credited. Right, unless it is told to be wrong.
 */
final class HandwrittenShop implements AutoCloseable {

  static final String SECRET = "whsec_handwritten00000000000000000000";
  static final long PRICE = 2_000;

  private final SandboxClient stripe;
  private final HandwrittenFulfilment fulfilment;
  private final Journal journal;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newCachedThreadPool();

  HandwrittenShop(int port, URI stripe, Path file, Set<Defect> defects) throws IOException {
    this.stripe = new SandboxClient(stripe);
    this.journal = new Journal(file);
    this.fulfilment = new HandwrittenFulfilment(this.stripe, journal, defects);
    this.http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    http.setExecutor(threads);
    http.createContext("/webhooks", this::webhook);
    http.createContext("/checkout", it -> answer(it, 200, checkOut()));
    http.createContext("/account", it -> answer(it, 200, Long.toString(journal.account())));
    http.start();
  }

  /** As a process of its own: the port, Stripe's address, the file, and defects. */
  public static void main(String[] arguments) throws IOException {
    Set<Defect> defects =
        Stream.of(arguments)
            .skip(3)
            .map(Defect::valueOf)
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Defect.class)));
    new HandwrittenShop(
        Integer.parseInt(arguments[0]), URI.create(arguments[1]), Path.of(arguments[2]), defects);
  }

  URI webhooks() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort() + "/webhooks");
  }

  long account() {
    return journal.account();
  }

  /** Opens a checkout. Returns its session's id. */
  String checkOut() {
    return stripe
        .checkOut(
            Map.of(
                "mode",
                "payment",
                "success_url",
                "https://shop.example.com/",
                "metadata[shop]",
                HandwrittenFulfilment.NAME,
                "line_items[0][quantity]",
                "1",
                "line_items[0][price_data][currency]",
                "usd",
                "line_items[0][price_data][unit_amount]",
                Long.toString(PRICE),
                "line_items[0][price_data][product_data][name]",
                "Credits"))
        .path("id")
        .asText();
  }

  private void webhook(HttpExchange exchange) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    String header = exchange.getRequestHeaders().getFirst("Stripe-Signature");
    int status;
    try {
      status =
          exchange.getRequestMethod().equals("POST")
              ? fulfilment.take(body, header == null ? "" : header)
              : 405;
    } catch (IllegalArgumentException e) {
      status = 400;
    } catch (SandboxException | UnreachableException | IllegalStateException e) {
      status = 500;
    }
    answer(exchange, status, "");
    fulfilment.answered();
  }

  static JsonNode parsed(byte[] body) {
    return Json.parse(new String(body, StandardCharsets.UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
