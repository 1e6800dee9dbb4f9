package dev.billet.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import io.restassured.path.json.JsonPath;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What a buyer pays on the hosted pages is in the account, and what goes back is not. */
@ExtendWith(SuiteExtension.class)
final class LedgerDayTest {

  private static final String GOOD_CARD = "4242424242424242";
  private static final String DISPUTED_CARD = "4000000000000259";
  private static final Pattern PAY = Pattern.compile("^(Pay|Subscribe)");

  private final Path directory;

  LedgerDayTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void whatIsPaidOnTheHostedPagesIsInTheAccountUntilItGoesBack(Suite suite) throws Exception {
    try (Chromium chromium = Chromium.start();
        ServerProcess process = server(suite)) {
      Target target = suite.target(process, Defaults.VARIABLES);
      Page page = chromium.page();
      String credits = pay(page, target, "dreadnode", GOOD_CARD);
      String balance = pay(page, target, "closient", DISPUTED_CARD);
      pay(page, target, "almanac", GOOD_CARD);
      SandboxApi stripe = new SandboxApi(process.awaitSandbox());

      // The dispute has begun with the payment: the balance came, and went.
      JsonPath account =
          await(
              target,
              "credits 50000, 0 usd, active",
              it -> said(it).equals("credits 50000, 0 usd, active"));
      assertThat(account.getString("subscription.plan")).isEqualTo("team");
      assertThat(account.getBoolean("subscription.cancel_at_period_end")).isFalse();

      refund(stripe, target, credits, "&amount=2500");
      await(target, "half of the credits", it -> it.getLong("credits") == 25_000);
      refund(stripe, target, credits, "");
      await(target, "no credits", it -> it.getLong("credits") == 0);

      String dispute = dispute(target, balance);
      stripe.post("/v1/disputes/" + dispute, "evidence[uncategorized_text]=winning_evidence");
      await(target, "the balance again", it -> said(it).contains(" 2500 usd"));
      assertThat(kinds(target))
          .containsExactlyInAnyOrder(
              "purchase payments 5000",
              "grant credits 50000",
              "purchase payments 2500",
              "grant balance 2500",
              "dispute payments -2500",
              "dispute balance -2500",
              "purchase payments 9900",
              "refund payments -2500",
              "refund credits -25000",
              "refund payments -2500",
              "refund credits -25000",
              "dispute_won payments 2500",
              "dispute_won balance 2500");
      assertThat(command(suite, process, "ledger", "verify")).contains("as it must be");
    }
  }

  @Test
  void whatWasBoughtOutlivesARestartAndCanStillBeRefunded(Suite suite) throws Exception {
    String first;
    try (ServerProcess process = server(suite)) {
      Target target = suite.target(process, Defaults.VARIABLES);
      first = buyWithoutThePage(target, "dreadnode");
      await(target, "credits", it -> it.getLong("credits") == 50_000);
      process.terminate();
      assertThat(process.awaitExit()).as(process.log()).isZero();
    }
    try (ServerProcess process = server(suite)) {
      Target target = suite.target(process, Defaults.VARIABLES);
      buyWithoutThePage(target, "dreadnode");
      await(target, "credits twice", it -> it.getLong("credits") == 100_000);
      refund(new SandboxApi(process.awaitSandbox()), target, first, "");
      await(target, "credits once", it -> it.getLong("credits") == 50_000);
      assertThat(customers(target)).hasSize(1);
      assertThat(command(suite, process, "reconcile", "--since", "1d"))
          .contains("0 booked, 0 held, 0 unknown at Stripe, 0 unresolved");
      assertThat(command(suite, process, "ledger", "verify")).contains("as it must be");
      Path csv = directory.resolve("entries.csv");
      command(suite, process, "ledger", "export", "--out", csv.toString());
      assertThat(Files.readAllLines(csv)).hasSize(7).first().asString().startsWith("position,");
    }
  }

  @Test
  void whatNoWebhookToldIsBookedByReconciliation(Suite suite) throws Exception {
    try (ServerProcess process = server(suite)) {
      Target target = suite.target(process, Defaults.VARIABLES);
      SandboxApi stripe = new SandboxApi(process.awaitSandbox());
      stripe.post("/_sandbox/delivery_faults", "events=*&kind=drop");
      buyWithoutThePage(target, "closient");
      assertThat(Subscriptions.account(target).getList("balances")).isEmpty();
      assertThat(command(suite, process, "reconcile", "--since", "1d"))
          .contains("1 booked, 0 held, 0 unknown at Stripe, 0 unresolved");
      assertThat(said(Subscriptions.account(target))).contains("2500 usd");
      assertThat(command(suite, process, "reconcile", "--since", "1d"))
          .contains("0 booked, 0 held, 0 unknown at Stripe, 0 unresolved");
    }
  }

  @Test
  void aBuyerWhoComesBackBeforeTheWebhookFindsWhatItBought(Suite suite) throws Exception {
    try (ServerProcess process = server(suite)) {
      Target target = suite.target(process, Defaults.VARIABLES);
      SandboxApi stripe = new SandboxApi(process.awaitSandbox());
      stripe.post("/_sandbox/delivery_faults", "events=*&kind=drop");
      String session = buyWithoutThePage(target, "dreadnode");
      JsonPath checkout = Subscriptions.read(target, "/checkouts/" + session);
      assertThat(checkout.getString("status")).isEqualTo("fulfilled");
      assertThat(Subscriptions.account(target).getLong("credits")).isEqualTo(50_000);
    }
  }

  private ServerProcess server(Suite suite) {
    return suite
        .process()
        .environment("BILLET_DATABASE_URL", "jdbc:sqlite:" + directory.resolve("billet.db"))
        .environment("BILLET_SANDBOX_DATA", directory.resolve("sandbox.db").toString())
        .start();
  }

  /** Runs a command beside the server, and wants it to succeed. */
  private String command(Suite suite, ServerProcess server, String... arguments) {
    ServerProcess.Builder command =
        suite
            .process()
            .environment("BILLET_DATABASE_URL", "jdbc:sqlite:" + directory.resolve("billet.db"))
            .environment("BILLET_SANDBOX_PORT", "" + server.awaitSandbox().getPort());
    List.of(arguments).forEach(command::argument);
    try (ServerProcess process = command.start()) {
      assertThat(process.awaitExit()).as(process.log()).isZero();
      return process.log();
    }
  }

  private static String pay(Page page, Target target, String contract, String card) {
    Answer answer = open(target, contract);
    page.navigate(answer.checkoutUrl());
    page.locator("input[name='email']").fill("buyer@example.com");
    page.locator("input[name='cardNumber']").fill(card);
    page.locator("input[name='cardExpiry']").fill("12 / 34");
    page.locator("input[name='cardCvc']").fill("123");
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(PAY)).first().click();
    PlaywrightAssertions.assertThat(page).hasURL(Pattern.compile(".*/return/success.*"));
    return answer.sessionId();
  }

  private static String buyWithoutThePage(Target target, String contract) {
    String session = open(target, contract).sessionId();
    target.sandbox().orElseThrow().complete(session);
    return session;
  }

  private static Answer open(Target target, String contract) {
    Answer answer =
        target
            .call(contract)
            .edit(
                body -> {
                  if (body.has("quantity")) {
                    body.put("quantity", 2);
                  }
                  if (body.has("amount_cents")) {
                    body.put("amount_cents", 2_500);
                  }
                  body.put("success_url", target.baseUrl() + "/return/success");
                })
            .send();
    assertThat(answer.status()).as("%s", answer).isEqualTo(200);
    return answer;
  }

  private static void refund(SandboxApi stripe, Target target, String session, String amount)
      throws Exception {
    HttpResponse<String> refunded =
        stripe.answer("/v1/refunds", "payment_intent=" + paymentIntent(target, session) + amount);
    assertThat(refunded.statusCode()).as(refunded.body()).isEqualTo(200);
  }

  private static String paymentIntent(Target target, String session) {
    return target.sandbox().orElseThrow().retrieve(session).path("payment_intent").asText();
  }

  private static String dispute(Target target, String session) {
    return target
        .sandbox()
        .orElseThrow()
        .list("/v1/disputes?payment_intent=" + paymentIntent(target, session))
        .path(0)
        .path("id")
        .asText();
  }

  private static List<String> customers(Target target) {
    return target.sandbox().orElseThrow().list("/v1/customers").findValuesAsText("id");
  }

  private static List<String> kinds(Target target) {
    List<Map<String, Object>> entries =
        Subscriptions.read(target, "/entries?limit=100").getList("data");
    return entries.stream()
        .map(it -> it.get("kind") + " " + it.get("asset") + " " + it.get("amount"))
        .toList();
  }

  private static String said(JsonPath account) {
    return "credits "
        + account.getLong("credits")
        + ", "
        + account.getString("balances[0].amount")
        + " usd, "
        + account.getString("subscription.status");
  }

  private interface Condition {
    boolean holds(JsonPath account);
  }

  private static JsonPath await(Target target, String what, Condition condition) {
    long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (true) {
      JsonPath account = Subscriptions.account(target);
      if (condition.holds(account)) {
        return account;
      }
      assertThat(System.nanoTime())
          .as("waiting for %s: %s", what, account.prettify())
          .isLessThan(deadline);
    }
  }
}
