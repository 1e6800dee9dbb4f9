package dev.billet.server.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.checkout.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The gate and what is around it, spoken to over sockets, with handlers that tell who was asked.
 */
class WebServerTest {

  private final CountDownLatch entered = new CountDownLatch(1);
  private final CountDownLatch release = new CountDownLatch(1);
  private WebServer server;

  @BeforeEach
  void start() {
    server = WebServer.bind("127.0.0.1", 0, Duration.ofSeconds(20), Duration.ZERO);
    Page page = request -> Answer.of(200, Answer.HTML, "<p>page</p>");
    server.start(
        List.of(mount("short", "/a", "/hooks"), mount("long", "/a/b")),
        new Site(Map.of("/", page)),
        () -> true);
  }

  @AfterEach
  void stop() {
    release.countDown();
    server.close();
  }

  private Mount mount(String name, String... prefixes) {
    Handler handler =
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback)
              throws Exception {
            String path = request.getHttpURI().getPath();
            if (path.endsWith("/slow")) {
              entered.countDown();
              release.await(10, TimeUnit.SECONDS);
            }
            if (path.endsWith("/broken")) {
              throw new IllegalStateException("a word that nobody may read");
            }
            response.write(
                true, ByteBuffer.wrap((name + " got " + path).getBytes(ISO_8859_1)), callback);
            return true;
          }
        };
    return new Mount(
        List.of(prefixes),
        handler,
        (kind, detail, id) -> Answer.of(status(kind), "application/json", name + " " + kind));
  }

  private static int status(Failure.Kind kind) {
    return kind == Failure.Kind.UNKNOWN_PATH ? 404 : kind == Failure.Kind.BUG ? 500 : 400;
  }

  @ParameterizedTest
  @CsvSource({
    "/a, short got /a",
    "/a/c, short got /a/c",
    "/a/b, long got /a/b",
    "/a/b/c%20d, long got /a/b/c%20d",
    "/a/bc, short got /a/bc",
    "/hooks, short got /hooks",
    "/hooks/stripe, short got /hooks/stripe"
  })
  void handsARequestToTheLongestPrefixAsItCame(String path, String answer) throws IOException {
    assertThat(get(path)).startsWith("HTTP/1.1 200").endsWith(answer);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/a/b/",
        "/a/b//c",
        "/a/b/../c",
        "/a/b/%2e%2e/c",
        "/a/b/c%2Fd",
        "/a/b/c;d",
        "/a/b/{c}"
      })
  void answersAnAmbiguousPathAsThatContractsUnknownPath(String path) throws IOException {
    assertThat(get(path)).startsWith("HTTP/1.1 404").endsWith("long UNKNOWN_PATH");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/A/b", "/ab", "/%61/b", "/nothing", "//a/b", "/x/../a/b"})
  void answersElsewhereWithProblemDetails(String path) throws IOException {
    assertThat(get(path))
        .startsWith("HTTP/1.1 404")
        .contains("application/problem+json", "\"status\":404");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /a/b/c HTTP/1.1\r\n\r\n",
        "GET /a/b/c HTTP/1.1\r\nHost: x y\r\n\r\n",
        "GET /a/b/c HTTP/1.1\r\nHost: x\r\nBad Name: y\r\n\r\n",
        "POST /a/b/c HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n",
        "POST /a/b/c HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
        "GET /a/b/%zz?x HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /a/b/c?x=%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
      })
  void answersWhatIsNotHttpInTheContractsEnvelope(String request) throws IOException {
    assertThat(send(request))
        .startsWith("HTTP/1.1 400")
        .contains("X-Request-Id: ")
        .endsWith("long UNREADABLE_BODY");
  }

  @Test
  void answersTooManyHeadersInTheContractsEnvelope() throws IOException {
    String header = "X-Long: " + "x".repeat(20_000) + "\r\n";

    assertThat(send("GET /a/b/c HTTP/1.1\r\nHost: x\r\n" + header + "\r\n"))
        .endsWith("long UNREADABLE_BODY");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /x HTTP/1.1\r\n\r\n",
        "nonsense\r\n\r\n",
        "GET /a/b c HTTP/1.1\r\nHost: x\r\n\r\n",
        "GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n"
      })
  void answersOtherNonsenseWithProblemDetails(String request) throws IOException {
    assertThat(send(request))
        .startsWith("HTTP/1.1 400")
        .contains("application/problem+json", "X-Request-Id: ")
        .doesNotContain("Jetty", "<html");
  }

  @Test
  void tellsNothingOfADefect() throws IOException {
    assertThat(get("/a/b/broken"))
        .startsWith("HTTP/1.1 500")
        .endsWith("long BUG")
        .doesNotContain("nobody may read", "Exception", "Jetty");
  }

  @Test
  void takesAHostThatJavaDoesNot() throws IOException {
    assertThat(send("GET /a/b/c HTTP/1.1\r\nHost: my_service:80\r\nConnection: close\r\n\r\n"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void keepsASaneRequestIdAndReplacesAnother() throws IOException {
    assertThat(get("/nothing", "X-Request-Id: abc-1")).contains("X-Request-Id: abc-1\r\n");
    assertThat(get("/nothing", "X-Request-Id: a b"))
        .contains("X-Request-Id: ")
        .doesNotContain("X-Request-Id: a b");
  }

  @Test
  void servesPagesToReadersOnly() throws IOException {
    assertThat(get("/")).startsWith("HTTP/1.1 200").endsWith("<p>page</p>");
    assertThat(request("HEAD", "/")).contains("Content-Length: 11\r\n").endsWith("\r\n\r\n");
    assertThat(request("POST", "/"))
        .startsWith("HTTP/1.1 405")
        .contains("Allow: GET, HEAD\r\n", "application/problem+json");
  }

  @Test
  void saysThatItLivesAndIsReady() throws IOException {
    assertThat(get("/health/live")).contains(" 200 ").endsWith("{\"status\":\"live\"}");
    assertThat(get("/health/ready"))
        .contains(" 200 ")
        .endsWith("{\"status\":\"ready\",\"reasons\":[]}");
    assertThat(request("POST", "/health/live")).startsWith("HTTP/1.1 405");
  }

  @Test
  void answersWhatIsInFlightWhenItStops() throws Exception {
    try (Socket slow = connect()) {
      write(slow, "GET /a/slow HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();

      int port = server.url().getPort();
      CompletableFuture<Void> stopped = CompletableFuture.runAsync(server::close);
      while (accepts(port)) {
        Thread.onSpinWait();
      }

      assertThat(stopped).isNotDone();
      release.countDown();
      assertThat(readUntil(slow, "short got /a/slow")).startsWith("HTTP/1.1 200");
      stopped.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void isNotReadyButServesDuringTheDrainDelay() throws Exception {
    server.close();
    server =
        WebServer.bind(
            "127.0.0.1", 0, Duration.ofSeconds(10), /* drainDelay= */ Duration.ofDays(1));
    server.start(List.of(mount("short", "/a")), new Site(Map.of()), () -> true);
    assertThat(get("/health/ready")).startsWith("HTTP/1.1 200");

    Thread closing = new Thread(server::close);
    closing.start();
    while (get("/health/ready").startsWith("HTTP/1.1 200")) {
      Thread.onSpinWait();
    }

    assertThat(get("/health/ready")).startsWith("HTTP/1.1 503").contains("draining");
    assertThat(get("/health/live")).startsWith("HTTP/1.1 200");
    assertThat(get("/a/b")).startsWith("HTTP/1.1 200");
    int port = server.url().getPort();
    closing.interrupt();
    closing.join();
    assertThat(accepts(port)).isFalse();
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private String get(String path, String... headers) throws IOException {
    return request("GET", path, headers);
  }

  private String request(String method, String path, String... headers) throws IOException {
    String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return send(
        method + " " + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + more + "\r\n");
  }

  private String send(String request) throws IOException {
    try (Socket socket = connect()) {
      write(socket, request);
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.url().getPort());
    socket.setSoTimeout(10_000);
    return socket;
  }

  private static void write(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  private static String readUntil(Socket socket, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int read = socket.getInputStream().read();
      if (read < 0) {
        throw new IOException("the connection ended after: " + text);
      }
      text.append((char) read);
    }
    return text.toString();
  }
}
