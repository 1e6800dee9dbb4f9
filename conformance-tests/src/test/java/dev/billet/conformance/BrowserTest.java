package dev.billet.conformance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a buyer and a curious developer see, in a real browser. */
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BrowserTest {

  private static final Pattern PAY = Pattern.compile("^(Pay|Subscribe)");

  private HttpServer landing;
  private Playwright playwright;
  private Browser browser;
  private Page page;

  @BeforeAll
  void start() {
    Optional<Path> chromium = chromium();
    assumeTrue(chromium.isPresent(), "no Chromium is installed; -Dbillet.chromium can name one");
    landing = landing();
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium.orElseThrow())
                    .setArgs(
                        List.of(
                            "--no-sandbox",
                            "--disable-gpu",
                            "--disable-quic",
                            "--no-first-run",
                            "--disable-background-networking",
                            "--disable-component-update",
                            "--disable-sync")));
  }

  @AfterAll
  void stop() {
    if (playwright != null) {
      playwright.close();
    }
    if (landing != null) {
      landing.stop(0);
    }
  }

  @BeforeEach
  void openPage() {
    page = browser.newPage();
  }

  @AfterEach
  void closePage() {
    page.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"versori", "dreadnode", "almanac", "closient", "starter"})
  void aGoodCardPaysAndLandsOnTheSuccessPageWithTheSession(String contract, Target target) {
    Answer answer = open(target, contract);
    fill("4242424242424242");
    pay();
    assertThat(page).hasURL(landing("/thanks?session=" + answer.sessionId()));
    assertThat(page.locator("body")).hasText("you are at /thanks");
    target
        .sandbox()
        .ifPresent(
            stripe -> {
              var session = stripe.retrieve(answer.sessionId());
              assertThat(session.path("status").asText()).isEqualTo("complete");
              assertThat(session.path("payment_status").asText()).isEqualTo("paid");
            });
  }

  @Test
  void aDeclinedCardStaysOnThePageAndSaysSo(Target target) {
    Answer answer = open(target, "closient");
    fill("4000000000000002");
    pay();
    assertThat(page.getByText(Pattern.compile("declined", Pattern.CASE_INSENSITIVE)).first())
        .isVisible();
    assertThat(page.url()).contains(answer.sessionId()).doesNotStartWith(landing("/"));
    fill("4242424242424242");
    pay();
    assertThat(page).hasURL(landing("/thanks?session=" + answer.sessionId()));
  }

  @Test
  void cancellingLeadsToTheCancelPage(Target target) {
    open(target, "dreadnode");
    page.getByRole(
            AriaRole.LINK,
            new Page.GetByRoleOptions().setName(Pattern.compile("Cancel|Back|Return")))
        .or(
            page.getByRole(
                AriaRole.BUTTON, new Page.GetByRoleOptions().setName(Pattern.compile("Cancel"))))
        .first()
        .click();
    assertThat(page).hasURL(landing("/back"));
  }

  @Test
  void theFrontPageListsTheContractsAndAsksNobodyElse(Target target) {
    List<String> elsewhere = foreignRequests(target);
    page.navigate(target.baseUrl() + "/");
    for (ContractDocument contract : ContractDocument.all()) {
      assertThat(page.locator("a[href*='/reference/" + contract.key() + "']").first()).isVisible();
    }
    assertThat(elsewhere).isEmpty();
  }

  @Test
  void theReferenceShowsTheOperationAndTriesItAgainstThisServer(Target target) {
    List<String> elsewhere = foreignRequests(target);
    Call call = target.call("almanac");
    page.navigate(target.baseUrl() + "/reference/almanac");
    page.locator(".opblock-post").first().click();
    authorize(target);
    page.getByRole(AriaRole.BUTTON, named("Try it out")).click();
    page.locator("tr[data-param-name='organization_id'] input")
        .fill(target.variables().get("organization.slug"));
    page.locator("textarea.body-param__text").fill(call.text());
    Response response =
        page.waitForResponse(
            it -> it.url().startsWith(target.baseUrl() + "/v1/organizations/"),
            () -> page.getByRole(AriaRole.BUTTON, named("Execute")).click());
    assertThat(response.status()).isEqualTo(200);
    assertThat(page.locator(".live-responses-table .response-col_status").first())
        .containsText("200");
    assertThat(elsewhere).isEmpty();
  }

  private void authorize(Target target) {
    page.locator(".btn.authorize").first().click();
    page.locator(".modal-ux input").first().fill(target.variables().get("key.owner"));
    page.locator(".modal-ux .btn.authorize").first().click();
    page.locator(".modal-ux .btn-done").first().click();
  }

  private Answer open(Target target, String contract) {
    Answer answer =
        target
            .call(contract)
            .edit(
                body -> {
                  for (String name : List.of("success_url", "successURL")) {
                    if (body.has(name)) {
                      body.put(name, landing("/thanks?session={CHECKOUT_SESSION_ID}"));
                    }
                  }
                  for (String name : List.of("cancel_url", "cancelURL")) {
                    if (body.has(name)) {
                      body.put(name, landing("/back"));
                    }
                  }
                })
            .send();
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    page.navigate(answer.checkoutUrl());
    return answer;
  }

  private void fill(String card) {
    Locator email = page.locator("input[name='email']");
    if (email.count() > 0 && email.isEditable()) {
      email.fill("buyer@example.com");
    }
    page.locator("input[name='cardNumber']").fill(card);
    page.locator("input[name='cardExpiry']").fill("12 / 34");
    page.locator("input[name='cardCvc']").fill("123");
  }

  private void pay() {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(PAY)).first().click();
  }

  private List<String> foreignRequests(Target target) {
    List<String> elsewhere = new CopyOnWriteArrayList<>();
    page.onRequest(
        request -> {
          String url = request.url();
          if (!url.startsWith(target.baseUrl() + "/") && !url.startsWith("data:")) {
            elsewhere.add(url);
          }
        });
    return elsewhere;
  }

  private static Page.GetByRoleOptions named(String name) {
    return new Page.GetByRoleOptions().setName(name);
  }

  private String landing(String path) {
    return "http://127.0.0.1:" + landing.getAddress().getPort() + path;
  }

  private static HttpServer landing() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/",
          exchange -> {
            byte[] body =
                ("you are at " + exchange.getRequestURI().getPath())
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Optional<Path> chromium() {
    return Stream.of(
            System.getProperty("billet.chromium", ""),
            "/usr/bin/chromium",
            "/usr/bin/chromium-browser",
            "/usr/bin/google-chrome",
            "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
        .filter(path -> !path.isEmpty())
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
