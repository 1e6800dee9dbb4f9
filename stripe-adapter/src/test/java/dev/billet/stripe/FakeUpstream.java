package dev.billet.stripe;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An upstream on a raw socket that answers however a test wants it to, well or badly. Each
 * connection has a thread; closing ends them all.
 */
final class FakeUpstream implements AutoCloseable {

  /** A request as it came. */
  record Request(String line, Map<String, String> headers, String body) {
    /** The form's parameters, decoded. */
    Map<String, String> form() {
      Map<String, String> form = new LinkedHashMap<>();
      for (String pair : body.split("&", -1)) {
        String[] parts = pair.split("=", 2);
        form.put(decoded(parts[0]), decoded(parts[1]));
      }
      return form;
    }

    private static String decoded(String text) {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
  }

  /** Answers one request; {@code number} counts from one. The connection stays open afterwards. */
  interface Behaviour {
    void answer(int number, Client client) throws IOException, InterruptedException;
  }

  private final ServerSocket server = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final Behaviour behaviour;

  FakeUpstream(Behaviour behaviour) throws IOException {
    this.behaviour = behaviour;
    threads.execute(this::accept);
  }

  /** An upstream that gives every request the same answer. */
  static FakeUpstream answering(int status, String body, String... headers) throws IOException {
    return new FakeUpstream((number, client) -> client.answer(status, body, headers));
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getLocalPort());
  }

  /** Every request so far. */
  List<Request> requests() {
    return requests;
  }

  private void accept() {
    try {
      while (true) {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        threads.execute(() -> serve(socket));
      }
    } catch (IOException e) {
      // Closed, as every test does at its end.
    }
  }

  private void serve(Socket socket) {
    try (socket) {
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (Request request = read(in); request != null; request = read(in)) {
        int number;
        synchronized (requests) {
          requests.add(request);
          number = requests.size();
        }
        behaviour.answer(number, new Client(socket));
      }
    } catch (IOException e) {
      // The client is gone, which is the point of some of the tests.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      sockets.remove(socket);
    }
  }

  private static @Nullable Request read(InputStream in) throws IOException {
    String line = line(in);
    if (line.isEmpty()) {
      return null;
    }
    Map<String, String> headers = new LinkedHashMap<>();
    for (String header = line(in); !header.isEmpty(); header = line(in)) {
      int colon = header.indexOf(':');
      headers.put(
          header.substring(0, colon).toLowerCase(Locale.ROOT), header.substring(colon + 1).strip());
    }
    int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
    return new Request(
        line, headers, new String(in.readNBytes(length), StandardCharsets.ISO_8859_1));
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != -1 && b != '\n'; b = in.read()) {
      if (b != '\r') {
        line.write(b);
      }
    }
    return line.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void close() throws IOException {
    closed.countDown();
    server.close();
    for (Socket socket : sockets) {
      socket.close();
    }
    threads.shutdownNow();
  }

  /** The other side of a connection, which is owed an answer. */
  final class Client {
    private final Socket socket;
    private final OutputStream out;

    private Client(Socket socket) throws IOException {
      this.socket = socket;
      this.out = socket.getOutputStream();
    }

    void answer(int status, String body, String... headers) throws IOException {
      StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Whatever\r\n");
      for (String header : headers) {
        head.append(header).append("\r\n");
      }
      byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
      write(head + "Content-Length: " + bytes.length + "\r\n\r\n" + body);
    }

    void write(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
    }

    /** Sends a text again and again, slowly, until the client or the upstream is closed. */
    void drip(String text) throws IOException, InterruptedException {
      do {
        write(text);
      } while (!closed.await(20, TimeUnit.MILLISECONDS));
    }

    /** Takes its time, or less when the upstream is closed. */
    void dawdle(long millis) throws InterruptedException {
      closed.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Says nothing more until the upstream is closed. */
    void hang() throws InterruptedException {
      closed.await();
    }

    void drop() throws IOException {
      socket.close();
    }
  }
}
