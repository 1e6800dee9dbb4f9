package dev.billet.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Invoice;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.PriceRetrieveParams;
import com.stripe.param.checkout.SessionCreateParams;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Prices in tiers: ten at 5.00 and the rest at 3.00, with 20.00 more for those beyond ten. */
final class TierTest {

  @AutoClose private final Fixture fixture = new Fixture();

  @ParameterizedTest
  @CsvSource({
    "GRADUATED,1,500",
    "GRADUATED,10,5000",
    "GRADUATED,11,7300",
    "GRADUATED,20,10000",
    "VOLUME,10,5000",
    "VOLUME,11,5300",
    "VOLUME,20,8000",
  })
  void countsByTier(PriceCreateParams.TiersMode mode, long quantity, long total)
      throws StripeException {
    Price price = create(mode, null);

    assertThat(
            fixture
                .create(
                    Fixture.session(SessionCreateParams.Mode.SUBSCRIPTION, price.getId(), quantity))
                .getAmountTotal())
        .isEqualTo(total);
  }

  @Test
  void billsSubscriptionsByTier() throws StripeException {
    Billing billing = fixture.billing();
    Price price = create(PriceCreateParams.TiersMode.GRADUATED, null);

    Subscription subscription =
        billing.subscribe(Billing.of(billing.customer("pm_card_visa"), price.getId(), 11));

    Invoice invoice = fixture.v1.invoices().retrieve(subscription.getLatestInvoice());
    assertThat(invoice.getAmountPaid()).isEqualTo(7300);
  }

  @Test
  void showsItsTiersToWhoAsks() throws StripeException {
    Price price = create(PriceCreateParams.TiersMode.VOLUME, null);

    Price expanded =
        fixture
            .v1
            .prices()
            .retrieve(price.getId(), PriceRetrieveParams.builder().addExpand("tiers").build());

    assertThat(price.getTiers()).isNull();
    assertThat(expanded.getTiers()).hasSize(2);
    assertThat(expanded.getTiers().get(0).getUpTo()).isEqualTo(10);
    assertThat(expanded.getTiers().get(1).getUpTo()).isNull();
    assertThat(expanded.getTiers().get(1).getFlatAmount()).isEqualTo(2000);
  }

  @Test
  void refusesTiersThatEnd() {
    assertThat(
            catchThrowableOfType(
                InvalidRequestException.class,
                () -> create(PriceCreateParams.TiersMode.VOLUME, 20L)))
        .returns("tiers[1][up_to]", error -> error.getStripeError().getParam());
  }

  private Price create(PriceCreateParams.TiersMode mode, @Nullable Long end)
      throws StripeException {
    PriceCreateParams.Tier.Builder rest =
        PriceCreateParams.Tier.builder().setUnitAmount(300L).setFlatAmount(2000L);
    if (end == null) {
      rest.setUpTo(PriceCreateParams.Tier.UpTo.INF);
    } else {
      rest.setUpTo(end);
    }
    return fixture
        .v1
        .prices()
        .create(
            PriceCreateParams.builder()
                .setCurrency("usd")
                .setBillingScheme(PriceCreateParams.BillingScheme.TIERED)
                .setTiersMode(mode)
                .addTier(PriceCreateParams.Tier.builder().setUnitAmount(500L).setUpTo(10L).build())
                .addTier(rest.build())
                .setProductData(PriceCreateParams.ProductData.builder().setName("Seat").build())
                .setRecurring(
                    PriceCreateParams.Recurring.builder()
                        .setInterval(PriceCreateParams.Recurring.Interval.MONTH)
                        .build())
                .build());
  }
}
