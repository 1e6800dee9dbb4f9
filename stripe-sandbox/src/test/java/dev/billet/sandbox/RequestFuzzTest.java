package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.BugDetectors;
import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/**
 * Whatever a request is made of, its answer is one that a client can read, comes in time, and is
 * not the sandbox's own failure. A build tries the requests in the resources again; {@code
 * JAZZER_FUZZ=1 mvn -pl stripe-sandbox test -Dtest=RequestFuzzTest} looks for others for two
 * minutes.
 *
 * <p>An input is a method and a path on the first line, headers on the lines that follow, and the
 * body after an empty line. It may make webhook endpoints: whatever the sandbox is made to send
 * goes to a receiver of the test's, as to a proxy, so a made up URL reaches nobody. And it may use
 * the controls: what they change is taken back before the next input, because trouble that was
 * asked for is no finding.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class RequestFuzzTest {

  private static final int PATIENCE_MILLIS = 10_000;
  private static final int REQUESTS_PER_STATE = 2_000;

  /** What the test itself says: how long the request is, and that none follows. */
  private static final Set<String> FRAMING =
      Set.of("connection", "content-length", "transfer-encoding", "expect", "upgrade", "host");

  private final Sandbox sandbox =
      Sandbox.builder()
          .price(new SeedPrice("price_pro", "Pro plan", "usd", 2900, "month"))
          .price(new SeedPrice("price_once", "Credits", "usd", 1000, null))
          .start();

  private final Receiver receiver = new Receiver();
  private final @Nullable ProxySelector before = ProxySelector.getDefault();
  private int requests;

  @BeforeAll
  void sendsNothingElsewhere() {
    ProxySelector.setDefault(
        ProxySelector.of(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), receiver.url("/").getPort())));
    java.util.logging.Logger.getLogger("org.eclipse.jetty")
        .setLevel(java.util.logging.Level.WARNING);
  }

  @AfterAll
  void stop() {
    sandbox.close();
    receiver.close();
    ProxySelector.setDefault(before);
  }

  @DictionaryEntries({
    "POST /v1/checkout/sessions\\x0a\\x0a",
    "POST /v1/customers\\x0a\\x0a",
    "POST /v1/products\\x0a\\x0a",
    "POST /v1/prices\\x0a\\x0a",
    "POST /v1/payment_intents\\x0a\\x0a",
    "POST /v1/payment_methods\\x0a\\x0a",
    "POST /v1/refunds\\x0a\\x0a",
    "POST /v1/subscriptions\\x0a\\x0a",
    "POST /v1/invoices\\x0a\\x0a",
    "POST /v1/invoiceitems\\x0a\\x0a",
    "POST /v1/coupons\\x0a\\x0a",
    "POST /v1/promotion_codes\\x0a\\x0a",
    "POST /v1/test_helpers/test_clocks\\x0a\\x0a",
    "POST /v1/webhook_endpoints\\x0a\\x0a",
    "POST /_sandbox/clock\\x0a\\x0a",
    "POST /_sandbox/faults\\x0a\\x0a",
    "POST /_sandbox/delivery_faults\\x0a\\x0a",
    "POST /_sandbox/prices\\x0a\\x0a",
    "POST /_sandbox/state\\x0a\\x0a",
    "GET /_sandbox/deliveries?",
    "GET /dashboard/",
    "url=http://localhost/x",
    "enabled_events[0]=",
    "advance=",
    "endpoint=",
    "kind=",
    "probability=",
    "GET /v1/events?",
    "DELETE /v1/",
    "Idempotency-Key: ",
    "Stripe-Version: ",
    "Stripe-Account: ",
    "Content-Type: application/json",
    "mode=subscription",
    "mode=payment",
    "line_items[0][price]=price_pro",
    "line_items[0][price_data][unit_amount]=",
    "line_items[0][quantity]=",
    "[0][]",
    "success_url=https://a.example",
    "expand[]=",
    "line_items.data.price.product",
    "metadata[a]=",
    "starting_after=",
    "created[gte]=",
    "unit_amount_decimal=",
    "recurring[interval_count]=",
    "expires_at=",
    "9223372036854775807",
    "-1",
    "%00",
    "%ff",
    "%2f"
  })
  @FuzzTest(maxDuration = "2m")
  void answersAnyRequest(byte[] input) throws IOException {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    allowConnectionsOfItsOwn();
    String answer = send(text);
    if (++requests % REQUESTS_PER_STATE == 0 || mentions(text, "_sandbox")) {
      sandbox.reset();
      receiver.rest();
    }

    assertThat(answer).as(text).startsWith("HTTP/1.1 ");
    int status = Integer.parseInt(answer.substring(9, 12));
    assertThat(status).as(text).isBetween(200, 499);
    if (status >= 400 && !answer.contains("Content-Type: text/html")) {
      assertThat(answer).as(text).contains("Request-Id: req_");
    }
  }

  /**
   * To the sandbox, and from it to the receiver: whatever else is connected to is a finding. It can
   * be said only while an input is tried, and is not taken back after it, because what the sandbox
   * was made to send is sent later.
   */
  private void allowConnectionsOfItsOwn() {
    int hook = receiver.url("/").getPort();
    var unused =
        BugDetectors.allowNetworkConnections((host, port) -> port == port() || port == hook);
  }

  private String send(String text) throws IOException {
    int split = text.indexOf("\n\n");
    String head = split < 0 ? text : text.substring(0, split);
    byte[] body =
        (split < 0 ? "" : text.substring(split + 2)).getBytes(StandardCharsets.ISO_8859_1);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(request(head, body));
      out.flush();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  private int port() {
    return sandbox.baseUrl().getPort();
  }

  private byte[] request(String head, byte[] body) throws IOException {
    List<String> lines = head.lines().map(line -> line.replaceAll("[\r\n\f]", "")).toList();
    StringBuilder request = new StringBuilder(lines.isEmpty() ? "GET /" : lines.get(0));
    request.append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    request.append("Content-Length: ").append(body.length).append("\r\n");
    boolean authorized = false;
    for (String line : lines.subList(Math.min(1, lines.size()), lines.size())) {
      String name = line.split(":", 2)[0].strip().toLowerCase(Locale.ROOT);
      if (!FRAMING.contains(name) && !line.isBlank()) {
        request.append(line).append("\r\n");
      }
      authorized |= name.equals("authorization");
    }
    if (!authorized) {
      request.append("Authorization: Bearer ").append(sandbox.secretKey()).append("\r\n");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write(request.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    bytes.write(body);
    return bytes.toByteArray();
  }

  /** Tells whether a text has a word, percent-encoded or not. */
  private static boolean mentions(String text, String word) {
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      boolean encoded = text.charAt(i) == '%' && i + 2 < text.length();
      int high = encoded ? Character.digit(text.charAt(i + 1), 16) : -1;
      int low = encoded ? Character.digit(text.charAt(i + 2), 16) : -1;
      if (high >= 0 && low >= 0) {
        plain.append((char) (high * 16 + low));
        i += 2;
      } else {
        plain.append(text.charAt(i));
      }
    }
    return plain.toString().toLowerCase(Locale.ROOT).contains(word);
  }
}
