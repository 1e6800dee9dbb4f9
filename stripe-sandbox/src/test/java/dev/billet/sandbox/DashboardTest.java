package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.model.Customer;
import com.stripe.model.checkout.Session;
import com.stripe.param.CustomerCreateParams;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the dashboard shows, as a browser without JavaScript sees it. */
final class DashboardTest {

  @AutoClose private final Fixture fixture = new Fixture();

  @Test
  void showsOnTheFirstPageWhatThereIs() throws Exception {
    Session session = fixture.create(Fixture.payment());
    String page = get("");

    assertThat(page)
        .contains("<strong>1</strong> <span>Checkout sessions</span>")
        .contains("href=\"/dashboard/sessions/" + session.getId() + "\"", "$20.00 USD")
        .contains("price.created", fixture.sandbox.baseUrl().toString())
        .contains("2026-08-15 12:00:00 UTC");
  }

  @Test
  void showsTheKeyMaskedUntilItIsAskedFor() throws Exception {
    String key = fixture.sandbox.secretKey();

    assertThat(get(""))
        .contains("<summary>sk_test_…0000</summary><code>" + key + "</code></details>")
        .containsOnlyOnce(key);
  }

  @Test
  void showsASessionWithItsItemsAndWhatCanBeDoneToIt() throws Exception {
    Session session = fixture.create(Fixture.payment().putMetadata("order", "17"));
    String page = get("/sessions/" + session.getId());

    assertThat(page)
        .contains("25,000 credits", "$10.00 USD", "$20.00 USD")
        .contains("<dt>order</dt><dd>17</dd>")
        .contains("<a href=\"" + session.getUrl() + "\" class=\"button\"")
        .contains("action=\"/dashboard/sessions/" + session.getId() + "/complete\"")
        .contains("action=\"/dashboard/sessions/" + session.getId() + "/expire\"");
    assertThat(get("/sessions")).contains("/dashboard/sessions/" + session.getId());
    assertThat(get("/sessions?status=expired")).doesNotContain(session.getId());
  }

  @Test
  void linksASessionToWhatCameOfIt() throws Exception {
    Session session = fixture.create(Fixture.subscription());
    fixture.sandbox.complete(session.getId());
    String page = get("/sessions/" + session.getId());
    Session paid = fixture.retrieve(session.getId());

    assertThat(page)
        .contains("/dashboard/subscriptions/" + paid.getSubscription())
        .contains("/dashboard/invoices/" + paid.getInvoice())
        .contains("checkout.session.completed")
        .doesNotContain("/complete\"");
    assertThat(get("/subscriptions/" + paid.getSubscription()))
        .contains("$29.00 USD / month", "<span class=\"badge good\">active</span>")
        .contains("/dashboard/invoices/" + paid.getInvoice());
    assertThat(get("/customers/" + paid.getCustomer()))
        .contains("/dashboard/subscriptions/" + paid.getSubscription());
  }

  @Test
  void escapesWhateverAClientSent() throws Exception {
    String hostile = "<script>alert(1)</script>\"'&";
    Customer customer =
        fixture
            .v1
            .customers()
            .create(
                CustomerCreateParams.builder()
                    .setName(hostile)
                    .putMetadata("<b>", hostile)
                    .build());

    for (String path : new String[] {"/customers", "/customers/" + customer.getId()}) {
      assertThat(get(path))
          .contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;")
          .doesNotContain("<script>alert", "<b>");
    }
    assertThat(get("/events?type=%22%3E%3Cscript%3E")).doesNotContain("\"><script>");
    assertThat(open("/customers/%3Cscript%3E").body()).doesNotContain("<script>");
  }

  @Test
  void showsAnEventWithItsPayloadAndFiltersByType() throws Exception {
    Customer customer = fixture.v1.customers().create(CustomerCreateParams.builder().build());
    String list = get("/events?type=customer.*");
    Matcher event = Pattern.compile("/dashboard/events/(evt_\\w+)").matcher(list);

    assertThat(list).contains("customer.created").doesNotContain("price.created");
    assertThat(event.find()).isTrue();
    assertThat(get("/events/" + event.group(1)))
        .contains("<span class=\"m\">&quot;type&quot;</span>")
        .contains("/dashboard/customers/" + customer.getId());
    assertThat(get("/customers/" + customer.getId()))
        .contains("/dashboard/events/" + event.group(1));
  }

  @Test
  void turnsPagesOfTwentyFive() throws Exception {
    for (int i = 1; i <= 30; i++) {
      fixture
          .v1
          .customers()
          .create(CustomerCreateParams.builder().setName("Customer " + i + ".").build());
    }
    String first = get("/customers");
    String second = get(link(first, "Older"));

    assertThat(first).contains("Customer 30.", "Customer 6.").doesNotContain("Customer 5.");
    assertThat(second).contains("Customer 5.", "Customer 1.").doesNotContain("Customer 6.");
    assertThat(second).doesNotContain(">Older<");
    assertThat(get(link(second, "Newer"))).contains("Customer 30.").doesNotContain(">Newer<");
  }

  @Test
  void logsRequestsAndLeadsFromAnErrorToItsEntry() throws Exception {
    InvalidRequestException error =
        catchThrowableOfType(
            InvalidRequestException.class, () -> fixture.v1.prices().retrieve("price_x"));
    String url = error.getStripeError().getRequestLogUrl();

    assertThat(url)
        .isEqualTo(fixture.sandbox.publicUrl() + "/dashboard/requests/" + error.getRequestId());
    assertThat(fixture.open(url).body())
        .contains("GET /v1/prices/price_x", ">404<", "resource_missing", "No such price: ");
    assertThat(get("/requests")).contains(error.getRequestId());
    assertThat(get("")).contains("Latest errors", error.getRequestId());
  }

  @Test
  void showsErrorsAloneAmongRequests() throws Exception {
    fixture.create(Fixture.payment());
    fixture.post("/v1/customers", "unknown=1");

    assertThat(get("/requests")).contains("POST /v1/checkout/sessions", "POST /v1/customers");
    assertThat(get("/requests?show=errors"))
        .contains("parameter_unknown")
        .doesNotContain("POST /v1/checkout/sessions");
  }

  @Test
  void leadsFromAnEventToTheRequestThatCausedItAndBack() throws Exception {
    String id =
        fixture
            .v1
            .customers()
            .create(CustomerCreateParams.builder().build())
            .getLastResponse()
            .requestId();

    assertThat(get("/events")).contains("/dashboard/requests/" + id);
    assertThat(get("/requests/" + id)).contains("POST /v1/customers", "customer.created");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/customers/cus_x", "/nowhere", "/requests/req_x", "/customers/a/b"})
  void saysWhatIsNotThere(String path) throws Exception {
    HttpResponse<String> answer = open(path);

    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.body()).contains("No such", "To the overview");
  }

  @Test
  void refusesAPageAfterWhatIsNotThere() throws Exception {
    HttpResponse<String> answer = open("/customers?starting_after=cus_x");

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("No such customer: &#39;cus_x&#39;");
  }

  @Test
  void loadsNothingFromElsewhereAndRunsNothingInline() throws Exception {
    HttpResponse<String> page = open("");

    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .startsWith("default-src 'none'; style-src 'self'; script-src 'self'")
        .doesNotContain("unsafe");
    assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(page.body())
        .contains("<noscript><meta http-equiv=\"refresh\"")
        .doesNotContain("<style", " style=", " onclick", "src=\"http");
    for (String file : new String[] {"dashboard.css", "dashboard.js"}) {
      Matcher path = Pattern.compile("\"/dashboard(/" + file + "\\?v=\\w+)\"").matcher(page.body());
      assertThat(path.find()).isTrue();
      HttpResponse<String> asset = open(path.group(1));
      assertThat(asset.statusCode()).isEqualTo(200);
      assertThat(asset.body()).isNotEmpty();
      assertThat(asset.headers().firstValue("Content-Type").orElseThrow())
          .startsWith(file.endsWith("css") ? "text/css" : "text/javascript");
    }
  }

  @Test
  void renewsTheMainPartOnlyWhereItChanged() throws Exception {
    HttpResponse<String> before = fragment("");
    String tag = before.headers().firstValue("ETag").orElseThrow();
    HttpResponse<String> same = fragment(tag);
    fixture.create(Fixture.payment());
    HttpResponse<String> after = fragment(tag);

    assertThat(before.body()).startsWith("<h1>").doesNotContain("<html", "<nav");
    assertThat(open("/sessions").body()).contains("data-tag=\"");
    assertThat(same.statusCode()).isEqualTo(304);
    assertThat(same.body()).isEmpty();
    assertThat(after.statusCode()).isEqualTo(200);
    assertThat(after.body()).contains("$20.00 USD");
  }

  private HttpResponse<String> fragment(String tag) throws Exception {
    return tag.isEmpty()
        ? fixture.raw("GET", "/dashboard/sessions", "", "Sandbox-Fragment", "1")
        : fixture.raw(
            "GET", "/dashboard/sessions", "", "Sandbox-Fragment", "1", "If-None-Match", tag);
  }

  private String get(String path) throws Exception {
    HttpResponse<String> answer = open(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private HttpResponse<String> open(String path) throws Exception {
    return fixture.open(URI.create(fixture.sandbox.baseUrl() + "/dashboard" + path).toString());
  }

  private static String link(String page, String label) {
    Matcher link = Pattern.compile("href=\"/dashboard(/[^\"]*)\">" + label + "</a>").matcher(page);
    assertThat(link.find()).isTrue();
    return link.group(1).replace("&amp;", "&");
  }
}
