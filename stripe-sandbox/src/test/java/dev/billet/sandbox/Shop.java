package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.stripe.StripeClient;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Price;
import com.stripe.model.checkout.Session;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.CustomerListParams;
import com.stripe.param.CustomerUpdateParams;
import com.stripe.param.PaymentMethodAttachParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.service.V1Services;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who sells through Stripe, with Stripe's client as its users make it, and with an account
 * of their own. The sandbox is one of the shop's own, or the one at the URL in the system property
 * {@code sandbox.url}.
 */
final class Shop implements AutoCloseable {

  private final @Nullable Sandbox own;
  private final String url;
  private final String key =
      "sk_test_day" + UUID.randomUUID().toString().replace("-", "").substring(0, 16);
  private final HttpClient http = HttpClient.newHttpClient();

  /** Stripe's services, by a client that tries once. */
  final V1Services stripe;

  Shop() {
    String given = System.getProperty("sandbox.url", "");
    own = given.isEmpty() ? Sandbox.builder().start() : null;
    url = own == null ? given : own.baseUrl().toString();
    stripe = client(key, 0).v1();
  }

  StripeClient client(String apiKey, int retries) {
    com.stripe.Stripe.enableTelemetry = false;
    return StripeClient.builder()
        .setApiKey(apiKey)
        .setApiBase(url)
        .setMaxNetworkRetries(retries)
        .build();
  }

  /** Returns a client that tries again. */
  StripeClient retrying() {
    return client(key, 2);
  }

  /** Asks the sandbox for what Stripe has not: time, payment without a page, trouble. */
  JsonNode control(String method, String path, String form) throws Exception {
    HttpResponse<String> response =
        http.send(
            HttpRequest.newBuilder(URI.create(url + "/_sandbox" + path))
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, HttpRequest.BodyPublishers.ofString(form))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return new ObjectMapper().readTree(response.body());
  }

  /** Fills the hosted page in, as a browser without JavaScript sends it. */
  HttpResponse<String> fillIn(Session session, String card) throws Exception {
    return http.send(
        HttpRequest.newBuilder(URI.create(session.getUrl()))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "email=ada%40shop.example&cardExpiry=12+%2F+34&cardCvc=123&cardNumber=" + card))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Creates a price of so many cents, and its product. */
  Price price(String product, long cents, PriceCreateParams.Recurring.@Nullable Interval interval)
      throws StripeException {
    PriceCreateParams.Builder params =
        PriceCreateParams.builder()
            .setCurrency("usd")
            .setUnitAmount(cents)
            .setProductData(PriceCreateParams.ProductData.builder().setName(product).build());
    if (interval != null) {
      params.setRecurring(PriceCreateParams.Recurring.builder().setInterval(interval).build());
    }
    return stripe.prices().create(params.build());
  }

  /** Begins a session for some of a price. */
  static SessionCreateParams.Builder session(
      SessionCreateParams.Mode mode, Price price, long quantity) {
    return SessionCreateParams.builder()
        .setMode(mode)
        .setSuccessUrl("https://shop.example/done?s={CHECKOUT_SESSION_ID}")
        .addLineItem(
            SessionCreateParams.LineItem.builder()
                .setPrice(price.getId())
                .setQuantity(quantity)
                .build());
  }

  /** Creates a customer. */
  Customer customer(String email) throws StripeException {
    return stripe.customers().create(CustomerCreateParams.builder().setEmail(email).build());
  }

  /** Returns the ids of the customers with an address. */
  List<String> customers(String email) throws StripeException {
    return stripe
        .customers()
        .list(CustomerListParams.builder().setEmail(email).build())
        .getData()
        .stream()
        .map(Customer::getId)
        .toList();
  }

  /** Creates a customer who pays with a card by default. */
  Customer customerWithCard(@Nullable String testClock) throws StripeException {
    CustomerCreateParams.Builder params = CustomerCreateParams.builder().setName("Sue");
    if (testClock != null) {
      params.setTestClock(testClock);
    }
    Customer customer = stripe.customers().create(params.build());
    payBy(customer, "pm_card_visa");
    return customer;
  }

  /** Makes a test card a customer's default. */
  void payBy(Customer customer, String card) throws StripeException {
    String method =
        stripe
            .paymentMethods()
            .attach(card, PaymentMethodAttachParams.builder().setCustomer(customer.getId()).build())
            .getId();
    stripe
        .customers()
        .update(
            customer.getId(),
            CustomerUpdateParams.builder()
                .setInvoiceSettings(
                    CustomerUpdateParams.InvoiceSettings.builder()
                        .setDefaultPaymentMethod(method)
                        .build())
                .build());
  }

  /** Returns the refusal of an action, as Stripe's client throws it. */
  static <T extends StripeException> T refused(Class<T> type, int status, ThrowingCallable action) {
    T error = catchThrowableOfType(type, action);
    assertThat(error).as("a refusal").isNotNull();
    assertThat(error.getStatusCode()).isEqualTo(status);
    return error;
  }

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }
}
