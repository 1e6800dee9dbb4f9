package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.ShippingRate;
import com.stripe.model.checkout.Session;
import com.stripe.param.ShippingRateCreateParams;
import com.stripe.param.ShippingRateListParams;
import com.stripe.param.ShippingRateUpdateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionRetrieveParams;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Shipping rates, and the choice between them on the hosted page. */
final class ShippingTest {

  @AutoClose private final Fixture fixture = new Fixture();

  @Test
  void keepsRates() throws StripeException {
    ShippingRate rate = rate("Express", 900);
    ShippingRate retired =
        fixture
            .v1
            .shippingRates()
            .update(
                rate.getId(),
                ShippingRateUpdateParams.builder()
                    .setActive(false)
                    .putMetadata("by", "air")
                    .build());

    assertThat(rate.getFixedAmount().getAmount()).isEqualTo(900);
    assertThat(rate.getActive()).isTrue();
    assertThat(retired.getMetadata()).containsExactly(Map.entry("by", "air"));
    assertThat(fixture.v1.shippingRates().retrieve(rate.getId())).isEqualTo(retired);
    assertThat(
            fixture
                .v1
                .shippingRates()
                .list(ShippingRateListParams.builder().setActive(true).build())
                .getData())
        .isEmpty();
    assertThat(
            catchThrowableOfType(
                InvalidRequestException.class, () -> fixture.create(shipped(rate.getId()))))
        .hasMessageContaining("only accepts active shipping rates");
  }

  @Test
  void letsTheBuyerChoose() throws Exception {
    String express = rate("Express", 900).getId();
    Session session = fixture.create(shipped(rate("Standard", 500).getId(), express));
    assertThat(session.getAmountTotal()).isEqualTo(2500);
    assertThat(fixture.open(session.getUrl()).body())
        .contains("Standard – $5.00", "Express – $9.00", "Pay $25.00", "Update shipping");
    fixture.pay(session.getUrl(), "4000000000000002");

    HttpResponse<String> page = fixture.submit(session.getUrl(), Map.of("shippingRate", express));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("Pay $29.00", "value=\"" + express + "\" checked");
    fixture.submit(session.getUrl(), Map.of("shippingRate", "shr_none"));
    fixture.pay(session.getUrl(), "4242424242424242");
    Session paid =
        fixture
            .v1
            .checkout()
            .sessions()
            .retrieve(
                session.getId(),
                SessionRetrieveParams.builder()
                    .addExpand("shipping_cost.shipping_rate")
                    .addExpand("payment_intent")
                    .build());

    assertThat(paid.getAmountTotal()).isEqualTo(2900);
    assertThat(paid.getTotalDetails().getAmountShipping()).isEqualTo(900);
    assertThat(paid.getShippingCost().getShippingRateObject().getDisplayName())
        .isEqualTo("Express");
    assertThat(paid.getPaymentIntentObject().getAmountReceived()).isEqualTo(2900);
  }

  @Test
  void makesARateOfWhatComesWithTheSession() throws StripeException {
    Session session =
        fixture.create(
            Fixture.payment()
                .addShippingOption(
                    SessionCreateParams.ShippingOption.builder()
                        .setShippingRateData(
                            SessionCreateParams.ShippingOption.ShippingRateData.builder()
                                .setDisplayName("Ground")
                                .setType(
                                    SessionCreateParams.ShippingOption.ShippingRateData.Type
                                        .FIXED_AMOUNT)
                                .setFixedAmount(
                                    SessionCreateParams.ShippingOption.ShippingRateData.FixedAmount
                                        .builder()
                                        .setAmount(450L)
                                        .setCurrency("usd")
                                        .build())
                                .build())
                        .build()));
    String rate = session.getShippingOptions().get(0).getShippingRate();

    assertThat(session.getAmountTotal()).isEqualTo(2450);
    assertThat(fixture.v1.shippingRates().retrieve(rate).getDisplayName()).isEqualTo("Ground");
  }

  @Test
  void refusesARateThatIsNotThereOrOfAnotherCurrency() throws StripeException {
    String rate = rate("Standard", 500).getId();

    assertThat(
            catchThrowableOfType(
                    InvalidRequestException.class, () -> fixture.create(shipped("shr_none")))
                .getParam())
        .isEqualTo("shipping_options[0][shipping_rate]");
    assertThat(
            catchThrowableOfType(
                InvalidRequestException.class,
                () ->
                    fixture.create(
                        Fixture.session(SessionCreateParams.Mode.PAYMENT, "price_jpy", 1)
                            .addShippingOption(
                                SessionCreateParams.ShippingOption.builder()
                                    .setShippingRate(rate)
                                    .build()))))
        .hasMessageContaining("only supports `usd`");
  }

  private static SessionCreateParams.Builder shipped(String... rates) {
    SessionCreateParams.Builder params = Fixture.payment();
    for (String rate : rates) {
      params.addShippingOption(
          SessionCreateParams.ShippingOption.builder().setShippingRate(rate).build());
    }
    return params;
  }

  private ShippingRate rate(String name, long amount) throws StripeException {
    return fixture
        .v1
        .shippingRates()
        .create(
            ShippingRateCreateParams.builder()
                .setDisplayName(name)
                .setType(ShippingRateCreateParams.Type.FIXED_AMOUNT)
                .setFixedAmount(
                    ShippingRateCreateParams.FixedAmount.builder()
                        .setAmount(amount)
                        .setCurrency("usd")
                        .build())
                .build());
  }
}
