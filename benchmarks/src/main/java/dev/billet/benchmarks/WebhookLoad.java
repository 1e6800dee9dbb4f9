package dev.billet.benchmarks;

import dev.billet.benchmarks.EventTemplate.Signed;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/**
 * Sends webhooks as fast as they are answered, over so many connections, each with one on its way.
 * A process of its own, so that it shares no heap with what is measured; plain sockets, so that it
 * takes little of the processors that it does share.
 */
final class WebhookLoad {

  private final int port;
  private final EventTemplate template;
  private final AtomicLong numbers = new AtomicLong();

  private WebhookLoad(int port, EventTemplate template) {
    this.port = port;
    this.template = template;
  }

  /**
   * Sends, first to warm up and then to measure; prints one line: how many were acknowledged in
   * all, how many while it measured, for how many seconds that was, and the median, the 99th
   * percentile and the maximum in milliseconds.
   *
   * @param arguments port, file of the event, secret, connections, seconds to warm up, seconds to
   *     measure
   */
  public static void main(String[] arguments) throws Exception {
    EventTemplate template =
        new EventTemplate(Files.readString(Path.of(arguments[1])), arguments[2]);
    WebhookLoad load = new WebhookLoad(Integer.parseInt(arguments[0]), template);
    int connections = Integer.parseInt(arguments[3]);
    long[] warmUp = load.send(connections, Integer.parseInt(arguments[4]));
    int seconds = Integer.parseInt(arguments[5]);
    long begun = System.nanoTime();
    long[] nanos = load.send(connections, seconds);
    double took = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%d %d %.3f %.2f %.2f %.2f%n",
        warmUp.length + nanos.length,
        nanos.length,
        took,
        percentile(nanos, 0.5),
        percentile(nanos, 0.99),
        percentile(nanos, 1));
  }

  /** Returns how long each took, in ascending order. */
  private long[] send(int connections, int seconds) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    ExecutorService executor = Executors.newFixedThreadPool(connections);
    try {
      List<Callable<long[]>> senders = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        senders.add(() -> sendUntil(end));
      }
      LongStream all = LongStream.empty();
      for (Future<long[]> sender : executor.invokeAll(senders)) {
        all = LongStream.concat(all, Arrays.stream(sender.get()));
      }
      return all.sorted().toArray();
    } finally {
      executor.shutdownNow();
    }
  }

  private long[] sendUntil(long end) throws IOException {
    LongStream.Builder nanos = LongStream.builder();
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      OutputStream output = socket.getOutputStream();
      InputStream input = new BufferedInputStream(socket.getInputStream());
      for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
        byte[] request = request(template.next(numbers.incrementAndGet()));
        long begun = System.nanoTime();
        output.write(request);
        readAnswer(input);
        nanos.add(System.nanoTime() - begun);
      }
    }
    return nanos.build().toArray();
  }

  private byte[] request(Signed event) {
    byte[] body = event.body().getBytes(StandardCharsets.UTF_8);
    byte[] head =
        """
        POST /webhooks/stripe HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Content-Type: application/json; charset=utf-8\r
        Stripe-Signature: %s\r
        Content-Length: %d\r
        \r
        """
            .formatted(port, event.signature(), body.length)
            .getBytes(StandardCharsets.US_ASCII);
    byte[] request = Arrays.copyOf(head, head.length + body.length);
    System.arraycopy(body, 0, request, head.length, body.length);
    return request;
  }

  /** Reads an answer to its end; anything but 200 and {@code received} ends the measurement. */
  private static void readAnswer(InputStream input) throws IOException {
    String status = readLine(input);
    int length = -1;
    for (String line = readLine(input); !line.isEmpty(); line = readLine(input)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
      }
    }
    String body =
        length < 0
            ? readChunks(input)
            : new String(input.readNBytes(length), StandardCharsets.UTF_8);
    if (!status.startsWith("HTTP/1.1 200") || !body.contains("\"received\"")) {
      throw new IOException(status + ": " + body);
    }
  }

  private static String readChunks(InputStream input) throws IOException {
    StringBuilder body = new StringBuilder();
    int length = Integer.parseInt(readLine(input), 16);
    while (length > 0) {
      body.append(new String(input.readNBytes(length), StandardCharsets.UTF_8));
      readLine(input);
      length = Integer.parseInt(readLine(input), 16);
    }
    readLine(input);
    return body.toString();
  }

  private static String readLine(InputStream input) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = input.read(); next != '\n'; next = input.read()) {
      if (next < 0) {
        throw new EOFException("the connection ended in " + line);
      }
      line.append((char) next);
    }
    return line.toString().stripTrailing();
  }

  private static double percentile(long[] ascending, double share) {
    int index = (int) Math.ceil(ascending.length * share) - 1;
    return ascending[Math.max(0, index)] / 1e6;
  }
}
