package dev.billet.conformance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import dev.billet.conformance.document.Json;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dashboard of the Stripe in the jar, with its script, in a real browser. */
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class DashboardTest {

  /** Longer than the script waits between two looks, even where it had to wait for an answer. */
  private static final double RENEWED = 20_000;

  private static final int TELEPHONE = 390;

  private static final String SESSION =
      "mode=payment&success_url=https://shop.example/done"
          + "&line_items[0][price]=price_credits&line_items[0][quantity]=1";

  private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private HttpServer hook;
  private ServerProcess process;
  private URI where;
  private SandboxApi stripe;
  private Chromium chromium;
  private Page page;

  @BeforeAll
  void start(Suite suite) throws Exception {
    ServerProcess.Builder sandbox = suite.process();
    chromium = Chromium.start();
    hook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    // One word, longer than a narrow page is wide.
    byte[] answer = "taken".repeat(60).getBytes(StandardCharsets.UTF_8);
    hook.createContext(
        "/hook",
        exchange -> {
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    hook.start();
    process =
        sandbox
            .argument("sandbox")
            .argument("--port=0")
            .argument("--webhook=http://127.0.0.1:" + hook.getAddress().getPort() + "/hook")
            .start();
    where = process.awaitSandbox();
    stripe = new SandboxApi(where);
  }

  @AfterAll
  void stop() {
    if (process != null) {
      process.close();
    }
    if (hook != null) {
      hook.stop(0);
    }
    if (chromium != null) {
      chromium.close();
    }
  }

  @BeforeEach
  void openPage() {
    page = chromium.page();
  }

  @AfterEach
  void closePage() {
    page.close();
    assertThat(complaints).as("what the browser complained of in the dashboard").isEmpty();
  }

  @Test
  void anOpenPageShowsANewSessionWithoutAReload() throws Exception {
    open("/sessions");

    String session = stripe.post("/v1/checkout/sessions", SESSION).path("id").asText();

    appears(row(session));
    assertThat(row(session)).hasClass("new");
    wasNotReloaded();
  }

  @Test
  void anOpenPageShowsANewEventWithoutAReload() throws Exception {
    open("/events");

    stripe.post("/v1/customers", "name=Ada");

    appears(row(event("customer.created")));
    wasNotReloaded();
  }

  @Test
  void anOpenPageShowsANewDeliveryAndSendsItAgain() throws Exception {
    open("/deliveries");
    stripe.post("/v1/products", "name=Tea");
    String event = event("product.created");
    Locator delivery =
        page.locator("tr[data-key]", new Page.LocatorOptions().setHas(page.getByTitle(event)));
    appears(delivery);
    appears(delivery.getByText("succeeded"));
    wasNotReloaded();

    delivery.getByRole(AriaRole.BUTTON).click();

    assertThat(page.getByRole(AriaRole.STATUS)).hasText("The event is being sent again.");
    assertThat(event("product.created")).isEqualTo(event);
    appears(delivery.locator(".tries > li").nth(1));
  }

  @Test
  void aPausedPageStaysAsItIs() throws Exception {
    open("/sessions");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Live")).click();
    Locator live = page.locator("#live");
    assertThat(live).hasText("Paused");
    String session = stripe.post("/v1/checkout/sessions", SESSION).path("id").asText();
    assertThat(row(session)).hasCount(0);

    live.click();

    appears(row(session));
  }

  @Test
  void aFaultIsSwitchedOnAndOff() throws Exception {
    open("/faults");
    page.locator("#endpoint").fill("POST /v1/coupons");
    page.locator("#kind").selectOption("rate_limit");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Add rule"))
        .first()
        .click();
    assertThat(page.getByRole(AriaRole.STATUS)).hasText("The fault rule was added.");
    assertThat(stripe.answer("/v1/coupons", "percent_off=5&duration=once").statusCode())
        .isEqualTo(429);

    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Remove all"))
        .first()
        .click();

    assertThat(page.getByRole(AriaRole.STATUS)).hasText("All fault rules were removed.");
    stripe.post("/v1/coupons", "percent_off=5&duration=once");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/deliveries", "/sessions", "/events", "/webhooks", "/requests", "/faults"})
  void fitsATelephone(String path) throws Exception {
    stripe.post("/v1/customers", "name=" + "Ada".repeat(40));
    event("customer.created");
    page.setViewportSize(TELEPHONE, 844);
    open(path);
    if (path.equals("/deliveries")) {
      appears(page.getByText("succeeded").first());
      page.locator("details > summary").first().click();
    }
    fits();
  }

  @Test
  void theHostedPageFitsATelephone() throws Exception {
    String session = stripe.post("/v1/checkout/sessions", SESSION).path("url").asText();
    page.setViewportSize(TELEPHONE, 844);
    page.navigate(session);
    fits();
    page.locator("input[name='email']").fill("ada@shop.example");
    page.locator("input[name='cardNumber']").fill("4000000000000002");
    page.locator("input[name='cardExpiry']").fill("12 / 34");
    page.locator("input[name='cardCvc']").fill("123");
    page.locator("button[type='submit']").first().click();
    assertThat(page.getByRole(AriaRole.ALERT).first()).containsText("declined");
    fits();
  }

  private void open(String path) {
    complaints.clear();
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.navigate(where + "/dashboard" + path);
    page.evaluate("window.sameDocument = true");
  }

  private void wasNotReloaded() {
    assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
  }

  private void fits() {
    assertThat(page.evaluate("document.documentElement.scrollWidth"))
        .isEqualTo(page.evaluate("document.documentElement.clientWidth"));
  }

  private Locator row(String id) {
    return page.locator("tr[data-key='" + id + "']");
  }

  private static void appears(Locator locator) {
    assertThat(locator).isVisible(new LocatorAssertions.IsVisibleOptions().setTimeout(RENEWED));
  }

  /** Waits until the hook is told of something, and returns the event's id. */
  private String event(String type) throws InterruptedException {
    while (true) {
      String body = received.poll(30, TimeUnit.SECONDS);
      assertThat(body).as("a webhook").isNotNull();
      var event = Json.parse(body);
      if (event.path("type").asText().equals(type)) {
        return event.path("id").asText();
      }
    }
  }
}
