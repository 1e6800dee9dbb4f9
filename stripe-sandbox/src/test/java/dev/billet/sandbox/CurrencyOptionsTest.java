package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.PaymentIntent;
import com.stripe.model.Price;
import com.stripe.model.checkout.Session;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.PriceRetrieveParams;
import com.stripe.param.PriceUpdateParams;
import com.stripe.param.checkout.SessionCreateParams;
import java.util.Objects;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** One price in several currencies. */
final class CurrencyOptionsTest {

  @AutoClose private final Fixture fixture = new Fixture();

  @Test
  void areShownWhereTheyAreExpanded() throws StripeException {
    String price = price();
    fixture
        .v1
        .prices()
        .update(
            price,
            PriceUpdateParams.builder()
                .putCurrencyOption(
                    "jpy", PriceUpdateParams.CurrencyOption.builder().setUnitAmount(700L).build())
                .build());
    Price expanded =
        fixture
            .v1
            .prices()
            .retrieve(price, PriceRetrieveParams.builder().addExpand("currency_options").build());

    assertThat(fixture.v1.prices().retrieve(price).getCurrencyOptions()).isNull();
    assertThat(expanded.getCurrencyOptions()).containsOnlyKeys("usd", "eur", "jpy");
    assertThat(unitAmount(expanded, "usd")).isEqualTo(500);
    assertThat(unitAmount(expanded, "eur")).isEqualTo(450);
    assertThat(unitAmount(expanded, "jpy")).isEqualTo(700);
  }

  @Test
  void areWhatIsPaidInThatCurrency() throws Exception {
    Session session =
        fixture.create(
            Fixture.session(SessionCreateParams.Mode.PAYMENT, price(), 2).setCurrency("eur"));
    assertThat(session.getCurrency()).isEqualTo("eur");
    assertThat(session.getAmountTotal()).isEqualTo(900);
    assertThat(fixture.open(session.getUrl()).body()).contains("Qty 2, €4.50 each", "Pay €9.00");

    fixture.pay(session.getUrl(), "4242424242424242");
    PaymentIntent intent =
        fixture.v1.paymentIntents().retrieve(fixture.retrieve(session.getId()).getPaymentIntent());

    assertThat(intent.getAmountReceived()).isEqualTo(900);
    assertThat(intent.getCurrency()).isEqualTo("eur");
    assertThat(fixture.v1.balance().retrieve().getPending())
        .extracting(pending -> pending.getCurrency())
        .containsExactly("eur");
  }

  @Test
  void refuseACurrencyThatThereIsNot() throws StripeException {
    String price = price();

    assertThat(
            catchThrowableOfType(
                InvalidRequestException.class,
                () ->
                    fixture.create(
                        Fixture.session(SessionCreateParams.Mode.PAYMENT, price, 1)
                            .setCurrency("gbp"))))
        .hasMessageContaining("only supports `usd`");
    assertThat(
            catchThrowableOfType(
                    InvalidRequestException.class,
                    () ->
                        fixture
                            .v1
                            .prices()
                            .update(
                                price,
                                PriceUpdateParams.builder()
                                    .putCurrencyOption(
                                        "zzz",
                                        PriceUpdateParams.CurrencyOption.builder()
                                            .setUnitAmount(1L)
                                            .build())
                                    .build()))
                .getParam())
        .isEqualTo("currency_options[zzz]");
  }

  private static long unitAmount(Price price, String currency) {
    return Objects.requireNonNull(price.getCurrencyOptions().get(currency)).getUnitAmount();
  }

  private String price() throws StripeException {
    return fixture
        .v1
        .prices()
        .create(
            PriceCreateParams.builder()
                .setCurrency("usd")
                .setUnitAmount(500L)
                .setProductData(PriceCreateParams.ProductData.builder().setName("Tea").build())
                .putCurrencyOption(
                    "eur", PriceCreateParams.CurrencyOption.builder().setUnitAmount(450L).build())
                .build())
        .getId();
  }
}
