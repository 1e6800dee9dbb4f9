package dev.billet.conformance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
import org.junit.jupiter.params.provider.MethodSource;

/** What a buyer and a curious developer see, in a real browser. */
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class BrowserTest {

  private static final Pattern PAY = Pattern.compile("^(Pay|Subscribe)");

  private HttpServer landing;
  private Chromium chromium;
  private Page page;

  @BeforeAll
  void start() {
    chromium = Chromium.start();
    landing = landing();
  }

  @AfterAll
  void stop() {
    if (chromium != null) {
      chromium.close();
    }
    if (landing != null) {
      landing.stop(0);
    }
  }

  @BeforeEach
  void openPage() {
    page = chromium.page();
  }

  @AfterEach
  void closePage() {
    page.close();
  }

  static Stream<String> contracts() {
    return ContractDocument.all().stream().map(ContractDocument::key);
  }

  @ParameterizedTest
  @MethodSource("contracts")
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
    Subscriptions.end(target, answer.sessionId());
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
      assertThat(page.locator("a[href$='reference/" + contract.key() + "']").first()).isVisible();
    }
    assertThat(elsewhere).isEmpty();
  }

  @Test
  void theReferenceShowsTheOperationAndTriesItAgainstThisServer(Target target) {
    List<String> elsewhere = foreignRequests(target);
    Call call = target.call("almanac");
    openReference(target, "almanac");
    authorize(target);
    page.locator("tr[data-param-name='organization_id'] input")
        .fill(target.variables().get("organization.slug"));
    page.locator("textarea.body-param__text").fill(call.text());
    executes(target);
    // Another request, so not the same one again: whatever the page fills in must allow for it.
    page.locator("textarea.body-param__text")
        .fill(call.edit(body -> body.put("plan_id", "pro")).text());
    executes(target);
    assertThat(elsewhere).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("contracts")
  void theReferenceCanBeTriedAsItStands(String contract, Target target, Suite suite) {
    assumeTrue(!suite.external(), "only the demo directory is filled in beforehand");
    openReference(target, contract);
    executes(target);
  }

  private void openReference(Target target, String contract) {
    page.navigate(target.baseUrl() + "/reference/" + contract);
    assertThat(page.locator(".opblock-post")).hasCount(1);
    assertThat(page.getByRole(AriaRole.BUTTON, named("Execute"))).isVisible();
  }

  private void executes(Target target) {
    Response response =
        page.waitForResponse(
            it -> it.request().method().equals("POST"),
            () -> page.getByRole(AriaRole.BUTTON, named("Execute")).click());
    assertThat(response.url()).startsWith(target.baseUrl() + "/");
    assertThat(response.status())
        .as("%s %s: %s", response.url(), response.request().postData(), response.text())
        .isEqualTo(200);
    assertThat(page.locator(".live-responses-table .response .response-col_status").first())
        .containsText("200");
  }

  private void authorize(Target target) {
    page.locator(".btn.authorize").first().click();
    Locator dialog = page.locator(".modal-ux");
    assertThat(dialog).isVisible();
    // The demo directory's key is there already.
    if (dialog.locator("input").count() > 0) {
      dialog.locator("input").first().fill(target.variables().get("key.owner"));
      dialog.locator("button.authorize").first().click();
    }
    dialog.locator("button.btn-done").first().click();
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
}
