package dev.billet.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.billet.server.config.SettingsLoader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** All parts together, in the sandbox with the demo directory. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BilletTest {

  private static final Pattern URL = Pattern.compile("curl -i '([^']+)'");
  private static final Pattern HEADER = Pattern.compile("-H '([^:']+): ([^']+)'");
  private static final Pattern BODY = Pattern.compile("-d '([^']+)'$");

  private final HttpClient http = HttpClient.newHttpClient();
  private Billet billet;

  @BeforeAll
  void start() {
    billet =
        Billet.start(
            SettingsLoader.load(
                ContractPart.names(),
                Optional.empty(),
                Map.of(
                    "BILLET_HTTP_PORT", "0",
                    "BILLET_SANDBOX_PORT", "0",
                    "BILLET_DATABASE_URL", "jdbc:sqlite::memory:",
                    "BILLET_CONTRACTS_ALMANAC_ENABLED", "false")),
            BuildInfo.read());
  }

  @AfterAll
  void stop() {
    billet.close();
  }

  @Test
  void printsLinesToPasteThatSellSomething() throws Exception {
    List<String> lines = announcement().lines().filter(it -> it.contains("curl")).toList();

    assertThat(lines).hasSize(4);
    for (String line : lines) {
      HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(only(URL, line)));
      HEADER.matcher(line).results().forEach(it -> request.header(it.group(1), it.group(2)));
      HttpResponse<String> response =
          http.send(
              request.POST(HttpRequest.BodyPublishers.ofString(only(BODY, line))).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(response.statusCode()).as(line + "\n" + response.body()).isEqualTo(200);
      assertThat(response.headers().firstValue("Link"))
          .hasValueSatisfying(
              link -> assertThat(link).startsWith("<" + billet.sandboxUrl().orElseThrow()));
    }
  }

  private static String only(Pattern pattern, String line) {
    Matcher matcher = pattern.matcher(line);
    assertThat(matcher.find()).as(line).isTrue();
    return matcher.group(1);
  }

  @Test
  void printsWhereItListensAndThatNothingIsReal() {
    assertThat(announcement().lines())
        .contains("listening on " + billet.url())
        .contains("sandbox on " + billet.sandboxUrl().orElseThrow())
        .anyMatch(line -> line.contains("no real payments"))
        .anyMatch(line -> line.contains("demo_acme_owner"))
        .anyMatch(line -> line.contains("sk_test_billetsandbox000000000000"))
        .anyMatch(line -> line.endsWith("/dashboard"))
        .anyMatch(
            line ->
                line.contains("POST")
                    && line.contains(billet.url() + "/api/v1/org/{org}/credits/checkout"));
  }

  @Test
  void switchesAContractOff() throws Exception {
    assertThat(get("/v1/organizations/org_1/billing/checkout").statusCode()).isEqualTo(404);
    assertThat(get("/openapi/almanac.yaml").statusCode()).isEqualTo(404);
    assertThat(get("/").body()).contains("versori").doesNotContain("almanac");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/reference/versori", "/return/success", "/return/cancel"})
  void servesPagesWhoseLinksAllWork(String path) throws Exception {
    HttpResponse<String> page = get(path);

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Security-Policy")).isPresent();
    Matcher links = Pattern.compile("(?:href|src|data-document)=\"(.*?)\"").matcher(page.body());
    while (links.find()) {
      URI link = billet.url().resolve(path).resolve(links.group(1));
      assertThat(link.getHost()).as("nothing from elsewhere").isEqualTo("127.0.0.1");
      assertThat(get(link.getPath()).statusCode()).as(link.toString()).isEqualTo(200);
    }
  }

  @Test
  void showsTheSessionABuyerCameBackFromAndNothingElse() throws Exception {
    assertThat(get("/return/success?session_id=cs_test_a1").body()).contains("cs_test_a1");
    assertThat(get("/return/success?session_id=%3Cscript%3Ehello").body()).doesNotContain("hello");
  }

  @Test
  void tellsABrowserThatItHasAFileAlready() throws Exception {
    HttpResponse<String> first = get("/assets/billet.css");
    String tag = first.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> second =
        http.send(
            HttpRequest.newBuilder(billet.url().resolve("/assets/billet.css"))
                .header("If-None-Match", tag)
                .build(),
            HttpResponse.BodyHandlers.ofString());

    assertThat(second.statusCode()).isEqualTo(304);
  }

  @Test
  void documentsOurServerUnderTheBasePath() throws Exception {
    assertThat(get("/openapi/versori.yaml").body())
        .contains("url: " + billet.url() + "/api/organisations/v1\n")
        .contains("x-documented-servers:");
  }

  private String announcement() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    new Announcement(new PrintStream(bytes, true, UTF_8)).print(billet);
    return bytes.toString(UTF_8);
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(billet.url() + path)).build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
