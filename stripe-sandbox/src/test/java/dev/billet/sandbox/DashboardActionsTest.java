package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.model.checkout.Session;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The buttons of the dashboard, and who may press them. */
final class DashboardActionsTest {

  private static final String OTHER_KEY = "sk_test_another000000000000001234";

  @AutoClose private final Fixture fixture = new Fixture();

  @Test
  void paysAndExpiresASession() throws Exception {
    Session paid = fixture.create(Fixture.payment());
    Session expired = fixture.create(Fixture.payment());
    HttpResponse<String> answer = press("/sessions/" + paid.getId() + "/complete", "");
    press("/sessions/" + expired.getId() + "/expire", "");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location"))
        .hasValue("/dashboard/sessions/" + paid.getId() + "?done=complete");
    assertThat(open("/sessions/" + paid.getId() + "?done=complete")).contains("was paid");
    assertThat(fixture.retrieve(paid.getId()).getPaymentStatus()).isEqualTo("paid");
    assertThat(fixture.retrieve(expired.getId()).getStatus()).isEqualTo("expired");
  }

  @Test
  void saysWhyASessionCannotBePaid() throws Exception {
    Session session = fixture.create(Fixture.payment());
    fixture.sandbox.expire(session.getId());
    HttpResponse<String> answer = press("/sessions/" + session.getId() + "/complete", "");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("its status is `expired`");
  }

  @Test
  void showsEachTryOfAWebhookAndSendsItAgain() throws Exception {
    try (Receiver receiver = new Receiver()) {
      fixture.sandbox.webhooks().add(receiver.url("/hook"), "customer.created");
      fixture.post("/v1/customers", "name=Ada");
      receiver.next();
      Await.until("the delivery succeeds", () -> open("/deliveries").contains("badge good"));
      String page = open("/deliveries");
      assertThat(page).contains("customer.created", receiver.url("/hook").toString());
      Matcher resend =
          Pattern.compile("/dashboard(/deliveries/evt_\\w+/we_\\w+/resend)").matcher(page);
      assertThat(resend.find()).isTrue();

      HttpResponse<String> answer = press(resend.group(1), "");

      assertThat(answer.statusCode()).isEqualTo(303);
      receiver.next();
    }
  }

  @Test
  void addsAndRemovesTroubleForWebhooks() throws Exception {
    press("/delivery-faults", "&events=invoice.*&kind=delay&delay=");
    String page = open("/faults");
    Matcher remove = Pattern.compile("/dashboard(/delivery-faults/\\w+/remove)").matcher(page);
    assertThat(page).contains("<td data-label=\"Events\" class=\"text\">invoice.*</td>");
    assertThat(remove.find()).isTrue();
    press(remove.group(1), "");
    assertThat(open("/faults")).doesNotContain("/delivery-faults/");
    press("/delivery-faults", "&events=*&kind=drop");
    press("/delivery-faults/clear", "");
    assertThat(open("/faults")).doesNotContain("/delivery-faults/");
    assertThat(press("/delivery-faults", "&events=*&kind=nonsense").statusCode()).isEqualTo(400);
  }

  @Test
  void addsAndRemovesFaultRules() throws Exception {
    press("/faults", "&endpoint=POST+%2Fv1%2Frefunds&kind=slow&delay_ms=1&times=&probability=");
    String page = open("/faults");
    Matcher remove = Pattern.compile("/dashboard(/faults/\\w+/remove)").matcher(page);

    assertThat(page).contains("<td data-label=\"Endpoint\" class=\"text\">POST /v1/refunds</td>");
    assertThat(fixture.sandbox.faults().list()).hasSize(1);
    assertThat(remove.find()).isTrue();
    press(remove.group(1), "");
    assertThat(fixture.sandbox.faults().list()).isEmpty();
    press("/faults", "&endpoint=/v1/**&kind=rate_limit");
    press("/faults/clear", "");
    assertThat(fixture.sandbox.faults().list()).isEmpty();
    assertThat(press("/faults", "&endpoint=nowhere&kind=slow").statusCode()).isEqualTo(400);
  }

  @Test
  void isNotItselfInTheWayOfFaults() throws Exception {
    press("/faults", "&endpoint=%2Fv1%2F**&kind=rate_limit");

    assertThat(open("/customers")).contains("Nothing here yet");
  }

  @Test
  void putsTheClockForward() throws Exception {
    Session session = fixture.create(Fixture.payment());
    Instant before = fixture.sandbox.clock().instant();
    press("/clock", "&advance=90000");

    assertThat(Duration.between(before, fixture.sandbox.clock().instant()))
        .isEqualTo(Duration.ofHours(25));
    assertThat(open("/sessions/" + session.getId())).contains("expired");
    assertThat(open("")).contains("ahead by 1 day");
  }

  @Test
  void showsOneAccountAtATime() throws Exception {
    Session own = fixture.create(Fixture.payment());
    fixture.raw("POST", "/v1/customers", "name=Other", "Authorization", "Bearer " + OTHER_KEY);
    String page = open("/customers");
    Matcher other = Pattern.compile("value=\"(\\w+)\" data-other>sk_test_…1234<").matcher(page);
    assertThat(page).doesNotContain("Other<", OTHER_KEY);
    assertThat(other.find()).isTrue();
    HttpResponse<String> chosen = press("/account", "&account=" + other.group(1));
    String cookie = chosen.headers().firstValue("Set-Cookie").orElseThrow();
    String choice = cookie.substring(0, cookie.indexOf(';'));

    assertThat(cookie).contains("HttpOnly", "SameSite=Strict").doesNotContain(OTHER_KEY);
    assertThat(fixture.raw("GET", "/dashboard/customers", "", "Cookie", choice).body())
        .contains("Other<")
        .doesNotContain(OTHER_KEY);
    assertThat(
            fixture
                .raw("GET", "/dashboard/sessions/" + own.getId(), "", "Cookie", choice)
                .statusCode())
        .isEqualTo(404);
    assertThat(press("/sessions/" + own.getId() + "/expire", "", "Cookie", choice).statusCode())
        .isEqualTo(404);
    assertThat(fixture.retrieve(own.getId()).getStatus()).isEqualTo("open");
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Origin, https://evil.example",
    "Origin, null",
    "Origin, 'no origin'"
  })
  void refusesAFormFromElsewhere(String header, String value) throws Exception {
    Session session = fixture.create(Fixture.payment());
    HttpResponse<String> answer =
        press("/sessions/" + session.getId() + "/expire", "", header, value);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(fixture.retrieve(session.getId()).getStatus()).isEqualTo("open");
  }

  @Test
  void refusesAFormWithoutItsToken() throws Exception {
    Session session = fixture.create(Fixture.payment());
    String path = "/dashboard/sessions/" + session.getId() + "/expire";

    assertThat(fixture.raw("POST", path, "").statusCode()).isEqualTo(403);
    assertThat(fixture.raw("POST", path, "token=guessed").statusCode()).isEqualTo(403);
    assertThat(fixture.retrieve(session.getId()).getStatus()).isEqualTo("open");
  }

  @Test
  void takesAFormFromItsOwnPages() throws Exception {
    Session session = fixture.create(Fixture.payment());
    HttpResponse<String> answer =
        press(
            "/sessions/" + session.getId() + "/expire",
            "",
            "Sec-Fetch-Site",
            "same-origin",
            "Origin",
            fixture.sandbox.baseUrl().toString());

    assertThat(answer.statusCode()).isEqualTo(303);
  }

  @ParameterizedTest
  @CsvSource({"/nothing", "/sessions", "/sessions/x/refund", "/faults/x", "/faults/x/y/z"})
  void refusesWhatThereIsNoButtonFor(String path) throws Exception {
    assertThat(press(path, "").statusCode()).isIn(400, 404);
  }

  @Test
  void takesNoOtherMethods() throws Exception {
    HttpResponse<String> answer = fixture.raw("DELETE", "/dashboard/faults", "");

    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).hasValue("GET, HEAD, POST");
  }

  private HttpResponse<String> press(String path, String fields, String... headers)
      throws Exception {
    Matcher token = Pattern.compile("name=\"token\" value=\"(\\w+)\"").matcher(open("/faults"));
    assertThat(token.find()).isTrue();
    return fixture.raw("POST", "/dashboard" + path, "token=" + token.group(1) + fields, headers);
  }

  private String open(String path) throws Exception {
    return fixture.open(fixture.sandbox.baseUrl() + "/dashboard" + path).body();
  }
}
