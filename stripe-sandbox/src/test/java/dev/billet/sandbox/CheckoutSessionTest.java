package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.LineItem;
import com.stripe.model.checkout.Session;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.PriceUpdateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionListParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import com.stripe.param.checkout.SessionUpdateParams;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Checkout sessions: made, read, changed, expired, and refused. */
final class CheckoutSessionTest {

  private static final String PATH = "/v1/checkout/sessions";
  private static final String VALID =
      "mode=payment&success_url=https://x.example/ok&line_items[0][price]=price_credits&line_items[0][quantity]=1";

  @AutoClose private final Fixture fixture = new Fixture();

  @Test
  void createsAnOpenSession() throws StripeException {
    Session session =
        fixture.create(
            Fixture.payment()
                .setClientReferenceId("order-7")
                .putMetadata("organization", "acme")
                .setCustomerEmail("ada@shop.example"));

    assertThat(session.getId()).matches("cs_test_[A-Za-z0-9]{58,}");
    assertThat(session.getStatus()).isEqualTo("open");
    assertThat(session.getPaymentStatus()).isEqualTo("unpaid");
    assertThat(session.getUrl())
        .isEqualTo(fixture.sandbox.publicUrl() + "/c/pay/" + session.getId());
    assertThat(session.getAmountTotal()).isEqualTo(2000);
    assertThat(session.getCurrency()).isEqualTo("usd");
    assertThat(session.getPaymentIntent()).isNull();
    assertThat(session.getSuccessUrl()).isEqualTo(Fixture.SUCCESS);
    assertThat(session.getCancelUrl()).isEqualTo(Fixture.CANCEL);
    assertThat(session.getClientReferenceId()).isEqualTo("order-7");
    assertThat(session.getMetadata()).containsExactly(Map.entry("organization", "acme"));
    assertThat(session.getCustomerDetails().getEmail()).isEqualTo("ada@shop.example");
    assertThat(session.getExpiresAt() - session.getCreated()).isEqualTo(24 * 60 * 60);
    assertThat(fixture.retrieve(session.getId())).isEqualTo(session);
  }

  @Test
  void expandsLineItemsAndTheirProducts() throws StripeException {
    Session session = fixture.create(Fixture.subscription());
    Session expanded =
        fixture
            .v1
            .checkout()
            .sessions()
            .retrieve(
                session.getId(),
                SessionRetrieveParams.builder().addExpand("line_items.data.price.product").build());

    LineItem item = expanded.getLineItems().getData().get(0);
    assertThat(session.getLineItems()).isNull();
    assertThat(item.getPrice().getProductObject().getName()).isEqualTo("Pro plan");
    assertThat(item.getQuantity()).isEqualTo(1);
    assertThat(fixture.v1.checkout().sessions().lineItems().list(session.getId()).getData())
        .extracting(LineItem::getDescription)
        .containsExactly("Pro plan");
  }

  @Test
  void sellsAtAPriceMadeOnTheFly() throws StripeException {
    Session session =
        fixture.create(
            SessionCreateParams.builder()
                .setMode(SessionCreateParams.Mode.PAYMENT)
                .setSuccessUrl(Fixture.SUCCESS)
                .addLineItem(
                    SessionCreateParams.LineItem.builder()
                        .setQuantity(3L)
                        .setPriceData(
                            SessionCreateParams.LineItem.PriceData.builder()
                                .setCurrency("usd")
                                .setUnitAmount(12345L)
                                .setProductData(
                                    SessionCreateParams.LineItem.PriceData.ProductData.builder()
                                        .setName("Ad balance")
                                        .build())
                                .build())
                        .build()));

    assertThat(session.getAmountTotal()).isEqualTo(37035);
  }

  @Test
  void showsTheOptionsOfTheMethodsItTakes() throws Exception {
    String body =
        fixture
            .post(
                PATH,
                VALID
                    + "&payment_method_options[card][request_three_d_secure]=any&payment_method_options[boleto][expires_after_days]=3&branding_settings[display_name]=Corner+shop&locale=de&allow_promotion_codes=true")
            .body();

    assertThat(body)
        .contains("\"payment_method_options\":{\"card\":{\"request_three_d_secure\":\"any\"}}")
        .contains("\"display_name\":\"Corner shop\"", "\"border_style\":\"rounded\"")
        .contains("\"locale\":\"de\"", "\"allow_promotion_codes\":true");
  }

  @Test
  void expandsThroughSeveralObjects() throws Exception {
    Session session = fixture.create(Fixture.subscription());
    fixture.pay(session.getUrl(), "4242424242424242");
    Session expanded =
        fixture
            .v1
            .checkout()
            .sessions()
            .retrieve(
                session.getId(),
                SessionRetrieveParams.builder()
                    .addExpand("subscription.latest_invoice")
                    .addExpand("customer")
                    .build());

    assertThat(expanded.getSubscriptionObject().getLatestInvoiceObject().getId())
        .isEqualTo(expanded.getInvoice());
    assertThat(expanded.getCustomerObject().getEmail()).isEqualTo("ada@shop.example");
  }

  @Test
  void sellsByThePackageWhereThePriceSaysSo() throws Exception {
    String price =
        fixture
            .v1
            .prices()
            .create(
                PriceCreateParams.builder()
                    .setCurrency("usd")
                    .setUnitAmount(700L)
                    .setProduct(fixture.v1.prices().retrieve("price_pro").getProduct())
                    .setTransformQuantity(
                        PriceCreateParams.TransformQuantity.builder()
                            .setDivideBy(10L)
                            .setRound(PriceCreateParams.TransformQuantity.Round.UP)
                            .build())
                    .build())
            .getId();

    assertThat(
            fixture
                .create(Fixture.session(SessionCreateParams.Mode.PAYMENT, price, 11))
                .getAmountTotal())
        .isEqualTo(1400);
  }

  @Test
  void mergesMetadata() throws StripeException {
    Session session = fixture.create(Fixture.payment().putMetadata("a", "1"));
    Session updated =
        fixture
            .v1
            .checkout()
            .sessions()
            .update(session.getId(), SessionUpdateParams.builder().putMetadata("b", "2").build());

    assertThat(updated.getMetadata()).containsOnly(Map.entry("a", "1"), Map.entry("b", "2"));
  }

  @Test
  void expiresOnDemandAndOnlyOnce() throws StripeException {
    Session session = fixture.create(Fixture.payment());
    Session expired = fixture.v1.checkout().sessions().expire(session.getId());

    assertThat(expired.getStatus()).isEqualTo("expired");
    assertThat(expired.getUrl()).isNull();
    assertThat(Fixture.refused(() -> fixture.v1.checkout().sessions().expire(session.getId())))
        .hasMessageContaining(
            "Only Checkout Sessions with a status in [\"open\"] can be expired. This Checkout Session has a status of `expired`.");
  }

  @Test
  void expiresWhenItsTimeHasCome() throws StripeException {
    Session session = fixture.create(Fixture.payment());
    fixture.clock.advance(Duration.ofHours(24).minusSeconds(1));
    assertThat(fixture.retrieve(session.getId()).getStatus()).isEqualTo("open");

    fixture.clock.advance(Duration.ofSeconds(1));
    assertThat(fixture.retrieve(session.getId()).getStatus()).isEqualTo("expired");
  }

  @Test
  void listsByStatusAndCustomer() throws StripeException {
    Session open = fixture.create(Fixture.payment());
    Session expired = fixture.create(Fixture.payment());
    fixture.v1.checkout().sessions().expire(expired.getId());

    assertThat(list(SessionListParams.builder().setStatus(SessionListParams.Status.OPEN)))
        .containsExactly(open.getId());
    assertThat(list(SessionListParams.builder())).containsExactly(expired.getId(), open.getId());
    assertThat(list(SessionListParams.builder().setCustomer("cus_none"))).isEmpty();
  }

  @Test
  void refusesAnInactivePrice() throws StripeException {
    fixture
        .v1
        .prices()
        .update("price_credits", PriceUpdateParams.builder().setActive(false).build());

    assertThat(Fixture.refused(() -> fixture.create(Fixture.payment())))
        .hasMessageContaining(
            "The price specified is inactive. This field only accepts active prices.")
        .returns("line_items[0][price]", error -> error.getStripeError().getParam());
  }

  @Test
  void takesBackWhatARefusedSessionHadBegun() throws Exception {
    long before = fixture.v1.products().list().getData().size();
    String form =
        "mode=payment&success_url=https://x.example/ok&line_items[0][quantity]=1&line_items[0][price_data][currency]=usd&line_items[0][price_data][unit_amount]=1&line_items[0][price_data][product_data][name]=Gum";

    assertThat(fixture.post(PATH, form).body()).contains("amount_too_small");
    assertThat(fixture.v1.products().list().getData()).hasSize((int) before);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          &bogus=1 | parameter_unknown | bogus | Received unknown parameter: bogus
          &line_items[0][pric]=x | parameter_unknown | line_items[0][pric] | Received unknown parameter: line_items[0][pric]
          &mode=payments | | mode | Invalid mode: must be one of payment, setup, or subscription
          &line_items[0][quantity]=two | parameter_invalid_integer | line_items[0][quantity] | Invalid integer: two
          &line_items[0][quantity]=0 | parameter_invalid_integer | line_items[0][quantity] | This value must be greater than or equal to 1.
          &customer= | parameter_invalid_empty | customer | You passed an empty string for 'customer'.
          &customer=cus_x&customer_email=a@b.co | parameters_exclusive | customer | You may only specify one of these parameters: customer, customer_email.
          &customer=cus_x | resource_missing | customer | No such customer: 'cus_x'
          &line_items[0][price]=price_x | resource_missing | line_items[0][price] | No such price: 'price_x'
          &line_items[0][price_data][currency]=usd | parameters_exclusive | line_items[0][price] | You may only specify one of these parameters
          &success_url=nowhere | url_invalid | success_url | Invalid URL: An explicit scheme (such as https) must be provided.
          &cancel_url=https:// | url_invalid | cancel_url | Not a valid URL
          &line_items[0][price]=price_pro | | line_items | You specified `payment` mode but passed a recurring price.
          &mode=subscription | | line_items | You must provide at least one recurring price in `subscription` mode when using prices.
          &line_items[1][price]=price_jpy&line_items[1][quantity]=1 | | line_items[1][price] | The price specified only supports `jpy`.
          &line_items[0][quantity]=99999999 | amount_too_large | | total amount due must be no more than
          &expires_at=1 | | expires_at | must be at least 30 minutes
          &expires_at=99999999999 | | expires_at | must be less than 24 hours
          &subscription_data[description]=x | | subscription_data | You can not pass `subscription_data` in `payment` mode.
          &allow_promotion_codes=yes | | allow_promotion_codes | Invalid boolean: yes
          &metadata=x | | metadata | Invalid object
          &line_items=x | | line_items | both as a value and as an object
          &expand[]=nothing | | | This property cannot be expanded (nothing).
          """)
  void refusesInTheWordsOfStripe(String change, String code, String param, String message)
      throws Exception {
    String body = fixture.post(PATH, VALID + change).body();

    InvalidRequestException error =
        Fixture.refused(
            () ->
                fixture.stripe.rawRequest(
                    com.stripe.net.ApiResource.RequestMethod.POST, PATH, VALID + change));
    assertThat(error).as(body).isNotNull();
    assertThat(error.getStatusCode()).isEqualTo(400);
    assertThat(error.getCode()).isEqualTo(code);
    assertThat(error.getStripeError().getParam()).isEqualTo(param);
    assertThat(error.getStripeError().getMessage()).contains(message);
    assertThat(list(SessionListParams.builder())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "mode=payment&line_items[0][price]=price_credits&line_items[0][quantity]=1,success_url",
    "mode=payment&success_url=https://x.example,line_items",
    "success_url=https://x.example,mode",
    "mode=payment&success_url=https://x.example&line_items[0][quantity]=1,line_items[0][price]",
    "mode=payment&success_url=https://x.example&line_items[0][price]=price_credits,line_items[0][quantity]",
    "mode=payment&ui_mode=embedded_page&line_items[0][price]=price_credits&line_items[0][quantity]=1,return_url",
  })
  void namesWhatIsMissing(String form, String param) throws Exception {
    String body = fixture.post(PATH, form).body();

    assertThat(body).contains("\"code\":\"parameter_missing\"", "\"param\":\"" + param + "\"");
  }

  @Test
  void refusesMetadataBeyondItsLimits() throws Exception {
    String key = "k".repeat(41);
    String value = "v".repeat(501);

    assertThat(fixture.post(PATH, VALID + "&metadata[" + key + "]=1").body())
        .contains("Metadata keys can have up to 40 characters");
    assertThat(fixture.post(PATH, VALID + "&metadata[a]=" + value).body())
        .contains("Metadata values can have up to 500 characters");
    StringBuilder many = new StringBuilder(VALID);
    for (int i = 0; i <= 50; i++) {
      many.append("&metadata[k").append(i).append("]=1");
    }
    assertThat(fixture.post(PATH, many.toString()).body()).contains("up to 50 metadata keys");
  }

  @Test
  void answers404ForAnUnknownSession() {
    assertThat(Fixture.refused(() -> fixture.retrieve("cs_test_none")))
        .returns(404, StripeException::getStatusCode)
        .returns("resource_missing", StripeException::getCode)
        .hasMessageContaining("No such checkout.session: 'cs_test_none'");
  }

  private java.util.List<String> list(SessionListParams.Builder params) throws StripeException {
    return fixture.v1.checkout().sessions().list(params.build()).getData().stream()
        .map(Session::getId)
        .toList();
  }
}
