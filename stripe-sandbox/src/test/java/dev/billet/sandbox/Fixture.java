package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Customer;
import com.stripe.model.Event;
import com.stripe.model.WebhookEndpoint;
import com.stripe.model.checkout.Session;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.EventListParams;
import com.stripe.param.WebhookEndpointCreateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.service.V1Services;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A sandbox with a small catalogue, Stripe's client for it, and a browser's requests to it. */
final class Fixture implements AutoCloseable {

  static final String SUCCESS = "https://shop.example/done?s={CHECKOUT_SESSION_ID}&x=1";
  static final String CANCEL = "https://shop.example/cart?a=1&b=2";

  final MovableClock clock = new MovableClock();
  final Sandbox sandbox;
  final StripeClient stripe;

  /** Stripe's services by that client. */
  final V1Services v1;

  private final HttpClient http =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  Fixture() {
    this(Sandbox.builder());
  }

  Fixture(SandboxBuilder builder) {
    sandbox =
        builder
            .clock(clock)
            .price(new SeedPrice("price_pro", "Pro plan", "usd", 2900, "month"))
            .price(new SeedPrice("price_credits", "25,000 credits", "usd", 1000, null))
            .price(new SeedPrice("price_jpy", "Omamori", "jpy", 1200, null))
            .start();
    stripe = client(sandbox.secretKey());
    v1 = stripe.v1();
  }

  /** Stripe's client as its users make it; its retries would hide what is tested. */
  StripeClient client(String key) {
    com.stripe.Stripe.enableTelemetry = false;
    return StripeClient.builder()
        .setApiKey(key)
        .setApiBase(sandbox.baseUrl().toString())
        .setMaxNetworkRetries(0)
        .build();
  }

  /** What tests of billing begin with, in the account of {@link #stripe}. */
  Billing billing() {
    return new Billing(stripe);
  }

  static SessionCreateParams.Builder payment() {
    return session(SessionCreateParams.Mode.PAYMENT, "price_credits", 2);
  }

  static SessionCreateParams.Builder subscription() {
    return session(SessionCreateParams.Mode.SUBSCRIPTION, "price_pro", 1);
  }

  static SessionCreateParams.Builder session(
      SessionCreateParams.Mode mode, String price, long quantity) {
    return SessionCreateParams.builder()
        .setMode(mode)
        .setSuccessUrl(SUCCESS)
        .setCancelUrl(CANCEL)
        .addLineItem(
            SessionCreateParams.LineItem.builder().setPrice(price).setQuantity(quantity).build());
  }

  Session create(SessionCreateParams.Builder params) throws StripeException {
    return v1.checkout().sessions().create(params.build());
  }

  Session retrieve(String id) throws StripeException {
    return v1.checkout().sessions().retrieve(id);
  }

  Customer customer(String name) throws StripeException {
    return v1.customers().create(CustomerCreateParams.builder().setName(name).build());
  }

  /** Has this URL told of events of one type. */
  WebhookEndpoint endpoint(URI url, WebhookEndpointCreateParams.EnabledEvent event)
      throws StripeException {
    return v1.webhookEndpoints()
        .create(
            WebhookEndpointCreateParams.builder()
                .setUrl(url.toString())
                .addEnabledEvent(event)
                .build());
  }

  /** Returns the newest event of a type. */
  Event newest(String type) throws StripeException {
    return v1.events().list(EventListParams.builder().setType(type).build()).getData().get(0);
  }

  /** Returns the types of all events, as they happened. */
  List<String> events() throws StripeException {
    List<String> types = new ArrayList<>();
    v1.events()
        .list(EventListParams.builder().setLimit(100L).build())
        .getData()
        .forEach(event -> types.add(0, event.getType()));
    return types;
  }

  /** Returns the refusal of a request, as Stripe's client throws it; null where there was none. */
  static InvalidRequestException refused(ThrowingCallable call) {
    return catchThrowableOfType(InvalidRequestException.class, call);
  }

  HttpResponse<String> open(String url) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> pay(String url, String card) throws IOException, InterruptedException {
    return submit(
        url,
        Map.of(
            "email",
            "ada@shop.example",
            "cardNumber",
            card,
            "cardExpiry",
            "12 / 34",
            "cardCvc",
            "123"));
  }

  HttpResponse<String> submit(String url, Map<String, String> fields)
      throws IOException, InterruptedException {
    String body =
        fields.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return http.send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  /** Sends a request to the API as it is, for what Stripe's client does not let one send. */
  HttpResponse<String> raw(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(sandbox.baseUrl() + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!body.isEmpty() && !List.of(headers).contains("Content-Type")) {
      request.header("Content-Type", "application/x-www-form-urlencoded");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> post(String path, String body, String... headers)
      throws IOException, InterruptedException {
    String[] all = new String[headers.length + 2];
    System.arraycopy(headers, 0, all, 2, headers.length);
    all[0] = "Authorization";
    all[1] = "Bearer " + sandbox.secretKey();
    return raw("POST", path, body, all);
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
