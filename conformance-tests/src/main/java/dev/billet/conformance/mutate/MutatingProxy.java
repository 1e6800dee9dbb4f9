package dev.billet.conformance.mutate;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.billet.conformance.http.Reply;
import dev.billet.conformance.http.Request;
import dev.billet.conformance.http.Sender;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Hands requests on to a server, and its answers back, changed as it is told to. An answer is kept:
 * the same request is not handed on again. One thread serves everybody.
 */
final class MutatingProxy implements AutoCloseable {

  private static final Set<String> OF_THE_CONNECTION =
      Set.of(
          "connection",
          "content-length",
          "host",
          "transfer-encoding",
          "upgrade",
          "date",
          "http2-settings",
          "expect");

  private record Key(String head, int body) {}

  /** A request and what the server itself answers. */
  record Exchanged(Request request, Reply reply) {}

  private final HttpServer server;
  private final Sender upstream;
  private final Map<Key, Exchanged> kept = new HashMap<>();
  private final List<Exchanged> changed = new ArrayList<>();
  private Mutation mutation = unchanged();

  MutatingProxy(Sender upstream) throws IOException {
    this.upstream = upstream;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** What the server itself has answered so far. */
  synchronized List<Exchanged> exchanged() {
    return List.copyOf(kept.values());
  }

  /** Changes answers like this from now on. */
  synchronized void mutate(Mutation other) {
    mutation = other;
    changed.clear();
  }

  /** The requests whose answers were changed since then, with the changed answers. */
  synchronized List<Exchanged> changed() {
    return List.copyOf(changed);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply = answer(read(exchange));
      reply
          .headers()
          .forEach(
              (name, values) -> {
                if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                  exchange.getResponseHeaders().put(name, values);
                }
              });
      boolean empty = reply.body().length == 0;
      exchange.sendResponseHeaders(reply.status(), empty ? -1 : reply.body().length);
      exchange.getResponseBody().write(reply.body());
    }
  }

  private synchronized Reply answer(Request request) {
    String head = request + " " + request.headers();
    int body = request.body().map(Arrays::hashCode).orElse(0);
    Exchanged exchanged =
        kept.computeIfAbsent(
            new Key(head, body), key -> new Exchanged(request, upstream.send(request)));
    Reply reply = mutation.apply(request, exchanged.reply());
    if (reply != exchanged.reply()) {
      changed.add(new Exchanged(request, reply));
    }
    return reply;
  }

  private static Request read(HttpExchange exchange) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    exchange
        .getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!OF_THE_CONNECTION.contains(name.toLowerCase(Locale.ROOT))) {
                headers.put(name, String.join(", ", values));
              }
            });
    try {
      byte[] body = exchange.getRequestBody().readAllBytes();
      URI uri = exchange.getRequestURI();
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      return new Request(
          exchange.getRequestMethod(),
          uri.getRawPath() + query,
          headers,
          body.length == 0 ? null : body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Mutation unchanged() {
    return new Mutation() {
      @Override
      public String name() {
        return "unchanged";
      }

      @Override
      public Reply apply(Request request, Reply reply) {
        return reply;
      }
    };
  }
}
